package dev.reelcast.media.analysis;

import dev.reelcast.model.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether an episode is long enough to go out unseen, and why in words.
 *
 * @param longEnough whether it lasts at least as long as the agent asks
 * @param reason a sentence without its full stop, in sentence case
 */
record Verdict(boolean longEnough, String reason) {

    /**
     * @param episode null for a text without a recording, which is long enough only where no length is asked for
     * @param minMinutes at least 0
     */
    static Verdict of(@Nullable Span episode, double minMinutes) {
        if (episode == null) {
            return minMinutes <= 0
                    ? new Verdict(true, "A text has no length in time and none is asked for")
                    : new Verdict(
                            false,
                            "A text has no length in time, and at least " + words(minMinutes * 60) + " are asked for");
        }
        String lasts = "The episode lasts " + words(episode.length());
        if (minMinutes <= 0) {
            return new Verdict(true, lasts + " and no least length is asked for");
        }
        return episode.length() >= minMinutes * 60
                ? new Verdict(true, lasts + ", at least the " + words(minMinutes * 60) + " that are asked for")
                : new Verdict(false, lasts + ", less than the " + words(minMinutes * 60) + " that are asked for");
    }

    /** A length as people say it: {@code 1 h 2 min}, {@code 31 min}, {@code 4 min 30 s}, {@code 6.6 s}. */
    static String words(double seconds) {
        if (seconds < 60) {
            String tenths = String.format(Locale.ROOT, "%.1f", Math.floor(seconds * 10) / 10);
            return tenths.replace(".0", "") + " s";
        }
        long whole = (long) seconds;
        if (whole >= 3600) {
            long minutes = whole % 3600 / 60;
            return whole / 3600 + " h" + (minutes > 0 ? " " + minutes + " min" : "");
        }
        return whole / 60 + " min" + (whole % 60 > 0 ? " " + whole % 60 + " s" : "");
    }
}
