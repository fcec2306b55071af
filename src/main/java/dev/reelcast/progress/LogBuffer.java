package dev.reelcast.progress;

import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Log lines on their way into the table. Bounded: a job that writes more than its share of lines in one batch loses the
 * rest of them, and its log says how many.
 *
 * <p>Not thread-safe.
 */
final class LogBuffer {

    private static final int LINES_OF_A_JOB = 1_000;
    private static final int LONGEST = 4_000;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final Map<UUID, Integer> waiting = new HashMap<>();
    private final Map<UUID, Integer> dropped = new HashMap<>();

    void add(LogLine line) {
        int count = waiting.merge(line.jobId(), 1, Integer::sum);
        if (count > LINES_OF_A_JOB) {
            dropped.merge(line.jobId(), 1, Integer::sum);
            return;
        }
        lines.add(fit(line));
    }

    boolean isEmpty() {
        return lines.isEmpty() && dropped.isEmpty();
    }

    /** Takes all that waits, in order. */
    List<LogLine> take() {
        List<LogLine> batch = new ArrayList<>(lines);
        dropped.forEach((job, count) -> batch.add(new LogLine(
                job, 0, 0, LogLevel.WARNING, null, Instant.now(), count + " lines came too fast and were left out.")));
        lines.clear();
        waiting.clear();
        dropped.clear();
        return batch;
    }

    /** Puts back what could not be stored, before what came since. */
    void putBack(List<LogLine> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            lines.addFirst(batch.get(i));
            waiting.merge(batch.get(i).jobId(), 1, Integer::sum);
        }
    }

    /** NUL is the one character that PostgreSQL's text cannot hold. */
    private static LogLine fit(LogLine line) {
        String message = line.message().replace('\0', '\uFFFD');
        String cut = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
        return new LogLine(line.jobId(), line.run(), line.seq(), line.level(), line.stage(), line.time(), cut);
    }
}
