package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of thirty rows, good, bad and twice the same, from its dry run to its results, through a server that is killed. */
class BulkIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int RECORDINGS = 18;
    private static final int TEXTS = 3;

    @TempDir
    Path folder;

    private MediaSite site;
    private ServerProcess server;
    private ApiClient client;
    private final AtomicBoolean back = new AtomicBoolean();

    @BeforeEach
    void start() throws Exception {
        Programs.require("ffmpeg");
        Programs.require("ffprobe");
        Path talk = folder.resolve("talk.mp3");
        run("ffmpeg", "-v", "error", "-ss", "8.5", "-t", "6", "-i", RECORDING.toString(), talk.toString());
        byte[] recording = Files.readAllBytes(talk);
        site = new MediaSite();
        for (int i = 1; i <= RECORDINGS; i++) {
            site.file("/talk" + i + ".mp3", "audio/mpeg", talk);
        }
        // Not there at first, and put back later.
        site.on("/late.mp3", exchange -> {
            boolean there = back.get();
            exchange.getResponseHeaders().set("content-type", "audio/mpeg");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? recording.length : -1);
            if (there && !exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(recording);
            }
            exchange.close();
        });
        server = new ServerProcess(Files.createDirectory(folder.resolve("data")), "400m", Map.of()).start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(server, site);
    }

    private Path csv() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("Link;Headline;Story;Remark");
        for (int i = 1; i <= RECORDINGS; i++) {
            rows.add(site.url("/talk" + i + ".mp3") + ";Talk " + i + ";;=1+" + i);
        }
        rows.add(site.url("/late.mp3") + ";Late;;is not there yet");
        for (int i = 1; i <= TEXTS; i++) {
            rows.add(";Story " + i + ";\"Number " + i + ": it's 5% more; %{pts} 😀. שלום.\";text");
        }
        for (int i = 1; i <= 4; i++) {
            rows.add(site.url("/talk" + i + ".mp3") + ";Once more;;twice");
        }
        rows.add("not an address;;;bad");
        rows.add(";;;neither");
        rows.add("file:///etc/passwd;;;bad");
        rows.add("https://example.org/a.mp3;;And a text;both");
        assertThat(rows).hasSize(31);
        return Files.writeString(folder.resolve("rows.csv"), String.join("\r\n", rows) + "\r\n");
    }

    private JsonObject bulk(String id) {
        return client.get("/api/bulk-jobs/" + id).json();
    }

    private JsonObject until(String id, Predicate<JsonObject> condition) {
        return await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> bulk(id), condition);
    }

    private static int count(JsonObject bulk, String status) {
        return bulk.getJsonObject("counts").getInteger(status);
    }

    private List<JsonObject> items(String id) {
        return client.get("/api/bulk-jobs/" + id + "/videos?limit=100").json().getJsonArray("videos").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void thirtyRowsComeOutRightHoweverTheServerDies() throws Exception {
        ApiClient.Answer previewed = client.upload(
                csv(), "/api/bulk-jobs/preview", "rows.csv", Map.of("output", "{\"resolution\":\"720p\"}"));
        assertThat(previewed.status()).as(previewed.text()).isEqualTo(200);
        JsonObject preview = previewed.json();
        assertThat(preview.getJsonObject("counts"))
                .isEqualTo(new JsonObject()
                        .put("rows", 30)
                        .put("good", 22)
                        .put("invalid", 4)
                        .put("duplicates", 4)
                        .put("alreadyDone", 0));
        assertThat(preview.getJsonArray("errors").stream().map(error -> ((JsonObject) error).getInteger("row")))
                .containsExactly(28, 29, 30, 31);
        String id = preview.getString("previewId");
        assertThat(client.get("/api/jobs").json().getInteger("total")).isZero();

        JsonObject started = client.post("/api/bulk-jobs", new JsonObject().put("previewId", id))
                .json();
        assertThat(started.getString("status")).isEqualTo("running");
        until(id, now -> count(now, "completed") >= 2);
        server.kill();
        server.start();
        client = new ApiClient(server.address());
        client.signIn();

        String paused = client.post("/api/bulk-jobs/" + id + "/pause", new JsonObject())
                .json()
                .getString("status");
        assertThat(paused).isEqualTo("pausing");
        int done = count(until(id, now -> now.getString("status").equals("paused")), "completed");
        assertThat(done).isLessThan(22);
        assertThat(count(bulk(id), "processing")).isZero();
        client.post("/api/bulk-jobs/" + id + "/resume", new JsonObject());
        until(id, now -> count(now, "completed") > done);
        server.kill();
        server.start();
        client = new ApiClient(server.address());
        client.signIn();

        JsonObject ended = until(id, now -> now.containsKey("finishedAt"));
        assertThat(ended.getString("status")).isEqualTo("completed_with_errors");
        assertThat(ended.getJsonObject("counts"))
                .isEqualTo(new JsonObject()
                        .put("total", 30)
                        .put("pending", 0)
                        .put("processing", 0)
                        .put("completed", 21)
                        .put("failed", 5)
                        .put("skipped", 4)
                        .put("cancelled", 0)
                        .put("duplicates", 4)
                        .put("invalid", 4));
        assertThat(client.get("/api/jobs?bulkJobId=" + id).json().getInteger("total"))
                .isEqualTo(22);
        assertThat(client.get("/api/episodes").json().getInteger("total")).isEqualTo(21);
        assertThat(client.get("/api/bulk-jobs/" + id + "/grid").json().getString("items"))
                .isEqualTo("c".repeat(18) + "f" + "ccc" + "ssss" + "ffff");

        back.set(true);
        client.post("/api/bulk-jobs/" + id + "/retry-failed", new JsonObject());
        JsonObject again = until(id, now -> now.containsKey("finishedAt"));
        assertThat(count(again, "completed")).isEqualTo(22);
        assertThat(count(again, "failed")).isEqualTo(4);
        assertResults(id);
        assertVideos(id);
    }

    @Test
    void theSameInABrowser() throws Exception {
        Programs.require("chromium");
        site.on("/repair", exchange -> {
            back.set(true);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        Path file = csv();
        Path said = folder.resolve("browser.log");
        Process browser = new ProcessBuilder(
                        "node", "e2e/bulk.mjs", server.address(), file.toString(), site.url("/repair"))
                .directory(Path.of("webroot").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(browser.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            browser.destroy();
        }
        assertThat(browser.exitValue()).as(Files.readString(said)).isZero();
        JsonObject ended =
                client.get("/api/bulk-jobs").json().getJsonArray("bulkJobs").getJsonObject(0);
        assertThat(ended.getString("status")).isEqualTo("completed_with_errors");
        assertThat(count(ended, "completed")).isEqualTo(22);
    }

    private void assertResults(String id) {
        String results = client.get("/api/bulk-jobs/" + id + "/results.csv").text();
        assertThat(results.lines()).hasSize(31);
        assertThat(results.lines().findFirst().orElseThrow()).startsWith("Link,Headline,Story,Remark,");
        // A spreadsheet takes nothing of it for a formula.
        assertThat(results.lines().skip(1).findFirst().orElseThrow()).contains(",'=1+1,");
        Set<String> jobs = new HashSet<>();
        for (JsonObject item : items(id)) {
            if (item.getString("status").equals("completed")) {
                assertThat(jobs.add(item.getString("jobId"))).isTrue();
                assertThat(results).contains(item.getString("episodeId"));
            }
        }
        assertThat(jobs).hasSize(22);
    }

    /** Of each text a video that lasts as long as its narration, and shows something. */
    private void assertVideos(String id) throws Exception {
        List<JsonObject> rendered = items(id).stream()
                .filter(item -> "render".equals(item.getString("type")))
                .toList();
        assertThat(rendered).hasSize(TEXTS);
        for (JsonObject item : rendered) {
            String job = item.getString("jobId");
            double spoken = new JsonObject(client.get("/api/jobs/" + job + "/files/narration.json")
                            .text())
                    .getDouble("durationSeconds");
            Path video = folder.resolve(job + ".mp4");
            Files.write(
                    video, client.get("/api/jobs/" + job + "/files/video.mp4").body());
            JsonObject probed = new JsonObject(
                    run("ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", video.toString()));
            JsonArray streams = probed.getJsonArray("streams");
            assertThat(streams.stream().map(stream -> ((JsonObject) stream).getString("codec_name")))
                    .containsExactlyInAnyOrder("h264", "aac");
            assertThat(streams.stream().map(JsonObject.class::cast).filter(stream -> stream.containsKey("width")))
                    .singleElement()
                    .satisfies(stream -> {
                        assertThat(stream.getInteger("width")).isEqualTo(1280);
                        assertThat(stream.getInteger("height")).isEqualTo(720);
                    });
            // The title card stands before the narration.
            assertThat(Double.parseDouble(probed.getJsonObject("format").getString("duration")))
                    .isCloseTo(2.5 + spoken, within(0.3));
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
