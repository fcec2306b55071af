package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.storage.S3Service;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers share the work through a bucket: one of them transcribes, the other does the rest. */
class TwoNodesIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final Pattern ENCLOSURE = Pattern.compile("<enclosure[^>]* url=\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static S3Service bucket;
    private static Nodes nodes;
    private static JobTables tables;
    private static ServerProcess first;
    private static ServerProcess second;
    private static ApiClient here;
    private static ApiClient there;

    @BeforeAll
    static void start() throws Exception {
        Programs.require("ffmpeg");
        bucket = new S3Service(folder.resolve("bucket"));
        String database = TestDatabase.createUrl();
        tables = new JobTables(database);
        nodes = new Nodes(folder, database, bucket.settings(), 3);
        String rest = "downloading,speech_detection,ai_analysis,thumbnails,audio_processing,uploading";
        first = nodes.node(0, Map.of("REELCAST_QUEUE_STAGES", rest)).start();
        second = nodes.node(1, Map.of("REELCAST_QUEUE_STAGES", "transcription")).start();
        here = new ApiClient(first.address());
        here.signUp();
        there = new ApiClient(second.address());
        there.signIn();
    }

    @AfterAll
    static void stop() throws Exception {
        Closing.all(first, second, tables, bucket);
    }

    @Test
    void jobOfOneIsWorkedByBothAndSeenOnEachAndItsEpisodeIsThereOnBoth() throws Exception {
        JsonObject agent = here.post(
                        "/api/agents",
                        new JsonObject()
                                .put("name", "Both")
                                .put("publish", "auto")
                                .put("minMinutes", 0))
                .json();
        String updates = "queue.updates." + here.userId();
        String id;
        // With the token of one at the other.
        try (LiveSocket browser = new LiveSocket(second.address(), here.token())) {
            browser.register(updates).awaitType("registered", updates);
            id = here.upload(RECORDING, "talk.opus", Map.of("agentId", agent.getString("id")))
                    .json()
                    .getString("id");
            here.completed(id);
            browser.await(frame -> frame.encode().contains("job.completed"));

            // What one server tells may overtake what the other told a moment before: the numbers put it in order.
            assertThat(browser.received(updates))
                    .extracting(event -> event.getLong("seq"))
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(
                                    1, here.job(id).getJsonObject("job").getLong("lastSeq"))
                            .boxed()
                            .toList());
        }
        assertThat(serversOf(id, true)).containsExactly(serverId(1));
        assertThat(serversOf(id, false)).containsExactly(serverId(0));

        assertThat(bucket.keys()).isNotEmpty().allMatch(key -> key.startsWith("reelcast/"));
        assertThat(nodes.data(0).resolve("media")).doesNotExist();
        assertThat(nodes.data(1).resolve("media")).doesNotExist();
        assertEpisodeOnBoth(agent.getString("slug"));
    }

    private static void assertEpisodeOnBoth(String slug) {
        String feed = here.get("/feeds/" + slug + ".xml").text();
        Matcher enclosure = ENCLOSURE.matcher(feed);
        assertThat(enclosure.find()).as(feed).isTrue();
        assertThat(there.get("/feeds/" + slug + ".xml").status()).isEqualTo(200);
        String path = URI.create(enclosure.group(1)).getPath();
        ApiClient.Answer whole = here.get(path);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).hasSizeGreaterThan(10_000);
        assertThat(there.get(path).body()).isEqualTo(whole.body());

        ApiClient.Answer part = there.get(path, "range", "bytes=1000-2999");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("content-range")).isEqualTo("bytes 1000-2999/" + whole.body().length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 1_000, 3_000));
        ApiClient.Answer end = there.get(path, "range", "bytes=-500");
        assertThat(end.body())
                .isEqualTo(Arrays.copyOfRange(whole.body(), whole.body().length - 500, whole.body().length));
        assertThat(there.get(path, "range", "bytes=999999999-").status()).isEqualTo(416);
        assertThat(there.send("HEAD", path, BodyPublishers.noBody()).header("content-length"))
                .isEqualTo(Integer.toString(whole.body().length));
        assertThat(there.get(path, "if-none-match", whole.header("etag")).status())
                .isEqualTo(304);
    }

    @Test
    void signingOutOnOneClosesTheSocketsOnTheOther() {
        JsonObject session = here.post("/api/auth/login", Members.credentials("ann@example.org"))
                .json();
        try (LiveSocket browser = new LiveSocket(second.address(), session.getString("accessToken"))) {
            String updates = "queue.updates." + here.userId();
            browser.register(updates).awaitType("registered", updates);

            here.post("/api/auth/logout", new JsonObject().put("refreshToken", session.getString("refreshToken")));

            assertThat(browser.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void serverWithAnotherSecretDoesNotStart() throws Exception {
        try (ServerProcess stranger = nodes.node(2, Map.of("REELCAST_SECRET", "another secret of a node"))) {
            stranger.launch();

            assertThat(stranger.awaitExit()).isEqualTo(1);
        }
        assertThat(Files.readString(folder.resolve("node2.log")))
                .contains("Reelcast cannot start: The secret (REELCAST_SECRET) is not the one");
    }

    private static UUID serverId(int index) throws Exception {
        return UUID.fromString(
                Files.readString(nodes.data(index).resolve("server-id")).strip());
    }

    /** The servers that transcribed, or that did the rest. */
    private static List<UUID> serversOf(String jobId, boolean transcription) {
        return tables.list(
                "select distinct server_id from job_attempts where job_id = ? and (stage = 'transcription') = ?",
                row -> row.getObject(1, UUID.class),
                UUID.fromString(jobId),
                transcription);
    }
}
