package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Makes an episode's pictures, all JPEG: thumbnails of 1280 × 720 and a square cover of 1400 × 1400, as podcast
 * directories ask for. Thread-safe.
 */
public final class Thumbnailer {

    /**
     * The files made.
     *
     * @param thumbnails {@code thumbnail-1.jpg} and so on, at least one
     * @param cover {@code cover.jpg}
     */
    public record Pictures(List<Path> thumbnails, Path cover) {
        public Pictures {
            thumbnails = List.copyOf(thumbnails);
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** Where in the chosen part frames are taken; the second one becomes the cover. */
    private static final double[] PLACES = {0.1, 0.3, 0.5};

    private static final int COVER_PLACE = 1;
    private static final double WINDOW_SECONDS = 20;
    private static final String FIT = "scale=1280:720:force_original_aspect_ratio=decrease:force_divisible_by=2,"
            + "pad=1280:720:-1:-1,format=yuvj420p";
    private static final String SQUARE = "scale=1400:1400:force_original_aspect_ratio=increase:force_divisible_by=2,"
            + "crop=1400:1400,format=yuvj420p";
    /** A few frames held at a bounded size, so that a film in 8K takes no more memory than any other. */
    private static final String CHOOSE = "scale=iw*sar:ih,setsar=1,"
            + "scale=1920:1920:force_original_aspect_ratio=decrease:force_divisible_by=2,thumbnail=n=12";

    private final Tools tools;

    public Thumbnailer(Tools tools) {
        this.tools = tools;
    }

    /**
     * Takes frames from a video: at each place the most typical of some key frames.
     *
     * @param span the chosen part, inside the video
     * @param folder an existing folder for the pictures
     * @param progress 0 to 1
     * @throws MediaException of kind {@link Kind#FAILED} when no frame can be had; a card then serves
     */
    public Pictures fromVideo(
            Path video, Span span, Path folder, Path workFolder, DoubleConsumer progress, Cancellation cancellation) {
        List<Path> thumbnails = new ArrayList<>();
        Path cover = folder.resolve("cover.jpg");
        for (int i = 0; i < PLACES.length; i++) {
            Path thumbnail = folder.resolve("thumbnail-" + (i + 1) + ".jpg");
            double at = span.start() + PLACES[i] * span.length();
            Optional<Path> square = i == COVER_PLACE ? Optional.of(cover) : Optional.empty();
            if (!frame(video, at, true, thumbnail, square, workFolder, cancellation)
                    && !frame(video, at, false, thumbnail, square, workFolder, cancellation)) {
                throw new MediaException(Kind.FAILED, "No frame could be taken from the video.");
            }
            thumbnails.add(thumbnail);
            progress.accept((i + 1.0) / PLACES.length);
        }
        return new Pictures(thumbnails, cover);
    }

    /**
     * Draws cards of the sound, with the title where the machine has a font for it.
     *
     * @param span the part of the waveform that is drawn
     * @param folder an existing folder for the pictures
     * @param progress 0 to 1
     */
    public Pictures fromWaveform(
            String title,
            Waveform waveform,
            Span span,
            Path folder,
            Path workFolder,
            DoubleConsumer progress,
            Cancellation cancellation) {
        WaveformCard card = new WaveformCard(tools, title, waveform, span);
        Path thumbnail = folder.resolve("thumbnail-1.jpg");
        card.write(1280, 720, thumbnail, workFolder, cancellation);
        progress.accept(0.5);
        Path cover = folder.resolve("cover.jpg");
        card.write(1400, 1400, cover, workFolder, cancellation);
        progress.accept(1);
        return new Pictures(List.of(thumbnail), cover);
    }

    /**
     * Makes a square cover of a picture that somebody sent, cutting what is too much.
     *
     * @param target the file to write, in an existing folder
     * @throws MediaException of kind {@link Kind#NOT_MEDIA} when it is no picture that can be read, or too large
     */
    public void cover(Path picture, Path target, Path workFolder, Cancellation cancellation) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(Ffmpeg.picture(picture));
        command.addAll(List.of("-map", "0:v:0", "-vf", "scale=iw*sar:ih,setsar=1," + SQUARE));
        command.addAll(jpeg(target));
        Result result = run(command, workFolder, cancellation);
        if (!result.ok() || !Files.exists(target)) {
            throw new MediaException(
                    Kind.NOT_MEDIA, "This is not a picture that can be used.", new IOException(result.errorTail()));
        }
    }

    private boolean frame(
            Path video,
            double at,
            boolean keyFrames,
            Path thumbnail,
            Optional<Path> square,
            Path workFolder,
            Cancellation cancellation) {
        List<String> command = Ffmpeg.command(tools);
        // Decoding key frames alone is many times faster, but not every file marks them well.
        command.addAll(keyFrames ? List.of("-skip_frame", "nokey", "-noaccurate_seek") : List.of());
        command.addAll(Ffmpeg.media(video, new Span(at, at + WINDOW_SECONDS)));
        String graph = "[0:V:0]" + CHOOSE
                + (square.isPresent()
                        ? ",split[a][b];[a]" + FIT + "[thumbnail];[b]" + SQUARE + "[cover]"
                        : "," + FIT + "[thumbnail]");
        command.addAll(List.of("-filter_complex", graph, "-map", "[thumbnail]"));
        command.addAll(jpeg(thumbnail));
        square.ifPresent(file -> {
            command.addAll(List.of("-map", "[cover]"));
            command.addAll(jpeg(file));
        });
        return run(command, workFolder, cancellation).ok() && Files.exists(thumbnail);
    }

    private static Result run(List<String> command, Path workFolder, Cancellation cancellation) {
        return new ChildProcess(command, workFolder, LIMIT).run(cancellation);
    }

    /** One picture as the next output. */
    static List<String> jpeg(Path target) {
        return List.of(
                "-frames:v",
                "1",
                "-c:v",
                "mjpeg",
                "-q:v",
                "3",
                "-update",
                "1",
                "-f",
                "image2",
                "-y",
                Ffmpeg.path(target));
    }
}
