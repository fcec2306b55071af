package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the middle of a backfill, and comes back on its own data. */
class BackfillRestartIT {

    private static final String CHANNEL = YoutubeForTest.CHANNEL;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private DataApiForTest api;
    private ServerProcess server;
    private ApiClient client;

    @BeforeEach
    void open() throws IOException {
        api = new DataApiForTest();
        server = new ServerProcess(
                Files.createDirectories(folder.resolve("data")),
                Map.of(
                        "REELCAST_QUEUE_CONCURRENCY",
                        "0",
                        "REELCAST_YOUTUBE_API_URL",
                        api.url(),
                        "REELCAST_YOUTUBE_API_KEY",
                        DataApiForTest.KEY));
        client = new ApiClient(server.address());
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        server.close();
    }

    private String agent(String channel) {
        ApiClient.Answer made = client.post(
                "/api/agents", new JsonObject().put("name", "Sunday").put("channel", channel));
        assertThat(made.status()).isEqualTo(201);
        return made.json().getString("id");
    }

    private JsonObject ask(String agent, String since, boolean dryRun) {
        ApiClient.Answer answer = client.post(
                "/api/agents/" + agent + "/backfill",
                new JsonObject().put("since", since).put("dryRun", dryRun));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private JsonObject until(String agent, Predicate<JsonObject> condition) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> client.get("/api/agents/" + agent + "/backfill")
                                .json()
                                .getJsonObject("backfill"),
                        condition);
    }

    private JsonObject ended(String agent) {
        return until(agent, backfill -> backfill.containsKey("finishedAt"));
    }

    private int jobs(String agent) {
        return client.get("/api/agents/" + agent + "/jobs").json().getInteger("total");
    }

    @Test
    void goesOnAfterKillNineAndLosesAndDoublesNothing() throws Exception {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(400, Instant.parse("2026-03-10T12:00:00Z")));
        server.start();
        client.signUp();
        String agent = agent("@grace");
        // The handle, the channel, and three pages.
        api.hold(8);
        ask(agent, "2020-01-01", false);
        until(agent, backfill -> backfill.getInteger("total") == 150);
        server.kill();
        api.letGo();
        server.start();
        client = new ApiClient(server.address());
        client.signIn();
        until(agent, backfill -> backfill.getInteger("taken") > 0);
        server.kill();
        server.start();
        client = new ApiClient(server.address());
        client.signIn();

        JsonObject done = ended(agent);
        assertThat(done.getInteger("total")).isEqualTo(400);
        assertThat(done.getInteger("enqueued")).isEqualTo(400);
        assertThat(jobs(agent)).isEqualTo(400);
        ask(agent, "2020-01-01", false);
        assertThat(ended(agent).getInteger("known")).isEqualTo(400);
        assertThat(jobs(agent)).isEqualTo(400);
    }
}
