package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job whose words and analysis come from OpenAI-compatible services; they are stood in by a server that checks what it is sent. */
class ServicesIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private MediaSite services;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        services = new MediaSite()
                .on("/v1/audio/transcriptions", exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
                    boolean right =
                            "Bearer hear".equals(exchange.getRequestHeaders().getFirst("authorization"))
                                    && body.contains("name=\"model\"\r\n\r\nwhisper-1")
                                    && body.contains("name=\"file\"");
                    asked.add("transcription " + right);
                    answer(
                            exchange,
                            new JsonObject()
                                    .put("language", "english")
                                    .put(
                                            "segments",
                                            new JsonArray()
                                                    .add(segment(9, 12, "Welcome to the weekly podcast."))
                                                    .add(segment(12, 15, "Today we talk about queues."))));
                })
                .on("/v1/chat/completions", exchange -> {
                    JsonObject body = new JsonObject(
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    boolean right =
                            "Bearer think".equals(exchange.getRequestHeaders().getFirst("authorization"))
                                    && body.getString("model").equals("tiny-1")
                                    && body.encode().contains("Welcome to the weekly podcast.");
                    asked.add("analysis " + right);
                    answer(
                            exchange,
                            new JsonObject()
                                    .put(
                                            "choices",
                                            new JsonArray()
                                                    .add(new JsonObject()
                                                            .put(
                                                                    "message",
                                                                    new JsonObject()
                                                                            .put(
                                                                                    "content",
                                                                                    verdict()
                                                                                            .encode())))));
                });
        server = TestServer.start(
                "REELCAST_TRANSCRIPTION_URL=" + services.url(""),
                "REELCAST_TRANSCRIPTION_KEY=hear",
                "REELCAST_ANALYSIS_URL=" + services.url("/v1"),
                "REELCAST_ANALYSIS_KEY=think",
                "REELCAST_ANALYSIS_MODEL=tiny-1");
    }

    @AfterEach
    void stop() {
        server.close();
        services.close();
    }

    @Test
    void configuredServicesHearAndAnalyse() throws IOException {
        JsonObject detail = server.completed(
                server.upload(RECORDING, "talk.ogg", Map.of()).json().getString("id"));

        assertThat(asked).contains("transcription true", "analysis true").noneMatch(line -> line.endsWith("false"));
        JsonObject analysis = detail.getJsonObject("analysis");
        assertThat(analysis.getString("analyser")).isEqualTo("service");
        assertThat(analysis.getString("title")).isEqualTo("On queues");
        String transcript = server.get(
                        "/api/jobs/" + detail.getJsonObject("job").getString("id") + "/files/transcript.json")
                .text();
        assertThat(new JsonObject(transcript).getString("engine")).isEqualTo("service");
    }

    private static JsonObject segment(double start, double end, String text) {
        return new JsonObject().put("start", start).put("end", end).put("text", text);
    }

    private static JsonObject verdict() {
        return new JsonObject()
                .put("episodeStart", 9)
                .put("episodeEnd", 30)
                .put("title", "On queues")
                .put("summary", "What a queue is for.")
                .put("insights", new JsonArray().add("Queues keep promises."))
                .put("topics", new JsonArray().add("queues"))
                .put("chapters", new JsonArray())
                .put("confidence", 0.8)
                .put("shouldAutopublish", true)
                .put("reason", "It is a whole talk.");
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
