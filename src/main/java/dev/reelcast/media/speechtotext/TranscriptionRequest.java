package dev.reelcast.media.speechtotext;

import dev.reelcast.model.Speech;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be transcribed, and all there is that helps.
 *
 * @param recording local file; null when there is a text but no recording
 * @param speech where people talk in it; null only without a recording
 * @param language BCP 47 tag of what is spoken, null when not known
 * @param prompt names and words that are likely to be said, null for none
 * @param given a transcript that came with the job, in any form {@link Captions} reads; null for none
 * @param captions local file with the source's own captions, null for none
 * @param workFolder an existing folder for temporary files
 */
public record TranscriptionRequest(
        @Nullable Path recording,
        @Nullable Speech speech,
        @Nullable String language,
        @Nullable String prompt,
        @Nullable String given,
        @Nullable Path captions,
        Path workFolder) {}
