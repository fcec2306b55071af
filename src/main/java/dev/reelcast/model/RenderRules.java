package dev.reelcast.model;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text and what is different from its template must be, as far as that can be said of them alone. */
public final class RenderRules {

    /** What a voice may be called. */
    public static final Pattern VOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}");

    /** Pixels at 1080 lines. */
    public static final int LEAST_FONT = 24;

    /** Pixels at 1080 lines. */
    public static final int MOST_FONT = 160;

    public static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    public static final Set<String> RESOLUTIONS = Set.of("720p", "1080p");

    private static final String A_COLOUR = "a colour as #1e3a5f";

    private RenderRules() {}

    /**
     * Something that is not as it must be.
     *
     * @param member {@code text}, or the override
     * @param sentence for people
     */
    public record Wrong(String member, String sentence) {}

    /** What is wrong with a text, null when nothing is. */
    public static @Nullable Wrong text(String text) {
        if (text.isBlank()) {
            return new Wrong("text", "The text is empty.");
        }
        return text.codePointCount(0, text.length()) > RenderInput.LONGEST_TEXT
                ? new Wrong("text", "The text is longer than " + RenderInput.LONGEST_TEXT + " characters.")
                : null;
    }

    /** The first thing that is wrong with overrides, null when nothing is; where their URLs lead is not looked at. */
    public static @Nullable Wrong overrides(RenderOverrides overrides) {
        if (!matches(VOICE, overrides.voice())) {
            return override("voice", "a name of letters, digits, dots, dashes and plus signs");
        }
        if (!matches(COLOUR, overrides.backgroundColour())) {
            return override("backgroundColour", A_COLOUR);
        }
        if (!matches(COLOUR, overrides.textColour())) {
            return override("textColour", A_COLOUR);
        }
        if (!matches(COLOUR, overrides.accentColour())) {
            return override("accentColour", A_COLOUR);
        }
        Integer size = overrides.fontSize();
        if (size != null && (size < LEAST_FONT || size > MOST_FONT)) {
            return override("fontSize", "from " + LEAST_FONT + " to " + MOST_FONT);
        }
        String resolution = overrides.resolution();
        return resolution != null && !RESOLUTIONS.contains(resolution) ? override("resolution", "720p or 1080p") : null;
    }

    private static boolean matches(Pattern pattern, @Nullable String value) {
        return value == null || pattern.matcher(value).matches();
    }

    private static Wrong override(String name, String allowed) {
        return new Wrong(name, "The override " + name + " must be " + allowed + ".");
    }
}
