package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one folder; one goes while it works, and the other goes on. */
class LostNodeIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    /** The promise is a lease and five seconds; a loaded machine gets twice that. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(2 * (3 + 5));

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static StageGates gates;
    private static JobTables tables;
    private static ServerProcess going;
    private static ServerProcess staying;
    private static ApiClient client;
    private static String updates;

    @BeforeAll
    static void start() throws Exception {
        Programs.require("ffmpeg");
        gates = new StageGates(folder);
        gates.shut("audio_processing");
        String database = TestDatabase.createUrl();
        tables = new JobTables(database);
        Nodes nodes = new Nodes(
                folder,
                database,
                Map.of("REELCAST_STORAGE_FOLDER", folder.resolve("media").toString()),
                2);
        going = nodes.node(
                0, Map.of("REELCAST_TOOLS_FFMPEG", gates.program("ffmpeg").toString()));
        staying = nodes.node(1, Map.of("REELCAST_QUEUE_STAGES", "audio_processing,uploading"))
                .start();
        client = new ApiClient(staying.address());
        client.signUp();
        updates = "queue.updates." + client.userId();
    }

    @AfterAll
    static void stop() throws Exception {
        if (gates != null) {
            gates.openAll();
        }
        Closing.all(going, staying, tables);
    }

    @BeforeEach
    void startTheOther() throws Exception {
        if (!going.running()) {
            going.start();
        }
    }

    @Test
    void killedServersJobGoesOnAtItsCheckpointAndNobodyMissesAnything() throws Exception {
        try (LiveSocket stays = listen(staying);
                LiveSocket goes = listen(going)) {
            String id = uploadUntilAudioProcessing(stays, goes);

            Instant killed = Instant.now();
            going.kill();

            client.completed(id);
            Instant again = startOf(id, "audio_processing", 2);
            assertThat(again).isAfter(killed).isBefore(killed.plus(TAKEN_OVER));
            assertThat(tables.attempts(id))
                    .extracting(JobTables.Attempt::stage, JobTables.Attempt::number, JobTables.Attempt::outcome)
                    .containsSubsequence(
                            tuple("audio_processing", 1, "lost"),
                            tuple("audio_processing", 2, "done"),
                            tuple("uploading", 1, "done"));
            assertThat(tables.attempts(id)).hasSize(8);
            tables.assertWholeHistory(id);

            stays.await(frame -> ofJob(frame, id, "job.completed"));
            stays.await(frame -> "gap".equals(frame.getString("type")) && updates.equals(frame.getString("address")));
            long last = client.job(id).getJsonObject("job").getLong("lastSeq");
            assertThat(seqs(stays, id)).containsExactlyElementsOf(oneTo(last));
            // Whoever was at the other comes here, and reads what came since.
            long seen = seqs(goes, id).last();
            try (LiveSocket back = listen(staying)) {
                TreeSet<Long> all = new TreeSet<>(seqs(goes, id));
                client.get("/api/jobs/" + id + "/progress-history?after=" + seen)
                        .json()
                        .getJsonArray("events")
                        .forEach(event -> all.add(((JsonObject) event).getLong("seq")));
                assertThat(all).containsExactlyElementsOf(oneTo(last));
                String next = client.post("/api/jobs", new JsonObject().put("transcript", "A short talk. It ends."))
                        .json()
                        .getString("id");
                back.await(frame -> ofJob(frame, next, "job.queued"));
                assertThat(client.delete("/api/jobs/" + next).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void stoppedServerHandsItsJobBackAndNoAttemptIsCounted() throws Exception {
        try (LiveSocket stays = listen(staying);
                LiveSocket goes = listen(going)) {
            String id = uploadUntilAudioProcessing(stays, goes);

            assertThat(going.stop()).isLessThan(Duration.ofSeconds(10));

            client.completed(id);
            assertThat(goes.awaitClose()).isEqualTo(1001);
            assertThat(tables.attempts(id))
                    .extracting(JobTables.Attempt::stage, JobTables.Attempt::number, JobTables.Attempt::outcome)
                    .containsSubsequence(
                            tuple("audio_processing", 1, "handed_over"), tuple("audio_processing", 1, "done"));
            stays.await(frame -> ofJob(frame, id, "job.completed"));
            long last = client.job(id).getJsonObject("job").getLong("lastSeq");
            assertThat(seqs(stays, id)).containsExactlyElementsOf(oneTo(last));
        }
    }

    @Test
    void jobIsCancelledAtOneAndStopsAtTheOther() throws Exception {
        try (LiveSocket stays = listen(staying);
                LiveSocket goes = listen(going)) {
            String id = uploadUntilAudioProcessing(stays, goes);
            await().atMost(SOON).until(() -> !going.children().isEmpty());

            assertThat(client.delete("/api/jobs/" + id).status()).isEqualTo(200);

            await().atMost(SOON)
                    .until(() -> going.children().isEmpty() && going.workFiles().isEmpty());
            goes.await(frame -> ofJob(frame, id, "job.cancelled"));
            stays.await(frame -> ofJob(frame, id, "job.cancelled"));
        }
    }

    private static LiveSocket listen(ServerProcess server) {
        LiveSocket socket = new LiveSocket(server.address(), client.token());
        socket.register(updates).awaitType("registered", updates);
        return socket;
    }

    /** Until it stands in the stage at the server that will go, and both browsers have heard all of it. */
    private static String uploadUntilAudioProcessing(LiveSocket one, LiveSocket other) throws Exception {
        String id = client.upload(RECORDING, "talk.opus", Map.of()).json().getString("id");
        client.awaitJob(id, job -> job.getString("stage").equals("audio_processing"));
        await().atMost(SOON).until(() -> !going.children().isEmpty());
        for (LiveSocket socket : List.of(one, other)) {
            await().atMost(SOON)
                    .until(() -> seqs(socket, id)
                            .contains(client.job(id).getJsonObject("job").getLong("lastSeq")));
        }
        return id;
    }

    private static TreeSet<Long> seqs(LiveSocket socket, String jobId) {
        TreeSet<Long> seqs = new TreeSet<>();
        socket.received(updates).stream()
                .filter(event -> jobId.equals(event.getString("jobId")))
                .forEach(event -> seqs.add(event.getLong("seq")));
        return seqs;
    }

    private static boolean ofJob(JsonObject frame, String jobId, String type) {
        JsonObject body = "rec".equals(frame.getString("type")) ? frame.getJsonObject("body") : new JsonObject();
        return jobId.equals(body.getString("jobId")) && type.equals(body.getString("type"));
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static Instant startOf(String jobId, String stage, int attempt) {
        return tables.list(
                        "select started_at from job_attempts where job_id = ? and stage = ? and attempt = ?",
                        row -> row.getTimestamp(1).toInstant(),
                        UUID.fromString(jobId),
                        stage,
                        attempt)
                .get(0);
    }
}
