package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a bulk job.
 *
 * @param itemId 1 to the number of rows, in their order
 * @param row as a spreadsheet counts: a header is row 1
 * @param cause why it did not run or was cut off, null otherwise
 * @param message what is wrong with the row, or went wrong with its job; null when nothing did
 * @param cells as they were given
 * @param type what it runs, null when it can run nothing
 * @param jobId null before it was put into the queue, and for what never was
 * @param stage of its job while there is one, as is {@code progress}, 0 to 100
 */
public record BulkItem(
        int itemId,
        int row,
        JobStatus status,
        @Nullable BulkCause cause,
        @Nullable String message,
        List<String> cells,
        @Nullable JobType type,
        @Nullable String title,
        @Nullable String url,
        @Nullable UUID jobId,
        @Nullable UUID episodeId,
        @Nullable Stage stage,
        @Nullable Integer progress,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public BulkItem {
        cells = List.copyOf(cells);
    }
}
