package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * A template as people choose it.
 *
 * @param id its file's name without the ending
 * @param name for people
 * @param description one sentence
 * @param captions whether the text stands as captions, else as pages
 * @param voice null for the server's own
 * @param font family
 * @param fontSize pixels at 1080 lines
 * @param resolution {@code 720p} or {@code 1080p}
 * @param backgroundColour {@code #rrggbb}, as are the two others
 * @param textColour of the text
 * @param accentColour of what is marked
 * @param problem why it cannot be used, null when it can; the other members are then what could be read
 */
public record TemplateInfo(
        String id,
        String name,
        String description,
        boolean captions,
        @Nullable String voice,
        String font,
        int fontSize,
        String resolution,
        String backgroundColour,
        String textColour,
        String accentColour,
        @Nullable String problem) {}
