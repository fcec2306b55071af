package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again while it works on many short jobs, or starts. Sometimes it comes back on its own data,
 * and takes its jobs up at once; sometimes another one starts in its place, which has to wait for the leases to run out.
 */
class KillLoopIT {

    private static final int STARTS_OF_A_STAGE = 5;
    private static final int CONCURRENCY = 3;
    private static final int MOST_BETWEEN_KILLS = 90;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final List<String> STAGES = List.of("transcription", "ai_analysis", "uploading");

    @TempDir
    Path folder;

    private String database;
    private JobTables tables;
    private MediaSite thinking;
    private List<ServerProcess> servers;

    @BeforeEach
    void prepare() throws Exception {
        database = TestDatabase.createUrl();
        tables = new JobTables(database);
        thinking = new MediaSite().on("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            // Long enough that a kill finds some jobs at work; that it refuses makes the built-in analyser serve.
            pause(Duration.ofMillis(200));
            exchange.sendResponseHeaders(404, -1);
        });
        Path media = Files.createDirectory(folder.resolve("media"));
        servers = List.of(server("one", media), server("two", media));
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(servers.toArray(AutoCloseable[]::new));
        Closing.all(thinking, tables);
    }

    @Test
    void everyJobEndsAsTheTableSays() throws Exception {
        loop(100);
    }

    @Test
    @Tag("soak")
    void everyJobEndsAsTheTableSaysInTheLongRunToo() throws Exception {
        loop(1_000);
    }

    private void loop(int count) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ServerProcess server = servers.get(0).start();
        List<String> jobs = submit(server, count);

        int kills = 0;
        awaitMoreDone(1 + random.nextInt(MOST_BETWEEN_KILLS), LONG);
        while (tables.active() > 0) {
            server.kill();
            kills++;
            server = servers.get(random.nextInt(servers.size()));
            if (random.nextInt(4) == 0) {
                // The next kill comes while it starts, or soon after.
                server.launch();
                awaitMoreDone(1 + random.nextInt(MOST_BETWEEN_KILLS), Duration.ofMillis(1 + random.nextInt(4_000)));
            } else {
                server.start();
                awaitMoreDone(1 + random.nextInt(MOST_BETWEEN_KILLS), LONG);
            }
        }

        String run = kills + " kills, seed " + seed;
        // Some more stages may be done before one sees that it is time.
        assertThat(kills).as(run).isGreaterThanOrEqualTo((int) done() / (2 * MOST_BETWEEN_KILLS));
        for (String job : jobs) {
            tables.assertWholeHistory(job);
            assertEndedAsTheTableSays(run, job);
        }
        assertThat(jobs.stream().filter(job -> tables.status(job).equals("completed")))
                .as("completed in " + run)
                .hasSizeGreaterThan(count / 2);
        ServerProcess last = server;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> last.workFiles().isEmpty());
    }

    private void assertEndedAsTheTableSays(String run, String job) {
        List<JobTables.Attempt> attempts = tables.attempts(job);
        String what = run + ", job " + job + ": " + attempts;
        assertThat(attempts)
                .as(what)
                .allMatch(attempt -> List.of("done", "lost", "handed_over").contains(attempt.outcome()))
                .allMatch(attempt -> attempt.number() >= 1 && attempt.number() <= STARTS_OF_A_STAGE);
        List<String> done = attempts.stream()
                .filter(attempt -> attempt.outcome().equals("done"))
                .map(JobTables.Attempt::stage)
                .toList();
        if (tables.status(job).equals("completed")) {
            assertThat(done).as(what).isEqualTo(STAGES);
            assertThat(tables.episodes(job)).as(what).isEqualTo(1);
        } else {
            JobTables.Attempt last = attempts.get(attempts.size() - 1);
            assertThat(tables.status(job)).as(what).isEqualTo("failed");
            assertThat(last.outcome()).as(what).isEqualTo("lost");
            assertThat(last.number()).as(what).isEqualTo(STARTS_OF_A_STAGE);
            assertThat(tables.episodes(job)).as(what).isZero();
        }
    }

    /** Until as many more stages are done, or everything has ended, or the time is over. */
    private void awaitMoreDone(int stages, Duration time) {
        long before = done();
        try {
            Awaitility.await()
                    .atMost(time)
                    // The time may be shorter than the interval.
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> done() >= before + stages || tables.active() == 0);
        } catch (ConditionTimeoutException over) {
            assertThat(time).as("nothing goes on any more").isLessThan(LONG);
        }
    }

    private long done() {
        return tables.count("select count(*) from job_attempts where outcome = 'done'");
    }

    private static List<String> submit(ServerProcess server, int count) {
        ApiClient client = new ApiClient(server.address());
        client.signUp();
        client.post("/api/queue/pause", new JsonObject().put("reason", "So that none ends before all are there."));
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ApiClient.Answer answer = client.post(
                    "/api/jobs", new JsonObject().put("transcript", "Welcome to talk " + i + ". It is about queues."));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            jobs.add(answer.json().getString("id"));
        }
        assertThat(client.send("POST", "/api/queue/resume", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        return jobs;
    }

    /** Two servers with data of their own, and media that both see. */
    private ServerProcess server(String name, Path media) throws IOException {
        Path data = Files.createDirectory(folder.resolve(name));
        Files.createSymbolicLink(data.resolve("media"), media);
        return new ServerProcess(
                data,
                Map.of(
                        "REELCAST_DATABASE_URL",
                        database,
                        "REELCAST_QUEUE_CONCURRENCY",
                        Integer.toString(CONCURRENCY),
                        "REELCAST_ANALYSIS_URL",
                        thinking.url("/v1")));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
