package dev.reelcast.model;

/**
 * How many items of a bulk job stand where.
 *
 * @param total all of them: the sum of the six that follow
 * @param skipped duplicates among them
 * @param duplicates the same as another row or a job in the queue, or done already
 * @param invalid of the failed: rows that are no input for anything
 */
public record BulkCounts(
        int total,
        int pending,
        int processing,
        int completed,
        int failed,
        int skipped,
        int cancelled,
        int duplicates,
        int invalid) {

    /** How many have ended. */
    public int ended() {
        return completed + failed + skipped + cancelled;
    }

    /** How many have not. */
    public int open() {
        return pending + processing;
    }
}
