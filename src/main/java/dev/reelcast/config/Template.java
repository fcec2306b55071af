package dev.reelcast.config;

import dev.reelcast.model.RenderRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rendered video looks: a file of {@code conf/templates}, which says of each key what it is for.
 *
 * @param name for people
 * @param description one sentence
 * @param captions whether the text stands as captions at the bottom, else as pages
 * @param voice an engine's name for it, null for the server's own
 * @param font family
 * @param fontSize pixels at 1080 lines, 24 to 160
 * @param resolution {@code 720p} or {@code 1080p}
 * @param background colour {@code #rrggbb}
 * @param text colour
 * @param accent colour of what is marked
 * @param dim how much darker a picture or video behind the text is, 0 to 1
 * @param titleSeconds how long the title card stands before the speech, 0 to 10; 0 for none
 */
public record Template(
        String name,
        String description,
        boolean captions,
        @Nullable String voice,
        String font,
        int fontSize,
        String resolution,
        String background,
        String text,
        String accent,
        double dim,
        double titleSeconds) {

    /** What a file without any key says. */
    public static Template defaults() {
        return parse("");
    }

    /**
     * Reads a template.
     *
     * @param yaml the file's text
     * @throws ConfigException naming the key that is wrong or unknown
     */
    public static Template parse(String yaml) {
        Settings from = new Settings(yaml, Map.of());
        Template template = new Template(
                from.text("name", "Template"),
                from.text("description", ""),
                captions(from),
                voice(from),
                from.text("font", "DejaVu Sans"),
                from.integer("font-size", 64, RenderRules.LEAST_FONT, RenderRules.MOST_FONT),
                resolution(from),
                colour(from, "colours.background", "#14213d"),
                colour(from, "colours.text", "#ffffff"),
                colour(from, "colours.accent", "#fca311"),
                from.decimal("dim", 0.5, 0, 1),
                from.decimal("title-seconds", 2.5, 0, 10));
        from.refuseUnknown();
        return template;
    }

    private static boolean captions(Settings from) {
        String value = from.text("show", "pages");
        return switch (value) {
            case "pages" -> false;
            case "captions" -> true;
            default -> throw Settings.wrong("show", value, "pages or captions");
        };
    }

    private static @Nullable String voice(Settings from) {
        String value = from.optional("voice");
        if (value != null && !RenderRules.VOICE.matcher(value).matches()) {
            throw Settings.wrong("voice", value, "a name of letters, digits, dots, dashes and plus signs");
        }
        return value;
    }

    private static String resolution(Settings from) {
        String value = from.text("resolution", "1080p");
        if (!RenderRules.RESOLUTIONS.contains(value)) {
            throw Settings.wrong("resolution", value, "720p or 1080p");
        }
        return value;
    }

    /** Without quotes a colour is a comment, and so nothing. */
    private static String colour(Settings from, String key, String byDefault) {
        String value = from.text(key, byDefault);
        if (!RenderRules.COLOUR.matcher(value).matches()) {
            throw Settings.wrong(key, value, "a colour in quotes, as \"#1e3a5f\"");
        }
        return value;
    }
}
