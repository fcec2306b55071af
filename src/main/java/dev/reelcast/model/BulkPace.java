package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * How fast a bulk job's items end: of its own finished items, so that what they are and how busy the servers are is in it.
 *
 * @param runSeconds from start to end of all completed items together
 * @param ended how many ended within {@code seconds}
 * @param seconds for how long that was counted; 0 before the first item runs
 */
public record BulkPace(double runSeconds, double ended, double seconds) {

    /** Fewer ended items than these say nothing of the others. */
    private static final double ENOUGH = 3;

    /** The least and the most seconds that something takes, and what is likeliest. */
    public record Eta(int least, int likely, int most) {}

    /** Items that end in an hour; null before enough have ended. */
    public @Nullable Double perHour() {
        return ended < ENOUGH || seconds <= 0 ? null : ended / seconds * 3600;
    }

    /** Mean seconds from start to end of a completed item; null before the first. */
    public @Nullable Double averageSeconds(int completed) {
        return completed == 0 ? null : runSeconds / completed;
    }

    /**
     * When the rest is done at this pace. Items end as a Poisson process does, so that the pace is known as well as the
     * square root of their number says; the range is that of twice its standard error, 19 cases of 20.
     *
     * @param open items that have not ended
     * @return null before enough have ended
     */
    public @Nullable Eta eta(int open) {
        if (open == 0 || ended < ENOUGH || seconds <= 0) {
            return null;
        }
        double likely = open * seconds / ended;
        double error = Math.min(0.9, 2 / Math.sqrt(ended));
        return new Eta(whole(likely / (1 + error)), whole(likely), whole(likely / (1 - error)));
    }

    private static int whole(double seconds) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(seconds));
    }
}
