package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Runs an ffmpeg command that writes no data to standard output, and follows how far it is. */
final class FfmpegRun {

    private static final String POSITION = "out_time_us=";
    private static final Duration BASE_LIMIT = Duration.ofMinutes(10);

    private final @Nullable Duration limit;
    /** Seconds of output so far. */
    private volatile double position;

    /** With a time limit that fits sound: it grows with the length of the output. */
    FfmpegRun() {
        this(null);
    }

    /** @param limit how long it may run, null for one that fits sound */
    FfmpegRun(@Nullable Duration limit) {
        this.limit = limit;
    }

    /**
     * Runs to the end.
     *
     * @param command with the program in front, without an option for progress
     * @param seconds of output that are expected, above 0
     * @param progress 0 to 1, twice a second, on another thread
     */
    Result run(
            List<String> command, double seconds, Path workFolder, DoubleConsumer progress, Cancellation cancellation) {
        List<String> followed = new ArrayList<>(command);
        followed.addAll(1, List.of("-progress", "pipe:1", "-stats_period", "0.5"));
        Duration allowed = limit == null ? BASE_LIMIT.plusSeconds((long) seconds) : limit;
        return new ChildProcess(followed, workFolder, allowed)
                .onLine(line -> follow(line, seconds, progress))
                .run(cancellation);
    }

    /** Seconds of output that were written. */
    double position() {
        return position;
    }

    private void follow(String line, double seconds, DoubleConsumer progress) {
        String value = line.startsWith(POSITION) ? line.substring(POSITION.length()) : "";
        if (value.matches("\\d{1,15}")) {
            position = Long.parseLong(value) / 1e6;
            progress.accept(Math.min(1, position / seconds));
        }
    }
}
