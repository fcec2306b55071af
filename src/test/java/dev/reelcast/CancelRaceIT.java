package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs are cancelled at any instant of their short lives: each ends once, as whoever was first wanted it. */
class CancelRaceIT {

    private static final int SCRIPTS = 8;

    private static TestServer server;
    private static JobTables tables;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("REELCAST_QUEUE_CONCURRENCY=" + SCRIPTS);
        tables = new JobTables(server.database().toString());
    }

    @AfterAll
    static void stop() throws Exception {
        Closing.all(server, tables);
    }

    @Test
    void oneWinsAndItStaysSo() throws Exception {
        race(200);
    }

    @Test
    @Tag("soak")
    void oneWinsHoweverOften() throws Exception {
        race(1_000);
    }

    private static void race(int count) throws Exception {
        Duration life = lifeOfAJob();
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        ExecutorService scripts = Executors.newFixedThreadPool(SCRIPTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long after = new Random().nextLong(2 * life.toNanos());
                all.add(scripts.submit(() -> {
                    String id = submit();
                    LockSupport.parkNanos(after);
                    answers.put(id, server.delete("/api/jobs/" + id).status());
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            scripts.shutdown();
        }
        Map<String, String> ends = answers.keySet().stream().collect(Collectors.toMap(id -> id, tables::status));
        // Cancelled jobs' runs end behind the answer; only then has everyone had the chance to write.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(CancelRaceIT::nothingRuns);

        answers.forEach((id, answer) -> {
            String end = ends.get(id);
            assertThat(answer).isEqualTo("cancelled".equals(end) ? 200 : 409);
            assertThat(tables.status(id)).isEqualTo(end).isIn("cancelled", "completed");
            assertThat(tables.episodes(id)).isEqualTo("completed".equals(end) ? 1 : 0);
            tables.assertWholeHistory(id);
        });
        assertThat(ends.values()).as("both happened").contains("cancelled", "completed");
    }

    /** A job that is put in last is through, and so is all that was written before. */
    private static boolean nothingRuns() throws Exception {
        server.completed(submit());
        try (var left = java.nio.file.Files.list(server.dataDir().resolve("work"))) {
            return left.findAny().isEmpty();
        }
    }

    private static Duration lifeOfAJob() {
        server.completed(submit());
        long begun = System.nanoTime();
        server.completed(submit());
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String submit() {
        return server.post("/api/jobs", new JsonObject().put("transcript", "Welcome to the show. It is about queues."))
                .json()
                .getString("id");
    }
}
