package dev.reelcast.media.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a language model answered, made into an analysis that can be relied on: it is untrusted, so every text is cut to
 * its length and cleaned, every time is inside the recording, and speech edges that are near are taken for it.
 */
final class ServiceAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FENCED = Pattern.compile("(?s)^\\s*```[a-zA-Z]*\\s*(.*?)\\s*```\\s*$");

    private static final double LEAST_EPISODE = 1;
    private static final double CHAPTERS_APART = 10;

    /** The answer is not what was asked for; the message says to the model what is wrong. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    private final AnalysisRequest request;
    private final JsonNode answer;

    private ServiceAnswer(AnalysisRequest request, JsonNode answer) {
        this.request = request;
        this.answer = answer;
    }

    /**
     * The analysis that an answer stands for.
     *
     * @param content the model's words, JSON by the schema, possibly fenced
     * @param model its name
     */
    static Analysis read(String content, AnalysisRequest request, String model) throws Invalid {
        Matcher fenced = FENCED.matcher(content);
        try {
            JsonNode answer = JSON.readTree(fenced.matches() ? fenced.group(1) : content);
            if (answer == null || !answer.isObject()) {
                throw new Invalid("The answer is not a JSON object.");
            }
            return new ServiceAnswer(request, answer).analysis(model);
        } catch (JsonProcessingException e) {
            throw new Invalid("The answer is not valid JSON.");
        }
    }

    private Analysis analysis(String model) throws Invalid {
        Span episode = episode();
        String title = text("title", Limits.TITLE);
        String summary = text("summary", Limits.SUMMARY);
        if (title.isEmpty() || summary.isEmpty()) {
            throw new Invalid("The title or the summary is missing.");
        }
        Verdict verdict = Verdict.of(episode, request.minMinutes());
        boolean wanted = answer.path("shouldAutopublish").asBoolean(false);
        return new Analysis(
                ServiceAnalyser.NAME,
                model,
                episode,
                title,
                summary,
                texts("insights", Limits.INSIGHTS, Limits.INSIGHT),
                texts("topics", Limits.TOPICS, Limits.TOPIC),
                episode == null ? List.of() : chapters(episode),
                confidence(),
                wanted && verdict.longEnough(),
                reason(wanted, verdict));
    }

    private @Nullable Span episode() throws Invalid {
        Speech speech = request.speech();
        if (speech == null) {
            return null;
        }
        double start = held(answer.path("episodeStart").asDouble(Double.NaN));
        double end = held(answer.path("episodeEnd").asDouble(Double.NaN));
        if (!(end - start >= LEAST_EPISODE)) {
            throw new Invalid("episodeStart and episodeEnd must be seconds between 0 and " + request.duration()
                    + ", the end after the start.");
        }
        SpeechEdges edges = new SpeechEdges(speech, request.duration());
        double snappedStart = Limits.seconds(edges.start(start));
        double snappedEnd = Math.min(request.duration(), Limits.seconds(edges.end(end)));
        return snappedEnd - snappedStart >= LEAST_EPISODE ? new Span(snappedStart, snappedEnd) : new Span(start, end);
    }

    private double held(double seconds) {
        return Double.isNaN(seconds) ? seconds : Math.max(0, Math.min(request.duration(), seconds));
    }

    private List<Chapter> chapters(Span episode) {
        List<Chapter> found = new ArrayList<>();
        for (JsonNode entry : answer.path("chapters")) {
            double time = entry.path("start").asDouble(Double.NaN);
            String title = Limits.line(entry.path("title").asText(""), Limits.TOPIC);
            if (time >= episode.start() - CHAPTERS_APART && time < episode.end() && !title.isEmpty()) {
                found.add(new Chapter(Limits.seconds(Math.max(episode.start(), time)), title));
            }
        }
        found.sort(Comparator.comparingDouble(Chapter::start));
        List<Chapter> chapters = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Chapter chapter : found) {
            if (chapter.start() - last >= CHAPTERS_APART && chapters.size() < Limits.CHAPTERS) {
                chapters.add(chapter);
                last = chapter.start();
            }
        }
        return chapters;
    }

    private double confidence() {
        double given = answer.path("confidence").asDouble(0);
        return Double.isNaN(given) ? 0 : Math.max(0, Math.min(1, given));
    }

    private String reason(boolean wanted, Verdict verdict) {
        String reason = text("reason", Limits.REASON);
        if (wanted && !verdict.longEnough()) {
            return verdict.reason() + ".";
        }
        return reason.isEmpty() ? verdict.reason() + "." : reason;
    }

    private String text(String name, int most) {
        return Limits.line(answer.path(name).asText(""), most);
    }

    private List<String> texts(String name, int count, int most) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : answer.path(name)) {
            String text = entry.isTextual() ? Limits.line(entry.asText(), most) : "";
            if (!text.isEmpty() && !texts.contains(text) && texts.size() < count) {
                texts.add(text);
            }
        }
        return texts;
    }
}
