package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a job's log.
 *
 * @param jobId whose
 * @param seq rises within the log, not without gaps; 0 before it is stored
 * @param level how much it matters
 * @param stage where it was written, null outside a stage
 * @param time when
 * @param message one line, at most 4,000 characters
 */
public record LogLine(
        UUID jobId, long seq, LogLevel level, @Nullable Stage stage, Instant time, String message) {}
