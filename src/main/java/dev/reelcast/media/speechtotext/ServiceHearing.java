package dev.reelcast.media.speechtotext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.text.Sentences;
import dev.reelcast.model.Transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a service heard in one chunk.
 *
 * @param language BCP 47 tag, null when it does not say
 * @param segments with times from the chunk's beginning
 */
record ServiceHearing(@Nullable String language, List<Segment> segments) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SEGMENTS = 20_000;
    private static final int LONGEST_SEGMENT = 2_000;

    ServiceHearing {
        segments = List.copyOf(segments);
    }

    /**
     * Reads an answer: {@code verbose_json}, or one that has a text alone, whose sentences are then spread over the chunk.
     *
     * @param length seconds of the chunk
     * @throws MediaException {@link Kind#FAILED} when it is neither: an error page, or JSON that is cut off
     */
    static ServiceHearing read(String answer, double length) {
        JsonNode root;
        try {
            root = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new MediaException(
                    Kind.FAILED, "The speech-to-text service answered with something that is not whole JSON.", e);
        }
        boolean spoken = root.path("text").isTextual() || root.path("segments").isArray();
        if (!spoken) {
            throw new MediaException(Kind.FAILED, "The speech-to-text service answered without a transcript.");
        }
        String language = tag(root.path("language").asText(""));
        List<Segment> timed = timed(root.path("segments"));
        return new ServiceHearing(
                language, timed.isEmpty() ? spread(root.path("text").asText(""), language, length) : timed);
    }

    private static List<Segment> timed(JsonNode list) {
        List<Segment> segments = new ArrayList<>();
        for (JsonNode entry : list) {
            double start = entry.path("start").asDouble(-1);
            double end = entry.path("end").asDouble(-1);
            String text = CaptionText.line(entry.path("text").asText(""));
            if (start >= 0 && end >= start && !text.isEmpty() && segments.size() < MOST_SEGMENTS) {
                segments.add(new Segment(start, end, text.substring(0, Math.min(LONGEST_SEGMENT, text.length()))));
            }
        }
        return segments;
    }

    private static List<Segment> spread(String text, @Nullable String language, double length) {
        List<String> sentences = Sentences.of(CaptionText.line(text), language).stream()
                .flatMap(sentence -> CaptionText.pieces(sentence, LONGEST_SEGMENT).stream())
                .limit(MOST_SEGMENTS)
                .toList();
        double characters = sentences.stream().mapToInt(String::length).sum();
        List<Segment> segments = new ArrayList<>();
        double said = 0;
        for (String sentence : sentences) {
            double start = length * said / characters;
            said += sentence.length();
            segments.add(new Segment(start, length * said / characters, sentence));
        }
        return segments;
    }

    /** A language as services name it, {@code en} or {@code english}, as a tag. */
    private static @Nullable String tag(String given) {
        String name = given.strip().toLowerCase(Locale.ROOT);
        if (name.matches("[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}")) {
            return name;
        }
        for (String code : Locale.getISOLanguages()) {
            if (Locale.forLanguageTag(code)
                    .getDisplayLanguage(Locale.ENGLISH)
                    .toLowerCase(Locale.ROOT)
                    .equals(name)) {
                return code;
            }
        }
        return null;
    }
}
