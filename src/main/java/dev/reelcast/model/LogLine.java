package dev.reelcast.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a job's log.
 *
 * @param jobId whose
 * @param run the number of the run of a stage that wrote it, 0 when none did, or when it is read
 * @param seq rises within the log, not without gaps; 0 before it is stored
 * @param level how much it matters
 * @param stage where it was written, null outside a stage
 * @param time when
 * @param message one line, at most 4,000 characters
 */
public record LogLine(
        UUID jobId,
        @JsonIgnore long run,
        long seq,
        LogLevel level,
        @Nullable Stage stage,
        Instant time,
        String message) {}
