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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    /** The stages that are held up in a program. */
    private static final List<String> PROGRAMS = List.of("speech_detection", "thumbnails", "audio_processing");
    /** The gate of the site: another name than its stage's, which also holds programs up. */
    private static final String SITE = "site";

    private static final JsonObject TRANSCRIPT =
            new JsonObject().put("transcript", "Welcome to the show. It is about queues.");
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private StageGates gates;
    private SpokenServices services;
    private MediaSite site;
    private String database;
    private JobTables tables;
    private Connection obstacle;
    private ServerProcess server;
    private ServerProcess other;
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
            gates.pass(SITE);
            exchange.getResponseBody().write(recording, recording.length / 2, recording.length - recording.length / 2);
        });
        database = TestDatabase.createUrl();
        tables = new JobTables(database);
        obstacle = JobTables.connect(database);
        server = server("one");
        other = server("two");
        server.start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    /** With data of its own, and media that both see. */
    private ServerProcess server(String name) throws IOException {
        return new ServerProcess(
                Files.createDirectory(folder.resolve(name)),
                Map.of(
                        "REELCAST_DATABASE_URL", database,
                        "REELCAST_STORAGE_FOLDER", folder.resolve("media").toString(),
                        "REELCAST_QUEUE_CONCURRENCY", Integer.toString(STAGES.size()),
                        "REELCAST_TOOLS_FFMPEG", gates.program("ffmpeg").toString(),
                        "REELCAST_TRANSCRIPTION_URL", services.transcriptionUrl(),
                        "REELCAST_ANALYSIS_URL", services.analysisUrl()));
    }

    @AfterEach
    void stop() throws Exception {
        if (gates != null) {
            gates.openAll();
        }
        Closing.all(server, other, site, services, obstacle, tables);
    }

    @Test
    void everyJobGoesOnAtTheStageItWasIn() throws Exception {
        Map<String, String> jobs = oneInEachStage();
        List<Long> orphans = killedAndOrphans();

        openAll();
        server.start();

        // Given back, since the server came back on its own data.
        assertOnlyTheStageWasRunAgain(
                server, jobs, stage -> List.of(attempt(stage, 1, "handed_over"), attempt(stage, 1, "done")));
        assertThat(orphans).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(server.children()).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(server.workFiles()).isEmpty());
    }

    @Test
    void anotherServerTakesEveryJobOverAtTheStageItWasIn() throws Exception {
        Map<String, String> jobs = oneInEachStage();
        killedAndOrphans();

        openAll();
        other.start();

        assertOnlyTheStageWasRunAgain(
                other, jobs, stage -> List.of(attempt(stage, 1, "lost"), attempt(stage, 2, "done")));
    }

    @Tag("soak")
    @RepeatedTest(20)
    void everyJobGoesOnHoweverOftenItHappens() throws Exception {
        everyJobGoesOnAtTheStageItWasIn();
    }

    /**
     * Jobs by the stage they stand in. What takes long comes first and together, each stage keeping the first job that
     * comes to it; what stands in a stage that must not take long comes last.
     */
    private Map<String, String> oneInEachStage() throws Exception {
        List<String> slow = List.of("speech_detection", "transcription", "thumbnails", "audio_processing");
        Map<String, String> jobs = new HashMap<>();
        for (String stage : slow) {
            gates.trap(stage.equals("transcription") ? SpokenServices.HEARING : stage);
        }
        for (int i = 0; i < slow.size(); i++) {
            accepted(client.upload(RECORDING, "talk.wav", Map.of()));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(jobsByStage()).containsOnlyKeys(slow));
        jobs.putAll(jobsByStage());

        gates.shut(SITE);
        jobs.put(
                "downloading", accepted(client.post("/api/jobs", new JsonObject().put("url", site.url("/talk.opus")))));
        gates.trap(SpokenServices.ANALYSIS);
        jobs.put("ai_analysis", accepted(client.post("/api/jobs", TRANSCRIPT)));
        await().atMost(SOON).until(() -> gates.waiting(SpokenServices.ANALYSIS) > 0);
        obstacle.setAutoCommit(false);
        try (Statement statement = obstacle.createStatement()) {
            // Whoever wants to write an episode waits; readers do not.
            statement.execute("lock table episodes in share mode");
        }
        jobs.put("uploading", accepted(client.post("/api/jobs", TRANSCRIPT)));
        jobs.forEach((stage, id) -> await(stage + " is at work").atMost(SOON).until(() -> atWork(stage, id)));
        assertThat(jobs).containsOnlyKeys(STAGES);
        return jobs;
    }

    private Map<String, String> jobsByStage() {
        return tables.list("select stage, id from jobs", row -> List.of(row.getString(1), row.getString(2))).stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (one, other) -> other));
    }

    private static String accepted(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().getString("id");
    }

    private boolean atWork(String stage, String jobId) {
        return switch (stage) {
            case "uploading" ->
                tables.count("select count(*) from pg_locks where relation = 'episodes'::regclass and not granted") > 0;
            case "downloading" -> gates.waiting(SITE) > 0;
            case "transcription" -> gates.waiting(SpokenServices.HEARING) > 0;
            case "ai_analysis" -> gates.waiting(SpokenServices.ANALYSIS) > 0;
            default ->
                server.children().stream()
                        .map(pid -> ServerProcess.workingFolder(pid).toString())
                        .anyMatch(work -> work.contains(jobId + "/" + stage));
        };
    }

    private List<Long> killedAndOrphans() throws InterruptedException {
        server.kill();
        List<Long> orphans = server.children();
        assertThat(orphans).as("programs that go on without their server").hasSizeGreaterThanOrEqualTo(PROGRAMS.size());
        return orphans;
    }

    private void openAll() throws SQLException {
        gates.openAll();
        obstacle.rollback();
    }

    /** What the attempts at a stage in which a job was interrupted should be. */
    private interface Expected {
        List<JobTables.Attempt> attempts(String stage);
    }

    private static JobTables.Attempt attempt(String stage, int number, String outcome) {
        return new JobTables.Attempt(stage, number, outcome);
    }

    private void assertOnlyTheStageWasRunAgain(ServerProcess now, Map<String, String> jobs, Expected expected) {
        ApiClient there = new ApiClient(now.address());
        there.signIn();
        jobs.forEach((interrupted, id) -> {
            there.completed(id);
            List<String> stages = tables.attempts(id).stream()
                    .map(JobTables.Attempt::stage)
                    .distinct()
                    .toList();
            assertThat(stages).contains(interrupted).endsWith("uploading");
            for (String stage : stages) {
                assertThat(tables.attempts(id))
                        .as(stage + " of the job that was interrupted in " + interrupted)
                        .filteredOn(attempt -> attempt.stage().equals(stage))
                        .isEqualTo(
                                stage.equals(interrupted)
                                        ? expected.attempts(stage)
                                        : List.of(attempt(stage, 1, "done")));
            }
            assertThat(tables.episodes(id)).isEqualTo(1);
            tables.assertWholeHistory(id);
        });
    }
}
