package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.reelcast.net.TestSite;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that does what hubs do: it takes a form, and fetches the feed that the form names. */
class FeedHubIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestSite hub = new TestSite(vertx);
    private final List<String> pings = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        hub.page("/hub", this::take);
        server = TestServer.start("REELCAST_FEEDS_HUB=" + hub.url("/hub"));
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close().await();
    }

    @Test
    void hubHearsOfAnEpisodeWhenItGoesOutChangesAndIsTakenBack() throws Exception {
        JsonObject sample = sample();
        JsonObject result = sample.getJsonObject("job").getJsonObject("result");
        String feedUrl = server.address() + "/feeds/sample.xml";
        JsonObject told = hubState(sample, hub -> hub.getBoolean("upToDate"));
        assertThat(told.getString("pingedAt")).isNotNull();
        assertThat(told.getString("error")).isNull();
        assertThat(pings).isNotEmpty().allMatch(form -> form.equals("hub.mode=publish&hub.url=" + feedUrl));
        assertThat(fetched(pings.get(pings.size() - 1)).getEntries())
                .extracting(SyndEntry::getUri)
                .containsExactly("urn:uuid:" + result.getString("episodeId"));

        int before = pings.size();
        server.send(
                "PATCH",
                "/api/episodes/" + result.getString("episodeId"),
                HttpRequest.BodyPublishers.ofString("{\"title\":\"Another title\"}"),
                "content-type",
                "application/json");
        Awaitility.await().atMost(LIMIT).until(() -> pings.size() > before);
        assertThat(fetched(feedUrl).getEntries().get(0).getTitle()).isEqualTo("Another title");

        int between = pings.size();
        server.post("/api/episodes/" + result.getString("episodeId") + "/unpublish", new JsonObject());
        Awaitility.await().atMost(LIMIT).until(() -> pings.size() > between);
        assertThat(fetched(feedUrl).getEntries()).isEmpty();
    }

    @Test
    void hubThatIsDownIsSeenToBeAndIsToldWhenItIsBack() {
        status.set(503);
        JsonObject sample = sample();

        JsonObject down = hubState(sample, hub -> hub.getString("error") != null);
        assertThat(down.getString("error")).contains("HTTP 503");
        assertThat(down.getBoolean("upToDate")).isFalse();
        assertThat(down.getString("nextAt")).isNotNull();

        status.set(202);
        JsonObject back = hubState(sample, hub -> hub.getBoolean("upToDate"));
        assertThat(back.getInteger("attempts")).isZero();
        assertThat(back.getString("error")).isNull();
    }

    @Test
    void twoServersTellTheHubOnce() throws Exception {
        Path second = Files.createDirectory(folder.resolve("second"));
        try (TestServer other = TestServer.start(
                second, server.database(), "REELCAST_FEEDS_HUB=" + hub.url("/hub"), "REELCAST_QUEUE_CONCURRENCY=0")) {
            JsonObject sample = sample();
            hubState(sample, hub -> hub.getBoolean("upToDate"));
            int before = pings.size();
            String episode = sample.getJsonObject("job").getJsonObject("result").getString("episodeId");

            for (int i = 0; i < 5; i++) {
                server.post("/api/episodes/" + episode + "/unpublish", new JsonObject());
                server.post("/api/episodes/" + episode + "/publish", new JsonObject());
                hubState(sample, hub -> hub.getBoolean("upToDate"));
            }

            // Changes of the same second are told together, and none twice; a change while the hub is told is told too.
            assertThat(pings.size() - before).isBetween(5, 10);
            assertThat(other.get("/health/ready").status()).isEqualTo(200);
        }
    }

    private JsonObject sample() {
        JsonObject job = server.send("POST", "/api/sample", HttpRequest.BodyPublishers.noBody())
                .json();
        return server.completed(job.getString("id"));
    }

    private JsonObject hubState(JsonObject detail, Predicate<JsonObject> condition) {
        String agent = detail.getJsonObject("job").getString("agentId");
        return Awaitility.await()
                .atMost(LIMIT)
                .until(() -> server.get("/api/agents/" + agent + "/feed").json().getJsonObject("hub"), condition::test);
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (status.get() < 300) {
                pings.add(URLDecoder.decode(body.toString(), StandardCharsets.UTF_8));
            }
            request.response().setStatusCode(status.get()).end();
        });
    }

    /** What the hub finds at the address it was told. */
    private static SyndFeed fetched(String ping) throws Exception {
        String url = ping.replaceFirst(".*hub.url=", "");
        byte[] body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
        return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(body)));
    }
}
