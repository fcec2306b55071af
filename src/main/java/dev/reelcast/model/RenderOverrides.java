package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * What one video has that its template has not; null leaves what the template says.
 *
 * @param voice a name that the engine knows: {@code alloy}, {@code de}, {@code en-gb+f3}
 * @param backgroundColour {@code #rrggbb}, as are the two others
 * @param textColour of the text
 * @param accentColour of what is marked
 * @param fontSize pixels at 1080 lines, 24 to 160
 * @param resolution {@code 720p} or {@code 1080p}
 * @param imageUrl a picture behind the text
 * @param backgroundVideoUrl a video behind the text, without its sound; before a picture
 */
public record RenderOverrides(
        @Nullable String voice,
        @Nullable String backgroundColour,
        @Nullable String textColour,
        @Nullable String accentColour,
        @Nullable Integer fontSize,
        @Nullable String resolution,
        @Nullable String imageUrl,
        @Nullable String backgroundVideoUrl) {

    /** The template as it is. */
    public static final RenderOverrides NONE = new RenderOverrides(null, null, null, null, null, null, null, null);
}
