package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A picture of a recording that has none: its waveform on a colour, under its title. */
final class WaveformCard {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int LINES = 3;
    /** Width of an average bold letter in parts of the font's size. */
    private static final double LETTER = 0.68;

    private final Tools tools;
    private final String title;
    private final Waveform waveform;
    private final Span span;

    WaveformCard(Tools tools, String title, Waveform waveform, Span span) {
        this.tools = tools;
        this.title = title;
        this.waveform = waveform;
        this.span = span;
    }

    /** Writes the card as a JPEG of {@code width} × {@code height} pixels. */
    void write(int width, int height, Path target, Path workFolder, Cancellation cancellation) {
        try {
            Path pixels = Files.createTempFile(workFolder, "card", ".rgb");
            Path text = Files.createTempFile(workFolder, "card", ".txt");
            try {
                Files.write(pixels, new CardPainter(width, height).paint(title, waveform, span));
                int size = Math.min(width / 14, height / 12);
                List<String> lines = CardTitle.lines(title, (int) (width * 0.875 / (size * LETTER)), LINES);
                Optional<Path> font = CardTitle.font();
                boolean written = font.isPresent() && !lines.isEmpty();
                if (written) {
                    Files.writeString(text, String.join("\n", lines));
                    String filter = drawing(font.get(), text, size, width / 16);
                    written = encode(pixels, width, height, filter, target, workFolder, cancellation)
                            .ok();
                }
                if (!written) {
                    // Some builds of ffmpeg cannot write: a card without its title is better than none.
                    Result result = encode(pixels, width, height, "null", target, workFolder, cancellation);
                    if (!result.ok()) {
                        throw result.failure("The picture could not be made.");
                    }
                }
            } finally {
                Files.deleteIfExists(pixels);
                Files.deleteIfExists(text);
            }
        } catch (IOException e) {
            throw MediaException.of(e, "The picture could not be made.");
        }
    }

    /** The text is named by its file name alone, which needs no quoting: the program works in that folder. */
    private static String drawing(Path font, Path text, int size, int margin) {
        return String.format(
                Locale.ROOT,
                "drawtext=fontfile='%s':textfile=%s:expansion=none:fontsize=%d:line_spacing=%d:fontcolor=white:x=%d:y=%d",
                font,
                text.getFileName(),
                size,
                size / 4,
                margin,
                margin);
    }

    private Result encode(
            Path pixels,
            int width,
            int height,
            String filter,
            Path target,
            Path workFolder,
            Cancellation cancellation) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", width + "x" + height));
        command.addAll(List.of("-i", Ffmpeg.path(pixels), "-vf", filter + ",format=yuvj420p"));
        command.addAll(Thumbnailer.jpeg(target));
        return new ChildProcess(command, workFolder, LIMIT).run(cancellation);
    }
}
