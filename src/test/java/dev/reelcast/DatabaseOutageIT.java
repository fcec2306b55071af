package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped under load, without a farewell, and started again some leases later. */
class DatabaseOutageIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration AWAY = LEASE.multipliedBy(3);
    private static final Duration LONG_AWAY = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Duration> answers = new ArrayList<>();
    private StageGates gates;
    private OwnPostgres postgres;
    private ServerProcess server;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        Programs.require("ffmpeg");
        gates = new StageGates(folder);
        postgres = new OwnPostgres(folder.resolve("postgres"));
        server = new ServerProcess(
                        Files.createDirectory(folder.resolve("data")),
                        Map.of(
                                "REELCAST_DATABASE_URL", postgres.url(),
                                "REELCAST_QUEUE_CONCURRENCY", "4",
                                "REELCAST_TOOLS_FFMPEG", gates.program("ffmpeg").toString()))
                .start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        if (gates != null) {
            gates.openAll();
        }
        Closing.all(server, postgres);
    }

    @Test
    void everythingResumesByItselfAndNoAttemptIsCounted() throws Exception {
        outage(AWAY);
    }

    @Test
    @Tag("soak")
    void everythingResumesByItselfAfterALongOutageToo() throws Exception {
        outage(LONG_AWAY);
    }

    private void outage(Duration away) throws Exception {
        gates.shut("audio_processing");
        String running = client.upload(RECORDING, "talk.wav", Map.of()).json().getString("id");
        client.awaitJob(running, job -> job.getString("stage").equals("audio_processing"));
        await().atMost(RECOVERY).until(() -> !server.children().isEmpty());
        try (Load load = new Load()) {
            await().atMost(RECOVERY).until(() -> load.taken.size() > 20);

            postgres.crash();
            long since = System.nanoTime();
            await().atMost(RECOVERY).untilAsserted(() -> {
                assertAway();
                assertThat(server.children()).isEmpty();
            });
            answers.clear();
            while (System.nanoTime() - since < away.toNanos() || answers.isEmpty()) {
                assertAway();
            }
            // The machine may be busy now and then, so that it is the one in the middle that counts.
            assertThat(answers.stream().sorted().toList().get(answers.size() / 2))
                    .isLessThan(ANSWER);
            int takenBefore = load.taken.size();
            gates.openAll();
            postgres.startAgain();

            await().atMost(RECOVERY).until(() -> client.get("/health/ready").status() == 200);
            await().atMost(RECOVERY).until(() -> load.taken.size() > takenBefore + 20);
            load.close();
            assertThat(load.refused).isNotEmpty().allSatisfy(DatabaseOutageIT::assertSaysWhenToTryAgain);
            assertAllIsWell(running, load.taken);
        }
    }

    /** Every answer says that the database is away; the process itself is well. */
    private void assertAway() {
        for (String path : List.of("/api/jobs", "/api/stats", "/api/agents", "/api/episodes")) {
            assertSaysWhenToTryAgain(timed(() -> client.get(path)));
        }
        assertThat(timed(() -> client.get("/health/ready")).status()).isEqualTo(503);
        assertThat(timed(() -> client.get("/health/live")).status()).isEqualTo(200);
    }

    private static void assertSaysWhenToTryAgain(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.header("retry-after")).as(answer.text()).matches("[1-9]\\d*");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    private ApiClient.Answer timed(Supplier<ApiClient.Answer> request) {
        long begun = System.nanoTime();
        ApiClient.Answer answer = request.get();
        answers.add(Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private void assertAllIsWell(String running, List<String> taken) throws Exception {
        try (JobTables tables = new JobTables(postgres.url())) {
            client.completed(running);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(tables.list("""
                            select id, status, stage, attempt, message, lease_until - now(), run_at - now(), now() - updated_at
                            from jobs
                            where status in ('pending', 'processing')
                            """, DatabaseOutageIT::words))
                            .isEmpty());
            for (String job : taken) {
                assertAllIsWell(tables, job);
            }
            assertAllIsWell(tables, running);
            assertThat(tables.attempts(running))
                    .filteredOn(attempt -> attempt.stage().equals("audio_processing"))
                    .hasSizeGreaterThan(1);
        }
        await().atMost(RECOVERY).until(() -> server.workFiles().isEmpty());
    }

    private static String words(ResultSet row) throws SQLException {
        StringBuilder words = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            words.append(row.getString(i)).append(' ');
        }
        return words.toString();
    }

    private static void assertAllIsWell(JobTables tables, String job) {
        assertThat(tables.status(job)).isEqualTo("completed");
        assertThat(tables.episodes(job)).isEqualTo(1);
        assertThat(tables.attempts(job))
                .allMatch(attempt -> attempt.number() == 1)
                .noneMatch(attempt -> List.of("lost", "retry", "fail").contains(attempt.outcome()));
        tables.assertWholeHistory(job);
    }

    /** A script that puts in one transcript after the other, whatever comes of it. */
    private final class Load implements AutoCloseable {
        final List<String> taken = new CopyOnWriteArrayList<>();
        final List<ApiClient.Answer> refused = new CopyOnWriteArrayList<>();
        private final AtomicBoolean enough = new AtomicBoolean();
        private final CompletableFuture<Void> done = CompletableFuture.runAsync(this::run);

        private void run() {
            while (!enough.get()) {
                ApiClient.Answer answer = client.post(
                        "/api/jobs", new JsonObject().put("transcript", "Welcome to the show. It is about queues."));
                if (answer.status() == 201) {
                    taken.add(answer.json().getString("id"));
                } else {
                    refused.add(answer);
                }
                // So that the queue keeps up with it.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }

        @Override
        public void close() {
            enough.set(true);
            done.join();
        }
    }
}
