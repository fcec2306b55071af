package dev.reelcast.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a multipart/form-data body apart (RFC 7578, RFC 2046 §5.1) while it arrives, however it is cut, without keeping
 * more of it than a delimiter or a part's header.
 */
final class Multipart {

    private static final int MAX_HEADER = 8 * 1024;
    private static final int MAX_PARTS = 32;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAME = parameter("name");
    private static final Pattern FILE_NAME = parameter("filename");

    /**
     * @param name of the field
     * @param fileName as the sender has it, null for a plain field; to be shown only, never to be a path
     */
    record Part(String name, @Nullable String fileName) {}

    /** Who gets the parts. What they throw ends the reading. */
    interface Listener {
        void begin(Part part);

        void data(Buffer data);

        void end();
    }

    private enum State {
        BEFORE,
        DELIMITER,
        HEADER,
        CONTENT,
        AFTER
    }

    private final byte[] delimiter;
    private final Listener listener;
    private State state = State.BEFORE;
    private byte[] rest = CRLF;
    private int parts;

    Multipart(String boundary, Listener listener) {
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.listener = listener;
    }

    /** Whether a content type is this one, wrong or not. */
    static boolean isMultipart(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** @throws Invalid when the content type names no boundary */
    static String boundary(String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw new Invalid(null, "The form has no boundary.");
        }
        return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    }

    /** Takes the next bytes. */
    void feed(Buffer next) {
        byte[] bytes = Arrays.copyOf(rest, rest.length + next.length());
        next.getBytes(bytes, rest.length);
        int from = 0;
        boolean further = true;
        while (further) {
            State stateBefore = state;
            int to = step(bytes, from);
            further = to > from || state != stateBefore;
            from = to;
        }
        rest = Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /** There are no more bytes. */
    void finish() {
        if (state != State.AFTER) {
            throw new Invalid(null, "The form breaks off before its end.");
        }
    }

    /** Goes on from a place; answers the place it came to, the same when more bytes are needed. */
    private int step(byte[] bytes, int from) {
        return switch (state) {
            case BEFORE -> before(bytes, from);
            case DELIMITER -> delimiter(bytes, from);
            case HEADER -> header(bytes, from);
            case CONTENT -> content(bytes, from);
            case AFTER -> bytes.length;
        };
    }

    private int before(byte[] bytes, int from) {
        int at = indexOf(bytes, delimiter, from);
        if (at >= 0) {
            state = State.DELIMITER;
            return at + delimiter.length;
        }
        requireShort(bytes.length - from);
        return from;
    }

    private int delimiter(byte[] bytes, int from) {
        if (bytes.length - from < 2) {
            return from;
        }
        if (bytes[from] == '-' && bytes[from + 1] == '-') {
            state = State.AFTER;
            return from + 2;
        }
        int lineEnd = indexOf(bytes, CRLF, from);
        if (lineEnd < 0) {
            requireShort(bytes.length - from);
            return from;
        }
        if (!new String(bytes, from, lineEnd - from, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new Invalid(null, "The form cannot be read.");
        }
        state = State.HEADER;
        // The line's end stays: a part without a header begins with the blank line.
        return lineEnd;
    }

    private int header(byte[] bytes, int from) {
        int end = indexOf(bytes, BLANK_LINE, from);
        if (end < 0) {
            requireShort(bytes.length - from);
            return from;
        }
        requireShort(end - from);
        if (++parts > MAX_PARTS) {
            throw new Invalid(null, "The form has too many fields.");
        }
        state = State.CONTENT;
        listener.begin(part(new String(bytes, from, end - from, StandardCharsets.UTF_8)));
        return end + BLANK_LINE.length;
    }

    private int content(byte[] bytes, int from) {
        int at = indexOf(bytes, delimiter, from);
        int end = at >= 0 ? at : Math.max(from, bytes.length - delimiter.length + 1);
        if (end > from) {
            listener.data(Buffer.buffer(Arrays.copyOfRange(bytes, from, end)));
        }
        if (at < 0) {
            return end;
        }
        listener.end();
        state = State.DELIMITER;
        return at + delimiter.length;
    }

    private static Part part(String header) {
        for (String line : header.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                Matcher name = NAME.matcher(line);
                if (name.find()) {
                    Matcher fileName = FILE_NAME.matcher(line);
                    return new Part(unquoted(name), fileName.find() ? unquoted(fileName) : null);
                }
            }
        }
        throw new Invalid(null, "A field of the form has no name.");
    }

    private static String unquoted(Matcher value) {
        String quoted = value.group(1);
        return quoted == null ? value.group(2) : quoted.replace("\\\"", "\"").replace("%22", "\"");
    }

    private static Pattern parameter(String name) {
        return Pattern.compile("(?i);\\s*" + name + "=(?:\"((?:\\\\\"|[^\"])*)\"|([^\\s;]+))");
    }

    private static void requireShort(int length) {
        if (length > MAX_HEADER) {
            throw new Invalid(null, "The form cannot be read.");
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        int last = bytes.length - wanted.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
