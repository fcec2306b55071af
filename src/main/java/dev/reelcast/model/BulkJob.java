package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many rows from one source, run and steered as one.
 *
 * @param id never reused; a preview's id becomes that of the bulk job
 * @param ownerId whom it belongs to
 * @param agentId whose episodes the results are, null for nobody's
 * @param agentName the agent's name, null without one
 * @param reason why it failed or was cut off, one sentence; null otherwise
 * @param deadline past which what has not started is skipped and what runs is cancelled; null for never
 * @param deadlineAtRisk whether it is predicted to miss its deadline
 * @param pace what it has done of late
 * @param lastSeq the number of its newest event, 0 before the first
 * @param writeBackError why what came of the rows could not be written into their sheet, null otherwise
 * @param startedAt null before
 * @param finishedAt when it ended; null before, and again once it goes on
 */
public record BulkJob(
        UUID id,
        UUID ownerId,
        @Nullable UUID agentId,
        @Nullable String agentName,
        String title,
        BulkSource source,
        BulkStatus status,
        @Nullable String reason,
        Priority priority,
        @Nullable Instant deadline,
        boolean deadlineAtRisk,
        List<BulkColumn> columns,
        BulkSettings settings,
        BulkCounts counts,
        BulkPace pace,
        long lastSeq,
        @Nullable String writeBackError,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public BulkJob {
        columns = List.copyOf(columns);
    }
}
