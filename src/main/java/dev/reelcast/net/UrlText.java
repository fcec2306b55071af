package dev.reelcast.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The characters of a URL: which ones are refused, which ones are escaped. */
final class UrlText {

    private static final String LEGAL = "!$%&'()*+,-./:;=?@_~[]";

    private UrlText() {}

    /**
     * Holds up what a person cannot see or what splits a line: spaces, controls, direction and joining marks, lone
     * halves of a surrogate pair, and the backslash, which browsers read as a slash and other programs do not.
     */
    static void requireVisible(String text) {
        boolean hidden = text.codePoints()
                .anyMatch(point -> point == '\\'
                        || switch (Character.getType(point)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.SPACE_SEPARATOR,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> true;
                            default -> false;
                        });
        if (hidden) {
            throw Refused.invalid("The URL holds a space, a backslash or an invisible character.");
        }
    }

    /** The text with every byte that RFC 3986 does not allow escaped; what is escaped already stays. */
    static String legal(String part) {
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); ) {
            int point = part.codePointAt(i);
            if (point == '%' && !escapeAt(part, i)) {
                out.append("%25");
            } else if (point < 128 && (Character.isLetterOrDigit(point) || LEGAL.indexOf(point) >= 0)) {
                out.append((char) point);
            } else {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(String.format("%02X", b));
                }
            }
            i += Character.charCount(point);
        }
        return out.toString();
    }

    /** RFC 3986 §5.2.4. */
    static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            boolean up = segments[i].equals("..");
            if (up) {
                kept.pollLast();
            }
            if (!up && !segments[i].equals(".")) {
                kept.addLast(segments[i]);
            } else if (last) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static boolean escapeAt(String text, int i) {
        return i + 2 < text.length()
                && Character.digit(text.charAt(i + 1), 16) >= 0
                && Character.digit(text.charAt(i + 2), 16) >= 0;
    }
}
