package dev.reelcast.stage;

import dev.reelcast.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of transcription; the words themselves are in the file {@code transcript.json}.
 *
 * @param engine where they come from
 * @param language BCP 47 tag, null when not known
 * @param draft whether the quality is only good enough to search in
 * @param note one sentence for people, null when there is nothing to say
 * @param segments how many
 * @param words how many
 */
record TranscriptionResult(
        String engine,
        @Nullable String language,
        boolean draft,
        @Nullable String note,
        int segments,
        int words) {

    static TranscriptionResult of(Transcript transcript) {
        int words = transcript.segments().stream()
                .mapToInt(segment -> segment.text().strip().split("\\s+").length)
                .sum();
        return new TranscriptionResult(
                transcript.engine(),
                transcript.language(),
                transcript.draft(),
                transcript.note(),
                transcript.segments().size(),
                words);
    }
}
