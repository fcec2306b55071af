package dev.reelcast.media;

import dev.reelcast.model.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Paints a waveform card as raw pixels. Painted here because ffmpeg's own waveform picture holds all of the sound in
 * memory, and because Java's drawing classes are missing from small installations.
 */
final class CardPainter {

    /** Deep hues on which white reads well; a title always gets the same. Red, green, blue. */
    private static final int[] GROUNDS = {0x312E81, 0x1E3A5F, 0x134E4A, 0x3F2A56, 0x4C1D3B, 0x3B3220, 0x1F4030};

    private static final int BARS = 72;
    private static final int BYTES = 3;
    private static final double LOWEST_BAR = 0.04;

    private final int width;
    private final int height;
    private final byte[] pixels;

    /** @param width pixels, as is {@code height} */
    CardPainter(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[width * height * BYTES];
    }

    /**
     * The picture, three bytes a pixel, line by line: red, green, blue. The upper part is left for a title.
     *
     * @param title chooses the colour
     * @param span the part of the waveform that is drawn
     */
    byte[] paint(String title, Waveform waveform, Span span) {
        ground(GROUNDS[Math.floorMod(title.hashCode(), GROUNDS.length)]);
        double[] bars = bars(waveform, span);
        double step = width * 0.875 / BARS;
        double left = (width - step * BARS) / 2;
        for (int i = 0; i < BARS; i++) {
            bar(left + step * (i + 0.5), height * 0.72, step * 0.3, Math.max(LOWEST_BAR, bars[i]) * height * 0.2);
        }
        return pixels;
    }

    private void ground(int colour) {
        for (int y = 0; y < height; y++) {
            double light = 1.15 - 0.6 * y / height;
            for (int x = 0; x < width; x++) {
                for (int part = 0; part < BYTES; part++) {
                    int full = colour >> (16 - 8 * part) & 0xFF;
                    pixels[(y * width + x) * BYTES + part] = (byte) Math.min(255, full * light);
                }
            }
        }
    }

    /** A white bar with round ends, its edge softened by how much of each pixel it covers. */
    private void bar(double centreX, double centreY, double radius, double half) {
        double straight = Math.max(0, half - radius);
        for (int y = (int) (centreY - half - radius); y <= centreY + half + radius; y++) {
            for (int x = (int) (centreX - radius - 1); x <= centreX + radius + 1; x++) {
                double beyond = Math.max(0, Math.abs(y + 0.5 - centreY) - straight);
                double distance = Math.hypot(x + 0.5 - centreX, beyond);
                blendWhite(x, y, 0.9 * Math.max(0, Math.min(1, radius - distance + 0.5)));
            }
        }
    }

    private void blendWhite(int x, int y, double cover) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        for (int part = 0; part < BYTES; part++) {
            int at = (y * width + x) * BYTES + part;
            int under = pixels[at] & 0xFF;
            pixels[at] = (byte) Math.round(under + (255 - under) * cover);
        }
    }

    /** Heights 0 to 1; the highest is 1 unless all is silence. */
    private static double[] bars(Waveform waveform, Span span) {
        List<Double> peaks = waveform.peaks();
        double[] bars = new double[BARS];
        double perSecond = waveform.duration() > 0 ? peaks.size() / waveform.duration() : 0;
        double from = span.start() * perSecond;
        double step = span.length() * perSecond / BARS;
        for (int i = 0; i < BARS; i++) {
            int first = (int) (from + i * step);
            int end = Math.max(first + 1, (int) (from + (i + 1) * step));
            for (int peak = first; peak < Math.min(end, peaks.size()); peak++) {
                bars[i] += peaks.get(peak) / (end - first);
            }
        }
        double highest = Arrays.stream(bars).max().orElse(0);
        return highest > 0 ? Arrays.stream(bars).map(bar -> bar / highest).toArray() : bars;
    }
}
