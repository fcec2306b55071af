package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfills by the API of a whole server: with a Data API, and with the real yt-dlp. */
class BackfillIT {

    private static final String CHANNEL = YoutubeForTest.CHANNEL;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private DataApiForTest api;
    private @Nullable TestServer server;
    private ApiClient client;

    @BeforeEach
    void open() throws IOException {
        api = new DataApiForTest();
        client = new ApiClient("");
    }

    @AfterEach
    void close() {
        api.close();
        if (server != null) {
            server.close();
        }
    }

    private TestServer start(String... settings) throws IOException {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "REELCAST_QUEUE_CONCURRENCY=0";
        TestServer started = TestServer.start(all);
        server = started;
        client = started;
        return started;
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
    void isLookedAtFirstAndThenTakenInByTheDataApi() throws Exception {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(130, Instant.parse("2026-03-10T12:00:00Z")));
        start(api.settings());
        String agent = agent("https://www.youtube.com/@grace");

        ask(agent, "2026-03-08", true);
        JsonObject dry = ended(agent);
        assertThat(dry.getString("state")).isEqualTo("completed");
        assertThat(dry.getInteger("total")).isEqualTo(61);
        JsonObject page = client.get("/api/agents/" + agent + "/backfill/videos?limit=100&page=1")
                .json();
        assertThat(page.getInteger("total")).isEqualTo(61);
        assertThat(page.getInteger("fresh")).isEqualTo(61);
        assertThat(page.getJsonArray("videos").getJsonObject(0).getString("publishedAt"))
                .isEqualTo("2026-03-10T12:00:00Z");
        assertThat(jobs(agent)).isZero();
        JsonObject quota =
                client.get("/api/agents/" + agent + "/backfill").json().getJsonObject("quota");
        // The handle, the channel, two pages with their videos, and the page that has only older ones.
        assertThat(quota.getInteger("used")).isEqualTo(1 + 1 + 2 * 2 + 1);

        ask(agent, "2026-03-08T00:00:00Z", false);
        assertThat(ended(agent).getInteger("enqueued")).isEqualTo(61);
        assertThat(jobs(agent)).isEqualTo(61);
        assertThat(client.get("/api/agents/" + agent).json().getString("channelId"))
                .isEqualTo(CHANNEL);
        // Another handle is another channel: its id is not known.
        client.send(
                "PATCH",
                "/api/agents/" + agent,
                BodyPublishers.ofString("{\"channel\":\"@other\"}"),
                "content-type",
                "application/json");
        assertThat(client.get("/api/agents/" + agent).json().getString("channelId"))
                .isNull();
        assertThat(client.send("DELETE", "/api/agents/" + agent + "/backfill", BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
        for (String wrong : List.of("2026-02-30", "yesterday!", "2199-01-01", "99999-01-01T00:00:00Z")) {
            ApiClient.Answer refused =
                    client.post("/api/agents/" + agent + "/backfill", new JsonObject().put("since", wrong));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().getString("field")).isEqualTo("since");
        }
    }

    @Test
    void isListedByTheRealYtDlpWhereThereIsNoKey() throws Exception {
        Programs.require("yt-dlp");
        try (YoutubeForTest youtube = new YoutubeForTest(folder)) {
            for (int i = 0; i < 120; i++) {
                youtube.clip("talk-" + (100_000 + i), "Talk " + i, "videos", Duration.ofDays(5L * i));
            }
            youtube.clip("stream-0001", "Service", "streams", Duration.ofDays(3));
            youtube.clip("short-00001", "A minute", "shorts", Duration.ofDays(2));
            youtube.clip("short-00002", "Another", "shorts", Duration.ofDays(900));
            TestServer running = start("REELCAST_TOOLS_YT_DLP=" + youtube.ytDlp());
            String agent = agent("https://www.youtube.com/@grace");

            ask(agent, Instant.now().minus(Duration.ofDays(52)).toString(), false);
            JsonObject done = ended(agent);

            assertThat(done.getString("state")).as(done.encode()).isEqualTo("completed");
            assertThat(done.getString("source")).isEqualTo("yt_dlp");
            // Every fifth day from today to 50 days ago, a stream and a short.
            assertThat(done.getInteger("total")).isEqualTo(11 + 1 + 1);
            assertThat(jobs(agent)).isEqualTo(13);
            assertThat(running.dataDir().resolve("work")).isEmptyDirectory();

            youtube.remove();
            ask(agent, "2020-01-01", false);
            assertThat(ended(agent).getString("reason")).isEqualTo("YouTube has no such channel, or it is closed.");
        }
    }
}
