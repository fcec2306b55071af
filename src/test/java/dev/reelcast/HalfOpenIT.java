package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection on which the queue is told of new work stays up, but nothing comes through it any more. */
class HalfOpenIT {

    private static final Duration FOUND_DEAD = Duration.ofSeconds(60);
    private static final Duration LONG_BEFORE_THE_POLL = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private SwallowingProxy proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = new SwallowingProxy(URI.create(TestDatabase.createUrl()));
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(proxy);
    }

    @Test
    void pollFindsWhatIsNotAnnounced() throws Exception {
        try (TestServer server = TestServer.start(folder, proxy.url(), "REELCAST_QUEUE_POLL=1s")) {
            server.signUp();
            proxy.swallowWhatEverListens();

            server.completed(submit(server));
        }
    }

    @Test
    void deadConnectionIsFoundAndReplaced() throws Exception {
        try (TestServer server = TestServer.start(folder, proxy.url(), "REELCAST_QUEUE_POLL=60s")) {
            server.signUp();
            server.completed(submit(server));
            long before = proxy.listeners();
            assertThat(before).isPositive();
            proxy.swallowWhatListens();
            String unheard = submit(server);

            await().atMost(FOUND_DEAD).until(() -> proxy.listeners() > before);

            server.completed(unheard);
            assertThat(waited(server.completed(submit(server)))).isLessThan(LONG_BEFORE_THE_POLL);
        }
    }

    private static Duration waited(JsonObject detail) {
        JsonObject job = detail.getJsonObject("job");
        return Duration.between(Instant.parse(job.getString("createdAt")), Instant.parse(job.getString("startedAt")));
    }

    private static String submit(TestServer server) {
        return server.post("/api/jobs", new JsonObject().put("transcript", "Welcome to the show. It is about queues."))
                .json()
                .getString("id");
    }
}
