package dev.reelcast.http;

import dev.reelcast.model.OneLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;

/** What texts of a request must be before anything else is asked of them. */
final class Texts {

    private static final int SHOWN = 64;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private Texts() {}

    static Long integer(String field, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new Invalid(field, "It must be a whole number.");
        }
        return Long.valueOf(text);
    }

    static Boolean flag(String field, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Invalid(field, "It must be true or false.");
        };
    }

    /**
     * Refuses what PostgreSQL cannot store as text, wherever it stands: the character U+0000 and half of a surrogate pair.
     *
     * @param path of the value, empty for the body itself
     */
    static void requireStorable(String path, Object value) {
        if (value instanceof String text) {
            requireStorable(path, text);
        } else if (value instanceof JsonObject object) {
            for (Map.Entry<String, Object> member : object) {
                String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                requireStorable(name, member.getKey());
                if (member.getValue() != null) {
                    requireStorable(name, member.getValue());
                }
            }
        } else if (value instanceof JsonArray array) {
            for (Object each : array) {
                if (each != null) {
                    requireStorable(path, each);
                }
            }
        }
    }

    private static void requireStorable(String path, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw new Invalid(shortened(path), "It holds a character that is not allowed.");
            }
            i += pair ? 1 : 0;
        }
    }

    /** A name from a request as it may stand in an answer: what cannot be seen is removed, and it is cut. */
    static String shortened(String name) {
        return line(name, SHOWN);
    }

    /**
     * A text as one line: controls and invisible characters become a space.
     *
     * @param limit in characters (code points)
     */
    static String line(String text, int limit) {
        return OneLine.of(text, limit);
    }
}
