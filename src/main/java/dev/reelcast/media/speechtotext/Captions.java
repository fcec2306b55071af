package dev.reelcast.media.speechtotext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.text.Sentences;
import dev.reelcast.model.Transcript.Segment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a transcript in whatever form it comes, told by its content: WebVTT (W3C, WebVTT: The Web Video Text Tracks
 * Format), SubRip, JSON ({@code [{start,end,text}]}, alone or as {@code segments}), or plain text. All input is untrusted.
 */
public final class Captions {

    /** Bytes; three hours of automatic captions with a time on each word are about two million. */
    public static final int MOST_BYTES = 8_000_000;

    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_SEGMENTS = 100_000;
    private static final int LONGEST_SEGMENT = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Captions() {}

    /**
     * The segments of a transcript file.
     *
     * @param bytes UTF-8, or UTF-16 with a byte order mark
     * @param language BCP 47 tag for cutting plain text into sentences, null when not known
     * @throws MediaException {@link Kind#BAD_TRANSCRIPT} saying what is wrong with it
     */
    public static List<Segment> parse(byte[] bytes, @Nullable String language) {
        if (bytes.length > MOST_BYTES) {
            throw bad("The transcript is larger than " + MOST_BYTES / 1_000_000 + " MB.");
        }
        return parse(decoded(bytes), language);
    }

    /**
     * The segments of a transcript.
     *
     * @param language BCP 47 tag for cutting plain text into sentences, null when not known
     * @throws MediaException {@link Kind#BAD_TRANSCRIPT} saying what is wrong with it
     */
    public static List<Segment> parse(String transcript, @Nullable String language) {
        if (transcript.length() > MOST_BYTES) {
            throw bad("The transcript is larger than " + MOST_BYTES / 1_000_000 + " MB.");
        }
        String text = transcript.startsWith("\ufeff") ? transcript.substring(1) : transcript;
        if (text.isBlank()) {
            throw bad("The transcript is empty.");
        }
        return checked(segments(text, language));
    }

    private static List<Segment> segments(String text, @Nullable String language) {
        String start = text.stripLeading();
        if (Cues.isTimed(start)) {
            return Cues.parse(text);
        }
        boolean json = start.startsWith("{")
                || (start.startsWith("[") && start.substring(1).stripLeading().startsWith("{"));
        return json ? fromJson(text) : plain(text, language);
    }

    private static List<Segment> plain(String text, @Nullable String language) {
        return Sentences.of(text, language).stream()
                .flatMap(sentence -> CaptionText.pieces(CaptionText.line(sentence), LONGEST_SEGMENT).stream())
                .map(sentence -> new Segment(-1, -1, sentence))
                .toList();
    }

    private static List<Segment> fromJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MediaException(
                    Kind.BAD_TRANSCRIPT, "The transcript looks like JSON but cannot be read as such.", e);
        }
        JsonNode list = root.isArray() ? root : root.path("segments");
        if (!list.isArray()) {
            throw bad("The transcript is JSON without a list of segments {start, end, text}.");
        }
        List<Segment> segments = new ArrayList<>();
        for (JsonNode entry : list) {
            String line = CaptionText.line(entry.path("text").asText(""));
            double start = entry.path("start").asDouble(-1);
            double end = entry.path("end").asDouble(start);
            boolean timed = start >= 0 && end >= start && !Double.isInfinite(end);
            segments.add(new Segment(timed ? start : -1, timed ? end : -1, line));
        }
        return segments;
    }

    private static List<Segment> checked(List<Segment> found) {
        List<Segment> segments = new ArrayList<>();
        long characters = 0;
        for (Segment segment : found) {
            if (!segment.text().isBlank()) {
                segments.add(segment);
                characters += segment.text().length();
            }
        }
        if (segments.isEmpty()) {
            throw bad("The transcript has no text in it.");
        }
        if (segments.size() > MOST_SEGMENTS || characters > MOST_CHARACTERS) {
            throw bad("The transcript is too long: more than " + MOST_SEGMENTS + " lines or "
                    + MOST_CHARACTERS / 1_000_000 + " million characters.");
        }
        if (segments.stream().allMatch(Segment::timed)) {
            segments.sort(Comparator.comparingDouble(Segment::start));
        }
        return segments;
    }

    private static String decoded(byte[] bytes) {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF))) {
            charset = StandardCharsets.UTF_16;
        }
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MediaException(Kind.BAD_TRANSCRIPT, "The transcript is not text in UTF-8.", e);
        }
    }

    static MediaException bad(String message) {
        return new MediaException(Kind.BAD_TRANSCRIPT, message);
    }
}
