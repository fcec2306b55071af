package dev.reelcast.media;

/** Makes text from outside fit to be stored and shown, in any script, without judging what it says. */
public final class UntrustedText {

    private UntrustedText() {}

    /**
     * One line: every run of white space and control characters is a space.
     *
     * @param longest in code points; what exceeds it is cut off and marked
     */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(UntrustedText::valid).forEach(code -> {
            boolean space = Character.isWhitespace(code) || Character.isISOControl(code);
            if (!space) {
                line.appendCodePoint(code);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return limited(line.toString().strip(), longest);
    }

    /**
     * Lines as they are, without other control characters than their ends.
     *
     * @param longest in code points; what exceeds it is cut off and marked
     */
    static String lines(String text, int longest) {
        StringBuilder lines = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().map(UntrustedText::valid).forEach(code -> {
            if (code == '\n' || code == '\t' || !Character.isISOControl(code)) {
                lines.appendCodePoint(code);
            }
        });
        return limited(lines.toString().strip(), longest);
    }

    /** Half a surrogate pair is no character, and no database takes it. */
    private static int valid(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? 0xFFFD : code;
    }

    private static String limited(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
