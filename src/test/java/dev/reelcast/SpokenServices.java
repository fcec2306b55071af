package dev.reelcast;

import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands in for a speech-to-text and an analysis service, OpenAI-compatible, each behind a gate. */
final class SpokenServices implements AutoCloseable {

    /** The gates: other than those of the stages, which also stop the stages' programs. */
    static final String HEARING = "transcription-service";

    static final String ANALYSIS = "ai_analysis-service";

    private final MediaSite site;

    SpokenServices(StageGates gates) throws IOException {
        site = new MediaSite()
                .on("/v1/audio/transcriptions", exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    gates.pass(HEARING);
                    answer(
                            exchange,
                            new JsonObject()
                                    .put("language", "english")
                                    .put("segments", new JsonArray(List.of(segment()))));
                })
                .on("/v1/chat/completions", exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    gates.pass(ANALYSIS);
                    JsonObject message =
                            new JsonObject().put("content", verdict().encode());
                    answer(
                            exchange,
                            new JsonObject()
                                    .put("choices", new JsonArray(List.of(new JsonObject().put("message", message)))));
                });
    }

    String transcriptionUrl() {
        return site.url("");
    }

    String analysisUrl() {
        return site.url("/v1");
    }

    int analyses() {
        return site.hits("/v1/chat/completions");
    }

    private static JsonObject segment() {
        return new JsonObject().put("start", 9).put("end", 15).put("text", "Welcome to the weekly podcast.");
    }

    private static JsonObject verdict() {
        return new JsonObject()
                .put("episodeStart", 9)
                .put("episodeEnd", 15)
                .put("title", "On queues")
                .put("summary", "What a queue is for.")
                .put("insights", new JsonArray())
                .put("topics", new JsonArray().add("queues"))
                .put("chapters", new JsonArray())
                .put("confidence", 0.8)
                .put("shouldAutopublish", true)
                .put("reason", "It is a whole talk.");
    }

    private static void answer(HttpExchange exchange, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        site.close();
    }
}
