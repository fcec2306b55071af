package dev.reelcast.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as it was spoken: the file {@code narration.json}.
 *
 * @param engine {@code service}, {@code espeak-ng} or {@code freetts}
 * @param voice the engine's name for it
 * @param language BCP 47 tag, null when not known
 * @param durationSeconds of the sound
 * @param sentences in order, not overlapping; together all of the text
 */
public record Narration(
        String engine, String voice, @Nullable String language, double durationSeconds, List<Sentence> sentences) {

    /**
     * @param start seconds from the beginning of the sound
     * @param end seconds, at least {@code start}; the pause after it is not part of it
     * @param text as it was given, on one line
     */
    public record Sentence(double start, double end, String text) {}

    public Narration {
        sentences = List.copyOf(sentences);
    }
}
