package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped or killed in the middle of a job, and comes back on its own data. */
class RestartIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path blocked;
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        Programs.require("ffmpeg");
        blocked = Files.createFile(folder.resolve("blocked"));
        Path data = Files.createDirectory(folder.resolve("data"));
        server = new ServerProcess(
                        data, Map.of("REELCAST_TOOLS_FFMPEG", slowFfmpeg().toString()))
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(server);
    }

    @Test
    void killedServerGoesOnAtTheStageItWasIn() throws Exception {
        String id = uploadUntilAudioProcessing();

        server.kill();
        Files.delete(blocked);
        server.start();

        ApiClient client = new ApiClient(server.address());
        client.signIn();
        JsonObject detail = client.completed(id);
        assertThat(attemptsByStage(detail)).containsEntry("downloading", 1L).containsEntry("ai_analysis", 1L);
        assertThat(attemptsByStage(detail)).containsEntry("audio_processing", 2L);
        assertThat(client.get("/api/episodes").json().getInteger("total")).isEqualTo(1);
    }

    @Test
    void ctrlCEndsEverythingWithinTenSecondsAndCountsNoAttempt() throws Exception {
        String id = uploadUntilAudioProcessing();

        Duration took = server.stop();

        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(server.leftBehind()).isEmpty();
        Files.delete(blocked);
        server.start();
        ApiClient client = new ApiClient(server.address());
        client.signIn();
        JsonObject detail = client.completed(id);
        List<JsonObject> audio = detail.getJsonArray("attempts").stream()
                .map(JsonObject.class::cast)
                .filter(attempt -> attempt.getString("stage").equals("audio_processing"))
                .toList();
        assertThat(audio).extracting(attempt -> attempt.getString("outcome")).containsExactly("handed_over", "done");
        assertThat(audio).extracting(attempt -> attempt.getInteger("attempt")).containsExactly(1, 1);
    }

    @Test
    void killedServerGoesOnWithANewCut() throws Exception {
        Files.delete(blocked);
        ApiClient before = new ApiClient(server.address());
        before.signUp();
        String first = before.upload(RECORDING, "talk.wav", Map.of()).json().getString("id");
        String episode = before.completed(first)
                .getJsonObject("job")
                .getJsonObject("result")
                .getString("episodeId");
        byte[] heard = before.get("/api/episodes/" + episode + "/files/audio").body();
        Files.createFile(blocked);
        String recut = before.send(
                        "PATCH",
                        "/api/episodes/" + episode,
                        BodyPublishers.ofString("{\"span\":{\"start\":8.5,\"end\":30.5}}"),
                        "content-type",
                        "application/json")
                .json()
                .getJsonObject("recut")
                .getString("jobId");
        before.awaitJob(recut, job -> job.getString("stage").equals("audio_processing"));

        server.kill();
        server.start();

        ApiClient client = new ApiClient(server.address());
        client.signIn();
        assertThat(client.get("/api/episodes/" + episode + "/files/audio").body())
                .isEqualTo(heard);
        Files.delete(blocked);
        JsonObject detail = client.completed(recut);
        assertThat(attemptsByStage(detail)).isEqualTo(Map.of("audio_processing", 2L, "uploading", 1L));
        JsonObject cut = client.get("/api/episodes/" + episode).json();
        assertThat(cut.getDouble("durationSeconds")).isBetween(21.9, 22.1);
        assertThat(cut.getJsonObject("recut")).isNull();
        assertThat(client.job(first).getJsonObject("job").getString("status")).isEqualTo("completed");
    }

    @Test
    void cancelledJobsChildrenAreGoneWithinTwoSeconds() throws Exception {
        String id = uploadUntilAudioProcessing();
        ApiClient client = new ApiClient(server.address());
        client.signIn();

        long begun = System.nanoTime();
        assertThat(client.delete("/api/jobs/" + id).status()).isEqualTo(200);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> server.leftBehind().stream().noneMatch(this::isSlowFfmpeg));

        // The promise is two seconds; a loaded machine gets three times that.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        assertThat(client.ended(id).getJsonObject("job").getString("status")).isEqualTo("cancelled");
        assertThat(client.delete("/api/jobs/" + id).status()).isEqualTo(409);
        await().atMost(SOON).until(() -> {
            try (var left = Files.list(folder.resolve("data/work"))) {
                return left.findAny().isEmpty();
            }
        });
    }

    private boolean isSlowFfmpeg(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .map(line -> line.contains("slow-ffmpeg"))
                .orElse(false);
    }

    private String uploadUntilAudioProcessing() throws IOException {
        ApiClient client = new ApiClient(server.address());
        client.signUp();
        String id = client.upload(RECORDING, "talk.wav", Map.of()).json().getString("id");
        client.awaitJob(id, job -> job.getString("stage").equals("audio_processing"));
        return id;
    }

    private static Map<String, Long> attemptsByStage(JsonObject detail) {
        return detail.getJsonArray("attempts").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.groupingBy(attempt -> attempt.getString("stage"), Collectors.counting()));
    }

    /** The real ffmpeg, but for one that measures or corrects loudness: that one waits while the file is there. */
    private Path slowFfmpeg() throws IOException {
        Path script = folder.resolve("slow-ffmpeg");
        Files.writeString(script, """
                #!/bin/sh
                case "$*" in *loudnorm*|*ebur128*) while [ -e '%s' ]; do sleep 0.05; done ;; esac
                exec ffmpeg "$@"
                """.formatted(blocked));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
