package dev.reelcast.media;

import dev.reelcast.model.Span;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The stand-in for a speech model: takes whatever stands out from the recording's own background for speech, music
 * included. One byte a frame is kept until the end, when the background is known.
 */
final class LoudStretches {

    /** Where between the quietest tenth and the loudest twentieth of the frames the line is drawn. */
    private static final double LINE = 0.4;

    private static final int QUIETEST_LINE = -55;
    private static final int FLOOR = -100;

    private final ByteArrayOutputStream levels = new ByteArrayOutputStream();

    void add(short[] samples, int offset) {
        double energy = 0;
        for (int i = offset; i < offset + SpeechModel.FRAME; i++) {
            energy += (double) samples[i] * samples[i];
        }
        double full = SpeechModel.FRAME * 32768.0 * 32768.0;
        levels.write((int) Math.max(FLOOR, 10 * Math.log10(energy / full + 1e-12)));
    }

    List<Span> end(double duration) {
        byte[] frames = levels.toByteArray();
        byte[] sorted = frames.clone();
        Arrays.sort(sorted);
        SpeechSegments segments = new SpeechSegments();
        if (sorted.length > 0) {
            int quiet = sorted[sorted.length / 10];
            int loud = sorted[sorted.length - 1 - sorted.length / 20];
            double line = Math.max(QUIETEST_LINE, quiet + LINE * (loud - quiet));
            for (byte level : frames) {
                segments.add(level >= line ? 1 : 0);
            }
        }
        return segments.end(duration);
    }
}
