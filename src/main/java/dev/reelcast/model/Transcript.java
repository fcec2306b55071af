package dev.reelcast.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said in a recording.
 *
 * @param engine where it comes from: {@code given}, {@code captions}, {@code service}, {@code whisper}, {@code
 *     pocketsphinx}, {@code none}
 * @param language BCP 47 tag, null when not known
 * @param draft whether the quality is only good enough to search in
 * @param note one sentence for people, null when there is nothing to say: why there is no transcript, say
 * @param segments in order; empty when there is no transcript
 */
public record Transcript(
        String engine,
        @Nullable String language,
        boolean draft,
        @Nullable String note,
        List<Segment> segments) {

    /**
     * @param start seconds; -1 when the text has no times
     * @param end seconds; -1 when the text has no times
     * @param text one sentence or line, not blank
     */
    public record Segment(double start, double end, String text) {

        /** Whether it is known when this is said. */
        public boolean timed() {
            return start >= 0 && end >= start;
        }
    }

    public Transcript {
        segments = List.copyOf(segments);
    }

    /** No transcript, and why. */
    public static Transcript none(String note) {
        return new Transcript("none", null, false, note, List.of());
    }

    /** All of the text, segments joined by spaces. */
    public String text() {
        return segments.stream().map(Segment::text).collect(Collectors.joining(" "));
    }
}
