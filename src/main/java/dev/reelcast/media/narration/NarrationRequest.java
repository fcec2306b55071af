package dev.reelcast.media.narration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be spoken, and how.
 *
 * @param text not blank
 * @param language BCP 47 tag, what most of its letters belong to
 * @param voice as {@link dev.reelcast.config.Template#VOICE}, null for the engine's own
 * @param workFolder an existing folder of the caller's own
 */
public record NarrationRequest(
        String text, String language, @Nullable String voice, Path workFolder) {}
