package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code render} job makes a video of.
 *
 * @param text what is spoken and shown, 1 to 20,000 characters, any script
 * @param title what stands on the title card, null for the beginning of the text
 * @param templateId the template's file name without its ending
 * @param overrides what is different from the template
 * @param outputBucket a bucket that gets a copy of the video, null for none
 */
public record RenderInput(
        String text,
        @Nullable String title,
        String templateId,
        RenderOverrides overrides,
        @Nullable String outputBucket) {

    /** The longest text, in characters (code points). */
    public static final int LONGEST_TEXT = 20_000;

    /** The template of those who name none. */
    public static final String DEFAULT_TEMPLATE = "plain";
}
