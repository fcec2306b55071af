package dev.reelcast.stage;

import dev.reelcast.model.Narration;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of narration; when each sentence is spoken is in the file {@code narration.json}.
 *
 * @param engine what spoke
 * @param voice its name for the voice
 * @param language BCP 47 tag, null when not known
 * @param durationSeconds of the sound
 * @param sentences how many
 */
record NarrationResult(
        String engine, String voice, @Nullable String language, double durationSeconds, int sentences) {

    static NarrationResult of(Narration narration) {
        return new NarrationResult(
                narration.engine(),
                narration.voice(),
                narration.language(),
                narration.durationSeconds(),
                narration.sentences().size());
    }
}
