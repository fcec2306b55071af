package dev.reelcast.media.render;

import dev.reelcast.config.Template;
import dev.reelcast.model.RenderOverrides;
import java.awt.Color;
import org.jspecify.annotations.Nullable;

/**
 * How one video looks: its template with what it has otherwise. Sizes are pixels of the video.
 *
 * @param width of the video, even, as is its height
 * @param captions whether the text stands as captions, else as pages
 * @param font family
 * @param fontSize of the text
 * @param dim how much darker what is behind the text is, 0 to 1
 * @param titleSeconds how long the title card stands before the speech
 * @param voice null for the server's own
 */
public record Look(
        int width,
        int height,
        boolean captions,
        String font,
        int fontSize,
        Color background,
        Color text,
        Color accent,
        double dim,
        double titleSeconds,
        @Nullable String voice) {

    private static final int DESIGNED_FOR = 1080;

    public static Look of(Template template, RenderOverrides overrides) {
        int height = or(overrides.resolution(), template.resolution()).equals("720p") ? 720 : 1080;
        int size = overrides.fontSize() == null ? template.fontSize() : overrides.fontSize();
        return new Look(
                height * 16 / 9,
                height,
                template.captions(),
                template.font(),
                size * height / DESIGNED_FOR,
                Color.decode(or(overrides.backgroundColour(), template.background())),
                Color.decode(or(overrides.textColour(), template.text())),
                Color.decode(or(overrides.accentColour(), template.accent())),
                template.dim(),
                template.titleSeconds(),
                overrides.voice() == null ? template.voice() : overrides.voice());
    }

    /** Pixels of a length that is given at 1080 lines. */
    double scaled(double pixels) {
        return pixels * height / DESIGNED_FOR;
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
