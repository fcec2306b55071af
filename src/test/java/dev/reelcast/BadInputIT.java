package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and scripts get wrong, or try: each has its answer in plain words, and the server goes on. */
class BadInputIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");

    private static TestServer server;
    private static TestServer guarded;
    private static MediaSite site;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("REELCAST_HTTP_UPLOAD_LIMIT=8MB");
        guarded = TestServer.start("REELCAST_NETWORK_ALLOW_PRIVATE=false");
        site = new MediaSite().file("/talk.opus", "audio/ogg", RECORDING);
    }

    @AfterAll
    static void stop() {
        server.close();
        guarded.close();
        site.close();
    }

    @AfterEach
    void serverGoesOn() {
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a url",
                "--exec=touch /tmp/x",
                "-o/etc/x",
                "file:///etc/passwd",
                "ftp://example.org/a.mp3",
                "javascript:alert(1)",
                "data:text/plain,x",
                "ytsearch:foo",
                "https://youtube.com@evil.example/",
                "http://exa mple.org/",
                "http://example.org/\r\nHost: x",
                "http://example.org/\u202ea"
            })
    void whatIsNoUrlIsRefusedAtOnce(String url) {
        problem(server.post("/api/jobs", new JsonObject().put("url", url)), 400, "invalid_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://[::1]/a.mp3",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://localhost./a.mp3",
                "http://10.0.0.1/a.mp3"
            })
    void privateAddressesAreRefusedAtOnce(String url) {
        TestServer.Answer answer = guarded.post("/api/jobs", new JsonObject().put("url", url));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().getString("code")).isIn("private_address", "invalid_url");
        assertThat(answer.text()).doesNotContain(url);
    }

    @Test
    void playlistWhereAVideoIsAskedIsRefusedWithAHint() {
        TestServer.Answer answer = server.post(
                "/api/jobs", new JsonObject().put("url", "https://www.youtube.com/playlist?list=PL0123456789abcdef"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("detail")).contains("one video");
    }

    @Test
    void exactlyOneInputIsNeeded() {
        problem(server.post("/api/jobs", new JsonObject()), 400);
        problem(
                server.post(
                        "/api/jobs",
                        new JsonObject().put("url", site.url("/talk.opus")).put("transcript", "Hello.")),
                400);
        problem(server.post("/api/jobs", new JsonObject().put("url", 7)), 400);
        problem(server.post("/api/jobs", new JsonObject().put("url", "x").put("ownerId", "me")), 400);
        problem(server.post("/api/jobs", new JsonObject().put("transcript", "a\u0000b")), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"x\"", "{", "{\"url\":1e400}", "{\"url\":\"\\ud800\"}"})
    void bodiesThatAreNoObjectAreRefused(String body) {
        TestServer.Answer answer =
                server.send("POST", "/api/jobs", BodyPublishers.ofString(body), "content-type", "application/json");

        problem(answer, 400);
    }

    @Test
    void wrongContentTypeIsRefused() {
        assertThat(server.send("POST", "/api/jobs", BodyPublishers.ofString("x"), "content-type", "text/plain")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        TestServer.Answer answer = server.upload(Files.createFile(folder.resolve("e")), "e.mp4", Map.of());

        problem(answer, 400);
        assertThat(answer.json().getString("detail")).contains("empty");
    }

    @Test
    void fileOverTheLimitIsRefusedAndLeavesNothingBehind() throws IOException {
        Path big = Files.write(folder.resolve("big"), new byte[9_000_000]);

        try {
            TestServer.Answer answer = server.upload(big, "big.mp4", Map.of());
            problem(answer, 413);
        } catch (AssertionError closedBeforeTheAnswerWasRead) {
            assertThat(closedBeforeTheAnswerWasRead.getCause()).isInstanceOf(IOException.class);
        }
        org.awaitility.Awaitility.await().until(() -> files(server.dataDir().resolve("incoming")) == 0);
    }

    @Test
    void textNamedMp4IsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("t"), "This is a text, not a film.\n".repeat(100));

        problem(server.upload(text, "film.mp4", Map.of()), 415, "not_media");
    }

    @Test
    void playlistNamedMp4IsRefusedAndReadsNothing() throws IOException {
        Path playlist = Files.writeString(folder.resolve("p"), """
                #EXTM3U
                #EXT-X-TARGETDURATION:10
                #EXTINF:10,
                file:///etc/passwd
                #EXTINF:10,
                %s
                #EXT-X-ENDLIST
                """.formatted(site.url("/talk.opus")));
        int before = site.hits("/talk.opus");

        problem(server.upload(playlist, "film.mp4", Map.of()), 415, "not_media");
        assertThat(site.hits("/talk.opus")).isEqualTo(before);
    }

    @Test
    void textThatAUrlGivesOutForAVideoFailsInPlainWords() throws IOException {
        Path text = Files.writeString(folder.resolve("t"), "This is a text, not a film.\n".repeat(100));
        site.file("/text.mp4", "video/mp4", text);

        JsonObject error = failed(server.post("/api/jobs", new JsonObject().put("url", site.url("/text.mp4"))));

        assertThat(error.getString("cause")).isEqualTo("not_media");
        assertThat(error.getString("message")).isEqualTo("This is not an audio or video file.");
        assertThat(error.getBoolean("permanent")).isTrue();
    }

    @Test
    void truncatedMp4FailsInPlainWords() throws Exception {
        Programs.require("ffmpeg");
        Path whole = folder.resolve("whole.mp4");
        ffmpeg("-i", RECORDING.toString(), "-c:a", "aac", whole.toString());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, bytes.length / 2));

        JsonObject error = failed(server.upload(cut, "cut.mp4", Map.of()));

        assertThat(error.getString("message")).contains("cut off");
        assertThat(error.getBoolean("permanent")).isTrue();
    }

    @Test
    void recordingWithoutSpeechFailsInPlainWords() throws Exception {
        Programs.require("ffmpeg");
        Path noise = folder.resolve("silence.wav");
        ffmpeg("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "20", noise.toString());

        JsonObject error = failed(server.upload(noise, "silence.wav", Map.of()));

        assertThat(error.getString("cause")).isEqualTo("no_speech");
        assertThat(error.getBoolean("permanent")).isTrue();
    }

    @Test
    void videoWithoutSoundFailsInPlainWords() throws Exception {
        Programs.require("ffmpeg");
        Path mute = folder.resolve("mute.mp4");
        ffmpeg("-f", "lavfi", "-i", "testsrc=size=320x240:rate=10", "-t", "3", mute.toString());

        assertThat(failed(server.upload(mute, "mute.mp4", Map.of())).getString("message"))
                .isEqualTo("The file has no audio.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/jobs?limit=0",
                "/api/jobs?limit=101",
                "/api/jobs?limit=abc",
                "/api/jobs?offset=-1",
                "/api/jobs?offset=10001",
                "/api/jobs?sort=id;drop",
                "/api/jobs?status=%27%20OR%201=1",
                "/api/jobs?from=2026-02-30",
                "/api/jobs?unknown=1",
                "/api/episodes?page=0"
            })
    void listsRefuseWhatTheyDoNotKnow(String path) {
        problem(server.get(path), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/jobs/x", "/api/jobs/00000000-0000-7000-8000-000000000000", "/api/agents/1", "/api/none"})
    void whatIsNotThereIsNotFound(String path) {
        problem(server.get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer x", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "Basic YTpi"})
    void badTokensAreRefused(String header) throws Exception {
        java.net.http.HttpRequest.Builder request =
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.address() + "/api/me"));
        if (!header.isEmpty()) {
            request.header("authorization", header);
        }
        assertThat(java.net.http.HttpClient.newHttpClient()
                        .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void othersSeeNothingOfMine() throws Exception {
        String agentId = server.post("/api/agents", new JsonObject().put("name", "Private"))
                .json()
                .getString("id");
        JsonObject job =
                server.upload(RECORDING, "p.wav", Map.of("agentId", agentId)).json();
        String episodeId = server.completed(job.getString("id"))
                .getJsonObject("job")
                .getJsonObject("result")
                .getString("episodeId");
        ApiClient bob = Members.add(server, "bob@example.org");
        for (String path : new String[] {
            "/api/jobs/" + job.getString("id"),
            "/api/jobs/" + job.getString("id") + "/logs",
            "/api/jobs/" + job.getString("id") + "/progress-history",
            "/api/jobs/" + job.getString("id") + "/files/waveform.json",
            "/api/agents/" + agentId,
            "/api/agents/" + agentId + "/jobs",
            "/api/agents/" + agentId + "/stats",
            "/api/agents/" + agentId + "/episodes",
            "/api/episodes/" + episodeId,
            "/api/episodes/" + episodeId + "/files/audio"
        }) {
            assertThat(bob.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(bob.delete("/api/jobs/" + job.getString("id")).status()).isEqualTo(404);
        assertThat(bob.delete("/api/agents/" + agentId).status()).isEqualTo(404);
        assertThat(bob.post("/api/episodes/" + episodeId + "/publish", new JsonObject())
                        .status())
                .isEqualTo(404);
        assertThat(bob.post(
                                "/api/jobs",
                                new JsonObject().put("transcript", "Hi.").put("agentId", agentId))
                        .status())
                .isEqualTo(404);
        assertThat(bob.get("/api/jobs").json().getInteger("total")).isZero();
        assertThat(bob.get("/api/agents").json().getInteger("total")).isZero();
    }

    @Test
    void loopbackIsRefusedUnlessTheConfigurationAllowsIt() {
        problem(guarded.post("/api/jobs", new JsonObject().put("url", site.url("/talk.opus"))), 400, "private_address");
    }

    private static JsonObject failed(TestServer.Answer submitted) {
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
        JsonObject job = server.ended(submitted.json().getString("id")).getJsonObject("job");
        assertThat(job.getString("status")).as(job.encodePrettily()).isEqualTo("failed");
        return job.getJsonObject("error");
    }

    private static void problem(TestServer.Answer answer, int status, String code) {
        problem(answer, status);
        assertThat(answer.json().getString("code")).isEqualTo(code);
    }

    private static void problem(TestServer.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("detail")).isNotBlank();
    }

    private static long files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).count();
        }
    }

    private static void ffmpeg(String... arguments) throws Exception {
        java.util.List<String> command =
                new java.util.ArrayList<>(java.util.List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(java.util.List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
