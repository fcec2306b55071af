package dev.reelcast.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is, by its first bytes; what a sender calls it counts for nothing but its ending. */
final class MediaTypes {

    /** How many of a file's first bytes are looked at. */
    static final int HEAD = 1_024;

    static final String UNKNOWN = "application/octet-stream";

    private static final Pattern EXTENSION = Pattern.compile(".*\\.([A-Za-z0-9]{1,8})");
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("webm", "video/webm"),
            Map.entry("avi", "video/x-msvideo"));
    private static final Set<String> SHOWN_INLINE =
            Set.of("image/jpeg", "image/png", "image/webp", "application/json", "text/vtt");

    /** @param extension without a dot */
    record Kind(String contentType, String extension) {}

    private MediaTypes() {}

    /** The audio that an agent may join to its episodes, or null when it is none. */
    static @Nullable Kind audio(byte[] head) {
        if (starts(head, 0, "ID3") || mpegAudio(head)) {
            return new Kind("audio/mpeg", "mp3");
        }
        if (starts(head, 4, "ftyp")) {
            return new Kind("audio/mp4", "m4a");
        }
        if (starts(head, 0, "RIFF") && starts(head, 8, "WAVE")) {
            return new Kind("audio/wav", "wav");
        }
        if (starts(head, 0, "OggS")) {
            return new Kind("audio/ogg", "ogg");
        }
        return starts(head, 0, "fLaC") ? new Kind("audio/flac", "flac") : null;
    }

    /** The picture that may be a cover, or null when it is none. */
    static @Nullable Kind picture(byte[] head) {
        if (head.length > 3 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8 && (head[2] & 0xff) == 0xff) {
            return new Kind("image/jpeg", "jpg");
        }
        boolean png = head.length > 8 && (head[0] & 0xff) == 0x89 && starts(head, 1, "PNG\r\n");
        return png ? new Kind("image/png", "png") : null;
    }

    /**
     * Whether a file cannot be a recording: texts, among them playlists that would send a decoder elsewhere, and archives.
     * What is left may still not be one; the decoder finds out.
     */
    static boolean certainlyNoMedia(byte[] head) {
        return starts(head, 0, "PK\3\4") || starts(head, 0, "%PDF") || starts(head, 0, "Rar!") || isText(head);
    }

    /** WebVTT, SubRip or plain text, by its look. */
    static Kind text(String text) {
        String start = text.strip();
        if (start.startsWith("WEBVTT")) {
            return new Kind("text/vtt", "vtt");
        }
        return SUBRIP.matcher(start).find() ? new Kind("application/x-subrip", "srt") : new Kind("text/plain", "txt");
    }

    private static final Pattern SUBRIP =
            Pattern.compile("^\\d+\\s*\\R\\d{1,2}:\\d{2}:\\d{2}[,.]\\d{1,3}\\s*-->", Pattern.MULTILINE);

    /** A harmless ending for a file of this name, {@code bin} when it has none. */
    static String extension(String fileName) {
        var matched = EXTENSION.matcher(fileName);
        return matched.matches() ? matched.group(1).toLowerCase(Locale.ROOT) : "bin";
    }

    static String ofExtension(String extension) {
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }

    /** Whether a browser may show it under our address; everything else is only ever saved. */
    static boolean shownInline(String contentType) {
        return contentType.startsWith("audio/")
                || contentType.startsWith("video/")
                || SHOWN_INLINE.contains(contentType);
    }

    private static boolean isText(byte[] head) {
        int from = starts(head, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
        for (int i = from; i < head.length; i++) {
            int b = head[i] & 0xff;
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
            if (b == 0x7f || b >= 0xf8) {
                return false;
            }
        }
        return head.length > 0 && decodes(head);
    }

    /** UTF-8, but for a character that the end cuts. */
    private static boolean decodes(byte[] head) {
        String text = new String(head, 0, Math.max(0, head.length), StandardCharsets.UTF_8);
        int broken = text.indexOf('\ufffd');
        return broken < 0 || broken >= text.length() - 3;
    }

    private static boolean mpegAudio(byte[] head) {
        return head.length > 2
                && (head[0] & 0xff) == 0xff
                && (head[1] & 0xe0) == 0xe0
                && (head[1] & 0x06) != 0
                && (head[2] & 0xf0) != 0xf0;
    }

    private static boolean starts(byte[] head, int at, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (head[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
