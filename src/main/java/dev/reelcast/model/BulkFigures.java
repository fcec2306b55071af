package dev.reelcast.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulk job in figures, as browsers and scripts get them; made of its one counter row, whatever the number of its items.
 *
 * @param progress percent of the items that have ended, 0 to 100 with one decimal
 * @param successRate percent of completed among completed and failed, rows that never ran left out; null before the
 *     first
 * @param throughput items that end in an hour, of late; null before it is known
 * @param averageSeconds from start to end of a completed item; null before the first
 * @param etaSeconds null when nothing is left, it is paused, or the pace is not known
 * @param etaRange the least and the most seconds; null as etaSeconds is
 * @param deadlineAtRisk true, or null when it is not
 */
public record BulkFigures(
        BulkStatus status,
        double progress,
        BulkCounts counts,
        @Nullable Double successRate,
        @Nullable Double throughput,
        @Nullable Double averageSeconds,
        @Nullable Integer etaSeconds,
        @Nullable List<Integer> etaRange,
        @Nullable Boolean deadlineAtRisk,
        @Nullable String reason) {

    public static BulkFigures of(BulkJob job) {
        BulkCounts counts = job.counts();
        int judged = counts.completed() + counts.failed() - counts.invalid();
        BulkPace.Eta eta = moves(job.status()) ? job.pace().eta(counts.open()) : null;
        return new BulkFigures(
                job.status(),
                counts.total() == 0 ? 0 : tenths(100.0 * counts.ended() / counts.total()),
                counts,
                judged == 0 ? null : tenths(100.0 * counts.completed() / judged),
                tenthsOrNull(job.pace().perHour()),
                tenthsOrNull(job.pace().averageSeconds(counts.completed())),
                eta == null ? null : eta.likely(),
                eta == null ? null : List.of(eta.least(), eta.most()),
                job.deadlineAtRisk() ? Boolean.TRUE : null,
                job.reason());
    }

    private static boolean moves(BulkStatus status) {
        return status == BulkStatus.RUNNING || status == BulkStatus.COMPLETING;
    }

    private static @Nullable Double tenthsOrNull(@Nullable Double value) {
        return value == null ? null : tenths(value);
    }

    /** Rounded down, so that 100 is never said before it is true. */
    private static double tenths(double value) {
        return Math.floor(value * 10) / 10;
    }
}
