package dev.reelcast.media.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.analysis.ServiceAnswer.Invalid;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Transcript;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Has a language model analyse, behind an OpenAI-compatible service ({@code POST /v1/chat/completions} with a JSON schema
 * as {@code response_format}). An answer that is not by the schema is sent back once to be put right.
 */
public final class ServiceAnalyser implements Analyser {

    /** What {@link Analysis#analyser} says. */
    public static final String NAME = "service";

    /** Characters of transcript that are sent by default: some fifteen thousand tokens, an hour of talk. */
    public static final int DEFAULT_BUDGET = 60_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "The analysis service";
    private static final String PATH = "/v1/chat/completions";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int QUOTED = 8_000;

    private final ServiceTransport service;
    private final String model;
    private final int budget;

    /**
     * @param service where the model is
     * @param model its name there
     * @param budget characters of transcript that are sent, at least 1,000
     */
    public ServiceAnalyser(ServiceTransport service, String model, int budget) {
        if (budget < 1_000) {
            throw new IllegalArgumentException("too small a budget: " + budget);
        }
        this.service = service;
        this.model = model;
        this.budget = budget;
    }

    @Override
    public Analysis analyse(AnalysisRequest request, Cancellation cancellation, DoubleConsumer progress) {
        cancellation.throwIfCancelled();
        Transcript transcript = request.transcript();
        List<Passage> passages = Passages.of(transcript, null, transcript.language());
        JsonArray messages = AnalysisPrompt.messages(request, passages, budget);
        progress.accept(0.1);
        String first = asked(messages, cancellation);
        progress.accept(0.7);
        try {
            return done(ServiceAnswer.read(first, request, model), progress);
        } catch (Invalid wrong) {
            messages.add(AnalysisPrompt.message("assistant", first.substring(0, Math.min(QUOTED, first.length()))))
                    .add(AnalysisPrompt.message(
                            "user",
                            wrong.getMessage()
                                    + " Answer again, with nothing but one JSON object that fits the schema."));
        }
        try {
            return done(ServiceAnswer.read(asked(messages, cancellation), request, model), progress);
        } catch (Invalid wrong) {
            throw new MediaException(
                    Kind.FAILED, SERVICE + " twice gave an answer that cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    private static Analysis done(Analysis analysis, DoubleConsumer progress) {
        progress.accept(1);
        return analysis;
    }

    /** The model's words. */
    private String asked(JsonArray messages, Cancellation cancellation) {
        JsonObject body = new JsonObject()
                .put("model", model)
                .put("messages", messages)
                .put("response_format", AnalysisPrompt.responseFormat());
        String answer = service.postJson(PATH, body, LIMIT, cancellation).orFail(SERVICE);
        cancellation.throwIfCancelled();
        JsonNode content;
        try {
            content = JSON.readTree(answer)
                    .path("choices")
                    .path(0)
                    .path("message")
                    .path("content");
        } catch (JsonProcessingException e) {
            throw new MediaException(Kind.FAILED, SERVICE + " answered with something that is not whole JSON.", e);
        }
        if (content.isTextual()) {
            return content.asText();
        }
        throw new MediaException(Kind.FAILED, SERVICE + " answered without a chat completion.");
    }
}
