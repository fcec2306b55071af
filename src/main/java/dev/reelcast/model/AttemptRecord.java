package dev.reelcast.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One start of one stage, kept for good.
 *
 * @param stage which
 * @param attempt from 1
 * @param startedAt when a server took it
 * @param finishedAt when it ended, null while it runs
 * @param outcome {@code done}, {@code retry}, {@code snooze}, {@code cancel}, {@code fail}, {@code lost}, {@code
 *     handed_over}; null while it runs
 * @param server the name of the server that ran it, null when that is forgotten
 * @param cause a word for the class of failure, null when it is done
 * @param message one sentence, null when it is done
 */
public record AttemptRecord(
        Stage stage,
        int attempt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        @Nullable String server,
        @Nullable String cause,
        @Nullable String message) {}
