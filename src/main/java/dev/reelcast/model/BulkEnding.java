package dev.reelcast.model;

import java.text.Bidi;
import java.util.Locale;

/**
 * How a bulk job that has ended is told to people.
 *
 * @param title a few words
 * @param sentence all that came of it
 */
public record BulkEnding(String title, String sentence) {

    /** @throws IllegalArgumentException when it has not ended */
    public static BulkEnding of(BulkJob job) {
        return new BulkEnding(title(job.status()), sentence(job));
    }

    private static String title(BulkStatus status) {
        return switch (status) {
            case COMPLETED -> "Bulk job completed";
            case COMPLETED_WITH_ERRORS -> "Bulk job completed with errors";
            case CANCELLED -> "Bulk job cancelled";
            case FAILED -> "Bulk job failed";
            default -> throw new IllegalArgumentException("not an end: " + status);
        };
    }

    private static String sentence(BulkJob job) {
        BulkCounts counts = job.counts();
        StringBuilder text = new StringBuilder(isolated(job.title()))
                .append(": ")
                .append(number(counts.completed()))
                .append(" of ")
                .append(number(counts.total()))
                .append(" done");
        some(text, counts.failed(), "failed");
        some(text, counts.skipped(), "skipped");
        some(text, counts.cancelled(), "cancelled");
        String reason = job.reason();
        return reason == null
                ? text.append('.').toString()
                : text.append("; ")
                        .append(reason.substring(0, 1).toLowerCase(Locale.ENGLISH))
                        .append(reason.substring(1))
                        .toString();
    }

    /** What is written from right to left would else take the numbers after it along. */
    private static String isolated(String title) {
        char[] text = title.toCharArray();
        return Bidi.requiresBidi(text, 0, text.length) ? "\u2068" + title + "\u2069" : title;
    }

    private static void some(StringBuilder text, int items, String what) {
        if (items > 0) {
            text.append(", ").append(number(items)).append(' ').append(what);
        }
    }

    private static String number(int items) {
        return String.format(Locale.ENGLISH, "%,d", items);
    }
}
