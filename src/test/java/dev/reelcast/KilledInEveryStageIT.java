package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job stands in each stage when the whole server is killed, and its programs go on without it. */
class KilledInEveryStageIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final List<String> STAGES = List.of(
            "downloading",
            "speech_detection",
            "transcription",
            "ai_analysis",
            "thumbnails",
            "audio_processing",
            "uploading");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private StageGates gates;
    private SpokenServices services;
    private MediaSite site;
    private JobTables tables;
    private Connection obstacle;
    private ServerProcess server;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        Programs.require("ffmpeg");
        gates = new StageGates(folder);
        services = new SpokenServices(gates);
        site = new MediaSite().on("/talk.opus", exchange -> {
            byte[] recording = Files.readAllBytes(RECORDING);
            exchange.sendResponseHeaders(200, recording.length);
            exchange.getResponseBody().write(recording, 0, recording.length / 2);
            exchange.getResponseBody().flush();
            gates.pass("downloading");
            exchange.getResponseBody().write(recording, recording.length / 2, recording.length - recording.length / 2);
        });
        String database = TestDatabase.createUrl();
        tables = new JobTables(database);
        obstacle = JobTables.connect(database);
        server = new ServerProcess(
                        Files.createDirectory(folder.resolve("data")),
                        Map.of(
                                "REELCAST_DATABASE_URL", database,
                                "REELCAST_QUEUE_CONCURRENCY", "7",
                                "REELCAST_TOOLS_FFMPEG", gates.program("ffmpeg").toString(),
                                "REELCAST_TRANSCRIPTION_URL", services.transcriptionUrl(),
                                "REELCAST_ANALYSIS_URL", services.analysisUrl()))
                .start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        gates.openAll();
        server.close();
        site.close();
        services.close();
        obstacle.close();
        tables.close();
    }

    @Test
    void everyJobGoesOnAtTheStageItWasIn() throws Exception {
        Map<String, String> jobs = oneInEachStage();
        List<Long> orphans = killedAndOrphans();

        openAll();
        server.start();
        client.signIn();

        for (Map.Entry<String, String> job : jobs.entrySet()) {
            client.completed(job.getValue());
            assertOnlyTheStageWasRunAgain(job.getKey(), job.getValue());
            assertThat(tables.episodes(job.getValue())).isEqualTo(1);
            tables.assertWholeHistory(job.getValue());
        }
        assertThat(orphans).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        await().atMost(SOON).untilAsserted(() -> assertThat(server.workFiles()).isEmpty());
        assertThat(server.children()).isEmpty();
    }

    @Tag("soak")
    @RepeatedTest(20)
    void everyJobGoesOnHoweverOftenItHappens() throws Exception {
        everyJobGoesOnAtTheStageItWasIn();
    }

    /** By stage, the last one first: each gate is shut only when the job before has passed it. */
    private Map<String, String> oneInEachStage() throws Exception {
        Map<String, String> jobs = new LinkedHashMap<>();
        for (int i = STAGES.size() - 1; i >= 0; i--) {
            String stage = STAGES.get(i);
            shut(stage);
            String id = submit(i).getString("id");
            client.awaitJob(id, job -> job.getString("stage").equals(stage));
            await(stage + " is at work").atMost(SOON).until(() -> atWork(stage, id));
            jobs.put(stage, id);
        }
        return jobs;
    }

    private JsonObject submit(int which) throws IOException {
        return which % 2 == 0
                ? client.post("/api/jobs", new JsonObject().put("url", site.url("/talk.opus?v=" + which)))
                        .json()
                : client.upload(RECORDING, "talk.wav", Map.of()).json();
    }

    private void shut(String stage) throws IOException, SQLException {
        if (!stage.equals("uploading")) {
            gates.shut(gateOf(stage));
            return;
        }
        obstacle.setAutoCommit(false);
        try (Statement statement = obstacle.createStatement()) {
            // Whoever wants to write an episode waits; readers do not.
            statement.execute("lock table episodes in share mode");
        }
    }

    private static String gateOf(String stage) {
        return switch (stage) {
            case "transcription" -> SpokenServices.HEARING;
            case "ai_analysis" -> SpokenServices.ANALYSIS;
            default -> stage;
        };
    }

    private boolean atWork(String stage, String jobId) {
        return switch (stage) {
            case "uploading" ->
                tables.count("select count(*) from pg_locks where relation = 'episodes'::regclass and not granted") > 0;
            case "downloading", "transcription", "ai_analysis" -> gates.waiting(gateOf(stage)) > 0;
            default ->
                server.children().stream()
                        .map(pid -> ServerProcess.workingFolder(pid).toString())
                        .anyMatch(work -> work.contains(jobId + "/" + stage));
        };
    }

    private List<Long> killedAndOrphans() throws InterruptedException {
        server.kill();
        List<Long> orphans = server.children();
        assertThat(orphans).as("programs that go on without their server").hasSizeGreaterThanOrEqualTo(3);
        return orphans;
    }

    private void openAll() throws SQLException {
        gates.openAll();
        obstacle.rollback();
    }

    private void assertOnlyTheStageWasRunAgain(String interrupted, String jobId) {
        for (String stage : STAGES) {
            List<JobTables.Attempt> attempts = tables.attempts(jobId).stream()
                    .filter(attempt -> attempt.stage().equals(stage))
                    .toList();
            assertThat(attempts)
                    .as(stage + " of the job that was interrupted in " + interrupted)
                    .extracting(JobTables.Attempt::outcome)
                    .isEqualTo(stage.equals(interrupted) ? List.of("handed_over", "done") : List.of("done"));
            // The interrupted one was given back: the server came back on its own data.
            assertThat(attempts).allMatch(attempt -> attempt.number() == 1);
        }
    }
}
