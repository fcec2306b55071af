package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose folders for work and for what arrives are small file systems of their own, which something else fills. */
class DiskFullIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final int WORK_BYTES = 24 << 20;
    private static final int INCOMING_BYTES = 2 << 20;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static MediaSite site;
    private static JobTables tables;
    private static ServerProcess server;
    private static ApiClient client;
    private static Path eightMegabytes;

    @BeforeAll
    static void start() throws Exception {
        Programs.require("ffmpeg");
        Programs.require("a file system of one's own", "unshare", "-rm", "mount", "-t", "tmpfs", "none", "/tmp");
        eightMegabytes = uncompressed();
        site = new MediaSite().file("/talk.wav", "audio/wav", eightMegabytes);
        String database = TestDatabase.createUrl();
        tables = new JobTables(database);
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createDirectory(data.resolve("work"));
        Files.createDirectory(data.resolve("incoming"));
        server = new ServerProcess(data, Map.of("REELCAST_DATABASE_URL", database))
                .launchedBy(List.of(
                        "unshare",
                        "-rm",
                        "sh",
                        "-ec",
                        """
                        mount -t tmpfs -o size=%d none "$0/work"
                        mount -t tmpfs -o size=%d none "$0/incoming"
                        exec "$@"
                        """.formatted(WORK_BYTES, INCOMING_BYTES),
                        data.toAbsolutePath().toString()))
                .start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterAll
    static void stop() throws Exception {
        Closing.all(server, site, tables);
    }

    @Test
    void downloadThatFindsNoSpaceIsTriedAgainAndItsPartRemoved() throws Exception {
        Path filler = fill(WORK_BYTES - (4 << 20));
        String id = client.post("/api/jobs", new JsonObject().put("url", site.url("/talk.wav")))
                .json()
                .getString("id");

        assertWaitsForSpace(id, "downloading", filler);
        Files.delete(filler);

        assertCompletedOnceThereWasSpace(id, "downloading");
    }

    @Test
    void programThatFindsNoSpaceIsStartedAgain() throws Exception {
        Path filler = fill(WORK_BYTES - (128 << 10));
        String id = client.upload(RECORDING, "talk.opus", Map.of()).json().getString("id");

        assertWaitsForSpace(id, "thumbnails", filler);
        Files.delete(filler);

        assertCompletedOnceThereWasSpace(id, "thumbnails");
    }

    @Test
    void uploadThatDoesNotFitIsRefusedAndTheNextOneTaken() throws Exception {
        ApiClient.Answer refused = client.upload(eightMegabytes, "talk.wav", Map.of());

        assertThat(refused.status()).as(refused.text()).isEqualTo(507);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        await().atMost(SOON).untilAsserted(() -> assertThat(inside("incoming")).isEmpty());
        String id = client.upload(RECORDING, "talk.opus", Map.of()).json().getString("id");
        client.completed(id);
    }

    private static void assertWaitsForSpace(String id, String stage, Path filler) throws IOException {
        JsonObject job =
                client.awaitJob(id, row -> row.getValue("error") != null).getJsonObject("job");
        assertThat(job.getString("status")).isEqualTo("pending");
        JsonObject error = job.getJsonObject("error");
        assertThat(error.getString("stage")).isEqualTo(stage);
        assertThat(error.getString("cause")).isEqualTo("no_space");
        assertThat(error.getBoolean("permanent")).isFalse();
        await().atMost(SOON).untilAsserted(() -> assertThat(inside("work")).containsExactly(filler));
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }

    private static void assertCompletedOnceThereWasSpace(String id, String stage) throws IOException {
        client.completed(id);
        assertThat(tables.attempts(id))
                .filteredOn(attempt -> attempt.stage().equals(stage))
                // On a loaded machine the second start may have found the disk full as well.
                .startsWith(new JobTables.Attempt(stage, 1, "retry"))
                .extracting(JobTables.Attempt::outcome)
                .containsOnlyOnce("done")
                .containsOnly("retry", "done")
                .endsWith("done");
        assertThat(tables.episodes(id)).isEqualTo(1);
        assertThat(inside("work")).isEmpty();
    }

    private static Path fill(int bytes) throws IOException {
        return Files.write(seenByServer("work").resolve("filler"), new byte[bytes]);
    }

    private static List<Path> inside(String name) throws IOException {
        try (Stream<Path> files = Files.list(seenByServer(name))) {
            return files.toList();
        }
    }

    /** A folder of the server's data, with what is mounted there for the server alone. */
    private static Path seenByServer(String name) {
        return Path.of("/proc/" + server.pid() + "/root" + folder.toAbsolutePath(), "data", name);
    }

    private static Path uncompressed() throws Exception {
        Path wav = folder.resolve("talk.wav");
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg", "-v", "error", "-i", RECORDING.toString(), "-ar", "44100", "-ac", "2", wav.toString())
                .inheritIO()
                .start();
        assertThat(ffmpeg.waitFor()).isZero();
        return wav;
    }
}
