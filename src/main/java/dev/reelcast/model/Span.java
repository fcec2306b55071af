package dev.reelcast.model;

/**
 * A stretch of a recording, half open: from {@code start} up to, not including, {@code end}.
 *
 * @param start seconds from the beginning, at least 0
 * @param end seconds from the beginning, at least {@code start}
 */
public record Span(double start, double end) {

    public Span {
        if (!(start >= 0) || !(end >= start)) {
            throw new IllegalArgumentException("not a span: " + start + " to " + end);
        }
    }

    /** Seconds, at least 0. */
    public double length() {
        return end - start;
    }
}
