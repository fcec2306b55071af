package dev.reelcast.model;

import java.util.regex.Pattern;

/** Texts that somebody else wrote as one line that can be shown: a title, a name. */
public final class OneLine {

    /** The longest title, in characters (code points). */
    public static final int TITLE = 500;

    private static final int BEGINNING = 80;
    private static final int LOOKED_AT = 4 * BEGINNING;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private OneLine() {}

    /**
     * A text as one line: controls and invisible characters become a space.
     *
     * @param limit in characters (code points)
     */
    public static String of(String text, int limit) {
        String visible = CONTROLS.matcher(text).replaceAll(" ").strip();
        return visible.codePointCount(0, visible.length()) <= limit
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, limit)).strip();
    }

    /** The beginning of a text, to the end of a word. */
    public static String beginning(String text) {
        String line = of(head(text.strip()), BEGINNING + 1);
        if (line.codePointCount(0, line.length()) <= BEGINNING) {
            return line;
        }
        int word = line.lastIndexOf(' ');
        return (word > BEGINNING / 2 ? line.substring(0, word) : line).strip() + "…";
    }

    /** Enough of a text to know its beginning: the rest may be long, and is not looked at. */
    private static String head(String text) {
        if (text.length() <= LOOKED_AT) {
            return text;
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(LOOKED_AT)) ? LOOKED_AT - 1 : LOOKED_AT);
    }
}
