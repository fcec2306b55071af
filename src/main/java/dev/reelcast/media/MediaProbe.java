package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a file is, and refuses what is no audio or video, what would make ffmpeg open something else, and what
 * is larger than allowed. Every file from outside passes here before anything else is done with it. Thread-safe.
 */
public final class MediaProbe {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Characters of what ffprobe says; some thousand for a common file. */
    private static final int LONGEST_REPORT = 4 << 20;

    private static final String NOT_MEDIA = "This is not an audio or video file.";

    private final Tools tools;
    private final Optional<Path> ffprobe;
    private final Duration longest;

    /** @param longest recording that is let through */
    public MediaProbe(Tools tools, Duration longest) {
        this(tools, tools.ffprobe(), longest);
    }

    MediaProbe(Tools tools, Optional<Path> ffprobe, Duration longest) {
        this.tools = tools;
        this.ffprobe = ffprobe;
        this.longest = longest;
    }

    /** The longest recording that is let through. */
    public Duration longest() {
        return longest;
    }

    /**
     * Looks at a file, with ffprobe where it is installed, else with ffmpeg.
     *
     * @param workFolder an existing folder for the program to work in
     * @throws MediaException of kind {@link Kind#EMPTY}, {@link Kind#NOT_MEDIA}, {@link Kind#TRUNCATED} or
     *     {@link Kind#TOO_LARGE} when the file is not to be used; whether it has sound is for the caller to judge
     */
    public MediaInfo probe(Path file, Path workFolder, Cancellation cancellation) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new MediaException(Kind.FAILED, "The file is not there.");
            }
            if (Files.size(file) == 0) {
                throw new MediaException(Kind.EMPTY, "The file is empty.");
            }
            if (QuickTimeBoxes.cutOff(file)) {
                throw new MediaException(Kind.TRUNCATED, "The file is cut off.");
            }
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "The file could not be read.", e);
        }
        MediaInfo info = ffprobe.isPresent()
                ? withFfprobe(ffprobe.get(), file, workFolder, cancellation)
                : withFfmpeg(file, workFolder, cancellation);
        return allowed(info);
    }

    private static MediaInfo withFfprobe(Path ffprobe, Path file, Path workFolder, Cancellation cancellation) {
        List<String> command = new ArrayList<>(List.of(ffprobe.toString(), "-v", "error"));
        command.addAll(Ffmpeg.mediaOnly());
        command.addAll(List.of("-show_format", "-show_streams", "-of", "json", Ffmpeg.path(file)));
        StringBuilder json = new StringBuilder();
        Result result = new ChildProcess(command, workFolder, LIMIT)
                .onLine(line -> {
                    if (json.length() + line.length() > LONGEST_REPORT) {
                        throw new MediaException(Kind.TOO_LARGE, "The file holds more streams than can be taken in.");
                    }
                    json.append(line);
                })
                .run(cancellation);
        if (!result.ok()) {
            throw notMedia(result);
        }
        try {
            return ProbeReport.ofFfprobe(new JsonObject(json.toString())).orElseThrow(() -> notMedia(result));
        } catch (DecodeException | ClassCastException e) {
            throw new MediaException(Kind.FAILED, "The file could not be looked at.", e);
        }
    }

    private MediaInfo withFfmpeg(Path file, Path workFolder, Cancellation cancellation) {
        List<String> command =
                new ArrayList<>(List.of(tools.ffmpeg().toString(), "-nostdin", "-hide_banner", "-v", "info"));
        command.addAll(Ffmpeg.media(file));
        // Without an output ffmpeg says what it sees and ends with an error, whatever the file.
        Result result = new ChildProcess(command, workFolder, LIMIT).run(cancellation);
        return ProbeReport.ofFfmpeg(result.errorTail().lines().toList()).orElseThrow(() -> notMedia(result));
    }

    private MediaInfo allowed(MediaInfo info) {
        if (!info.hasAudio() && !info.hasVideo()) {
            throw new MediaException(Kind.NOT_MEDIA, NOT_MEDIA);
        }
        if (info.duration() != null && info.duration() > longest.toSeconds()) {
            throw tooLong(longest);
        }
        if ((long) info.width() * info.height() > Ffmpeg.MAX_PIXELS) {
            throw new MediaException(
                    Kind.TOO_LARGE, "The picture is too large: " + info.width() + " × " + info.height() + " pixels.");
        }
        return info;
    }

    static MediaException tooLong(Duration longest) {
        String limit = longest.toMinutes() >= 120 ? longest.toHours() + " hours" : longest.toMinutes() + " minutes";
        return new MediaException(Kind.TOO_LARGE, "The recording is longer than " + limit + ".");
    }

    private static MediaException notMedia(Result result) {
        return new MediaException(Kind.NOT_MEDIA, NOT_MEDIA, new IOException(result.errorTail()));
    }
}
