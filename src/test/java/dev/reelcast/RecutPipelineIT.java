package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written of an episode's audio is held against the audio itself: the recording is known to the millisecond, and the
 * published file is listened to.
 */
class RecutPipelineIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    /** What is said in the recording, by the second at which it begins. */
    private static final Map<Double, String> SAID = new TreeMap<>(Map.of(
            9.0, "Welcome to the weekly engineering podcast.",
            23.582, "First, every job is stored in the database.",
            38.909, "Thank you for listening."));
    /** Nobody hears less. */
    private static final double EXACT = 0.05;

    private static final Pattern CUE = Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3}) --> .*\\n(.+)");
    private static final double INTRO_SECONDS = 4;

    @TempDir
    static Path folder;

    private static TestServer server;

    private String agent = "";
    private JsonObject episode = new JsonObject();

    @BeforeAll
    static void start() throws IOException {
        Programs.require("ffmpeg");
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void publish() throws IOException {
        agent = server.post(
                        "/api/agents",
                        new JsonObject().put("name", "With Intro").put("publish", "auto"))
                .json()
                .getString("id");
        Path intro = sound("intro.wav", "sine=frequency=220:sample_rate=44100:duration=" + INTRO_SECONDS);
        assertThat(server.send(
                                "PUT",
                                "/api/agents/" + agent + "/intro",
                                BodyPublishers.ofFile(intro),
                                "content-type",
                                "audio/wav")
                        .status())
                .isEqualTo(200);
        String job = upload().getString("id");
        String id = server.completed(job)
                .getJsonObject("job")
                .getJsonObject("result")
                .getString("episodeId");
        episode = episode(id);
    }

    private static Path sound(String name, String source) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            assertThat(ffmpeg("-f", "lavfi", "-i", source, file.toString())).isNotNull();
        }
        return file;
    }

    /** What ffmpeg prints. */
    private static String ffmpeg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(printed).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return printed;
    }

    private JsonObject upload() throws IOException {
        StringBuilder captions = new StringBuilder("WEBVTT\n\n");
        SAID.forEach((at, words) -> captions.append(
                String.format(Locale.ROOT, "00:00:%06.3f --> 00:00:%06.3f\n%s\n\n", at, at + 5, words)));
        String boundary = "boundary-of-this-test";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, "name=\"agentId\"", agent.getBytes(StandardCharsets.UTF_8));
        part(
                body,
                boundary,
                "name=\"captions\"; filename=\"c.vtt\"",
                captions.toString().getBytes(StandardCharsets.UTF_8));
        part(body, boundary, "name=\"file\"; filename=\"talk.opus\"", Files.readAllBytes(RECORDING));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        ApiClient.Answer answer = server.send(
                "POST",
                "/api/jobs",
                BodyPublishers.ofByteArray(body.toByteArray()),
                "content-type",
                "multipart/form-data; boundary=" + boundary);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static void part(ByteArrayOutputStream body, String boundary, String head, byte[] content) {
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject episode(String id) {
        return server.get("/api/episodes/" + id).json();
    }

    private ApiClient.Answer patch(JsonObject change) {
        return server.send(
                "PATCH",
                "/api/episodes/" + episode.getString("id"),
                BodyPublishers.ofString(change.encode()),
                "content-type",
                "application/json");
    }

    private JsonObject cut(JsonObject change) {
        ApiClient.Answer asked = patch(change);
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        JsonObject recut = asked.json().getJsonObject("recut");
        JsonObject detail = server.completed(recut.getString("jobId"));
        List<String> ran = detail.getJsonArray("attempts").stream()
                .map(attempt -> ((JsonObject) attempt).getString("stage"))
                .toList();
        assertThat(ran).containsExactly("audio_processing", "uploading");
        return episode(episode.getString("id"));
    }

    private static JsonObject span(double start, double end) {
        return new JsonObject().put("start", start).put("end", end);
    }

    private static Path published(JsonObject episode) throws IOException {
        byte[] audio = server.get("/media/episodes/" + episode.getString("id") + "/audio.mp3")
                .body();
        return Files.write(folder.resolve("published.mp3"), audio);
    }

    /** Every line of the transcript and every chapter is where its words are heard. */
    private static void isRightInTheAudio(JsonObject episode, int lines) throws IOException {
        SpeechClock clock = new SpeechClock(RECORDING, published(episode));
        assertThat(clock.duration()).isCloseTo(episode.getDouble("durationSeconds"), within(0.1));
        JsonObject span = episode.getJsonObject("span");
        String transcript = server.get("/media/episodes/" + episode.getString("id") + "/transcript.vtt")
                .text();
        int heard = 0;
        for (Map.Entry<Double, String> said : SAID.entrySet()) {
            boolean inside = said.getKey() >= span.getDouble("start") && said.getKey() + 3 <= span.getDouble("end");
            if (inside) {
                assertThat(cue(transcript, said.getValue()))
                        .as(said.getValue() + "\n" + transcript)
                        .isCloseTo(clock.heardAt(said.getKey()), within(EXACT));
                heard++;
            }
        }
        assertThat(heard).isEqualTo(lines);
        for (Object each : episode.getJsonArray("sourceChapters")) {
            JsonObject chapter = (JsonObject) each;
            double at = chapter.getDouble("start");
            if (at >= span.getDouble("start") && at + 3 <= span.getDouble("end")) {
                double heardAt = clock.heardAt(at);
                assertThat(startOf(episode.getJsonArray("chapters"), "start", chapter.getString("title")))
                        .isCloseTo(heardAt, within(EXACT));
                JsonArray open = server.get("/media/episodes/" + episode.getString("id") + "/chapters.json")
                        .json()
                        .getJsonArray("chapters");
                assertThat(startOf(open, "startTime", chapter.getString("title")))
                        .isCloseTo(heardAt, within(EXACT));
                assertThat(embedded(chapter.getString("title"))).isCloseTo(heardAt, within(EXACT));
            }
        }
    }

    private static double cue(String transcript, String words) {
        Matcher cues = CUE.matcher(transcript);
        while (cues.find()) {
            if (cues.group(4).contains(words)) {
                return Integer.parseInt(cues.group(1)) * 3_600
                        + Integer.parseInt(cues.group(2)) * 60
                        + Double.parseDouble(cues.group(3));
            }
        }
        throw new AssertionError(words + " is not in " + transcript);
    }

    private static double startOf(JsonArray chapters, String member, String title) {
        return chapters.stream()
                .map(JsonObject.class::cast)
                .filter(chapter -> chapter.getString("title").equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(title + " is not in " + chapters))
                .getDouble(member);
    }

    /** Where the file itself says that a chapter begins. */
    private static double embedded(String title) throws IOException {
        String metadata = ffmpeg("-i", folder.resolve("published.mp3").toString(), "-f", "ffmetadata", "-");
        String written = title.replaceAll("[=;#\\\\]", "\\\\$0");
        Matcher chapter = Pattern.compile("START=(\\d+)\\s+END=\\d+\\s+title=" + Pattern.quote(written))
                .matcher(metadata);
        assertThat(chapter.find()).as(metadata).isTrue();
        return Long.parseLong(chapter.group(1)) / 1_000.0;
    }

    @Test
    void timesAreRightBehindTheIntroAndAfterEveryCut() throws IOException {
        assertThat(episode.getBoolean("published")).isTrue();
        // The intro less the second over which it fades into the talk.
        assertThat(episode.getDouble("contentStart")).isCloseTo(INTRO_SECONDS - 1, within(0.05));
        int first = (int) SAID.keySet().stream()
                .filter(at -> at >= episode.getJsonObject("span").getDouble("start")
                        && at + 3 <= episode.getJsonObject("span").getDouble("end"))
                .count();
        assertThat(first).isPositive();
        isRightInTheAudio(episode, first);

        JsonObject whole = cut(new JsonObject()
                .put("span", span(5.3, 44.7))
                .put(
                        "sourceChapters",
                        new JsonArray()
                                .add(new JsonObject().put("start", 38.909).put("title", "Farewell"))
                                .add(new JsonObject().put("start", 23.582).put("title", "Crashes; =# and more"))));
        assertThat(whole.getDouble("durationSeconds")).isCloseTo(3 + 44.7 - 5.3, within(0.1));
        assertThat(whole.getJsonArray("chapters")).hasSize(3);
        isRightInTheAudio(whole, 3);
        assertThat(embedded("Introduction")).isZero();

        JsonObject narrow = cut(new JsonObject().put("span", span(22.1, 31)));
        assertThat(narrow.getJsonArray("sourceChapters")).hasSize(2);
        assertThat(narrow.getJsonArray("chapters").stream().map(chapter -> ((JsonObject) chapter).getString("title")))
                .containsExactly("Introduction", "Crashes; =# and more");
        isRightInTheAudio(narrow, 1);
    }

    @Test
    void aNewCutKeepsGuidAndAddressAndChangesWhatIsBehindThem() throws IOException {
        String id = episode.getString("id");
        String slug = server.get("/api/agents/" + agent).json().getString("slug");
        String before = server.get("/feeds/" + slug + ".xml").text();
        String etag = server.get("/media/episodes/" + id + "/audio.mp3").header("etag");

        JsonObject cut = cut(new JsonObject().put("span", span(8, 31)));

        ApiClient.Answer audio = server.get("/media/episodes/" + id + "/audio.mp3", "if-none-match", etag);
        assertThat(audio.status()).isEqualTo(200);
        assertThat(audio.body()).hasSize(cut.getJsonObject("audio").getInteger("bytes"));
        String feed = server.get("/feeds/" + slug + ".xml").text();
        for (String expression :
                List.of("<guid[^>]*>[^<]*</guid>", "<enclosure url=\"[^\"]*\"", "<pubDate>[^<]*</pubDate>")) {
            Matcher was = Pattern.compile(expression).matcher(before);
            assertThat(was.find()).as(expression).isTrue();
            assertThat(feed).contains(was.group());
        }
        assertThat(feed).contains("length=\"" + audio.body().length + "\"").isNotEqualTo(before);
        assertThat(server.job(episode.getString("jobId")).getJsonObject("job").getString("status"))
                .isEqualTo("completed");
    }

    @Test
    void aCutThatIsCancelledLeavesTheEpisodeAsItWas() throws IOException {
        server.post("/api/agents/" + agent + "/pause", new JsonObject().put("reason", "so that it waits"));
        String job = patch(new JsonObject().put("span", span(8, 31)))
                .json()
                .getJsonObject("recut")
                .getString("jobId");

        assertThat(server.delete("/api/jobs/" + job).status()).isEqualTo(200);

        JsonObject after = episode(episode.getString("id"));
        assertThat(after.getJsonObject("recut").getString("status")).isEqualTo("cancelled");
        assertThat(after.getJsonObject("span")).isEqualTo(episode.getJsonObject("span"));
        assertThat(published(after)).isNotEmptyFile();
        JsonObject kept = patch(new JsonObject().put("span", episode.getJsonObject("span")))
                .json();
        assertThat(kept.getJsonObject("recut")).isNull();
        server.post("/api/agents/" + agent + "/resume", new JsonObject());
    }

    @Test
    void goesOutByItselfWhenItIsTime() {
        String id = episode.getString("id");
        server.post("/api/episodes/" + id + "/hold", new JsonObject());
        assertThat(server.get("/media/episodes/" + id + "/audio.mp3").status()).isEqualTo(404);

        JsonObject scheduled = server.post(
                        "/api/episodes/" + id + "/publish",
                        new JsonObject().put("at", Instant.now().plusSeconds(2).toString()))
                .json();
        assertThat(scheduled.getBoolean("published")).isFalse();

        await().atMost(Duration.ofSeconds(30)).until(() -> episode(id).getBoolean("published"));
        assertThat(server.get("/media/episodes/" + id + "/audio.mp3").status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoSpanInPlainWords() {
        Map<String, Integer> wrong = new TreeMap<>(Map.of(
                "{\"span\":{\"start\":30,\"end\":10}}", 400,
                "{\"span\":{\"start\":-1,\"end\":10}}", 400,
                "{\"span\":{\"start\":1}}", 400,
                "{\"span\":{\"start\":1,\"end\":1e400}}", 400,
                "{\"span\":{\"start\":10,\"end\":4000}}", 422,
                "{\"span\":{\"start\":10,\"end\":10.5}}", 422,
                "{\"sourceChapters\":[{\"start\":4000,\"title\":\"Late\"}]}", 422,
                "{\"sourceChapters\":[{\"start\":4,\"title\":\"\"}]}", 400,
                "{\"sourceChapters\":[{\"start\":4,\"title\":\"A\"},{\"start\":4,\"title\":\"B\"}]}", 400));
        wrong.forEach((body, status) -> {
            ApiClient.Answer answer = server.send(
                    "PATCH",
                    "/api/episodes/" + episode.getString("id"),
                    BodyPublishers.ofString(body),
                    "content-type",
                    "application/json");
            assertThat(answer.status()).as(body + answer.text()).isEqualTo(status);
            assertThat(answer.json().getString("detail")).isNotBlank();
        });
        ApiClient.Answer past = server.post(
                "/api/episodes/" + episode.getString("id") + "/publish",
                new JsonObject().put("at", "2020-01-01T00:00:00Z"));
        assertThat(past.status()).isEqualTo(409);
        server.post("/api/episodes/" + episode.getString("id") + "/hold", new JsonObject());
        assertThat(server.post(
                                "/api/episodes/" + episode.getString("id") + "/publish",
                                new JsonObject().put("at", "2020-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(422);
        assertThat(episode(episode.getString("id")).getJsonObject("recut")).isNull();
    }
}
