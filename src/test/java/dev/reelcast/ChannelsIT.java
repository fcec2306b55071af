package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a hub's notice to an episode in the feed that another hub is told of, by a server that is killed at each turn: a new
 * video is processed by itself, held, cut anew, published, changed and taken back.
 */
class ChannelsIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final String CHANNEL = "UCabcdefghijklmnopqrstuv";
    private static final String VIDEO = "aaaaaaaaaa1";
    private static final String MISSED = "bbbbbbbbbb2";
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<String> pings = new CopyOnWriteArrayList<>();
    private TestHub hub;
    private MediaSite site;
    private SpokenServices services;
    private ServerProcess server;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        Programs.require("ffmpeg");
        Programs.require("yt-dlp");
        hub = new TestHub();
        services = new SpokenServices(new StageGates(folder));
        site = new MediaSite()
                .file("/media/talk.opus", "audio/ogg", RECORDING)
                .page("/watch/", """
                        <html><head><title>x</title><meta property="og:title" content="A talk"></head>
                        <body><video src="/media/talk.opus"></video></body></html>
                        """)
                .on("/hub", exchange -> {
                    pings.add(URLDecoder.decode(
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                });
        server = new ServerProcess(
                        Files.createDirectory(folder.resolve("data")),
                        Map.of(
                                "REELCAST_YOUTUBE_FEED_URL", hub.url("/feeds/videos.xml"),
                                "REELCAST_YOUTUBE_HUB_URL", hub.hubUrl(),
                                "REELCAST_YOUTUBE_POLL", "2s",
                                "REELCAST_FEEDS_HUB", site.url("/hub"),
                                "REELCAST_TRANSCRIPTION_URL", services.transcriptionUrl(),
                                "REELCAST_ANALYSIS_URL", services.analysisUrl(),
                                "REELCAST_TOOLS_YT_DLP", ytDlp().toString()))
                .start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(server, services, site, hub);
    }

    @Test
    void aNoticeBecomesAnEpisodeThroughEveryRestart() throws Exception {
        String agent = agent("Sunday", 0.9);
        String other = agent("Evening", 0.5);
        follow(agent);
        follow(other);
        restart();
        await().atMost(SOON).until(() -> hub.subscribers(hub.topic(CHANNEL)).size() == 2);

        assertThat(hub.publish(hub.topic(CHANNEL), YouTubeXml.video(CHANNEL, VIDEO, "On queues")))
                .extracting(TestHub.Answer::status)
                .containsExactly(202, 202);
        restart();
        JsonObject held = episode(agent, episode -> true);
        JsonObject own = episode(other, episode -> true);
        assertThat(held.getBoolean("held")).isTrue();
        assertThat(held.getString("reason")).contains("80");
        assertThat(own.getBoolean("published"))
                .as("the other agent is content with less")
                .isTrue();
        assertThat(entries("sunday")).isEmpty();

        String path = "/api/episodes/" + held.getString("id");
        JsonObject span = new JsonObject().put("start", 9.5).put("end", 13.0);
        assertThat(client.patch(path, new JsonObject().put("span", span)).status())
                .isEqualTo(200);
        restart();
        JsonObject cut = episode(
                agent,
                episode -> episode.getJsonObject("recut") == null
                        && episode.getJsonObject("span").getDouble("start") == 9.5);
        assertThat(cut.getDouble("durationSeconds")).isLessThan(held.getDouble("durationSeconds") - 1);
        assertThat(services.analyses()).as("cut anew without another look").isEqualTo(2);

        assertThat(client.post(path + "/publish", new JsonObject()).status()).isEqualTo(200);
        restart();
        await().atMost(SOON)
                .until(() -> pings.stream()
                        .anyMatch(form -> form.startsWith("hub.mode=publish&hub.url=http")
                                && form.endsWith("/feeds/sunday.xml")));
        List<SyndEntry> out = entries("sunday");
        assertThat(out).extracting(SyndEntry::getUri).containsExactly("urn:uuid:" + held.getString("id"));
        String enclosure = out.get(0).getEnclosures().get(0).getUrl();
        assertThat(client.get(URI.create(enclosure).getPath()).body())
                .hasSize((int) out.get(0).getEnclosures().get(0).getLength());
        assertThat(client.get("/feeds/sunday.xml").text()).contains("rel=\"hub\"", site.url("/hub"));

        int jobs = jobs(agent);
        hub.publish(hub.topic(CHANNEL), YouTubeXml.video(CHANNEL, VIDEO, "On queues, again"));
        assertThat(video(agent, VIDEO).getString("title")).isEqualTo("On queues, again");
        hub.publish(hub.topic(CHANNEL), YouTubeXml.deleted(CHANNEL, VIDEO));
        assertThat(video(agent, VIDEO).getString("deletedAt")).isNotNull();
        assertThat(jobs(agent)).isEqualTo(jobs);

        client.post(path + "/unpublish", new JsonObject());
        assertThat(entries("sunday")).isEmpty();
        client.post(path + "/publish", new JsonObject());
        assertThat(entries("sunday")).extracting(SyndEntry::getUri).containsExactly("urn:uuid:" + held.getString("id"));
    }

    @Test
    void whatTheHubLosesIsFoundAllTheSame() throws Exception {
        String agent = agent("Sunday", 0.5);
        follow(agent);
        hub.feed(CHANNEL, YouTubeXml.feed(YouTubeXml.entry(CHANNEL, MISSED, "Not told", Instant.now(), Instant.now())));

        JsonObject episode = episode(agent, each -> true);

        assertThat(episode.getBoolean("published")).isTrue();
        assertThat(video(agent, MISSED).getString("origin")).isEqualTo("poll");
    }

    private String agent(String name, double threshold) {
        return client.post(
                        "/api/agents",
                        new JsonObject()
                                .put("name", name)
                                .put("channelId", CHANNEL)
                                .put("publish", "auto")
                                .put("confidenceThreshold", threshold))
                .json()
                .getString("id");
    }

    private void follow(String agent) {
        String path = "/api/agents/" + agent + "/subscription";
        assertThat(client.put(path, new JsonObject()).status()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> client.get(path).json().getString("state").equals("active"));
    }

    private void restart() throws Exception {
        server.kill();
        server.start();
    }

    private JsonObject episode(String agent, Predicate<JsonObject> condition) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            JsonArray episodes = client.get("/api/agents/" + agent + "/episodes")
                                    .json()
                                    .getJsonArray("episodes");
                            return episodes.isEmpty() ? null : episodes.getJsonObject(0);
                        },
                        episode -> episode != null && condition.test(episode));
    }

    private int jobs(String agent) {
        return client.get("/api/agents/" + agent + "/jobs").json().getInteger("total");
    }

    private JsonObject video(String agent, String id) {
        return client.get("/api/agents/" + agent + "/videos").json().getJsonArray("videos").stream()
                .map(JsonObject.class::cast)
                .filter(video -> video.getString("videoId").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<SyndEntry> entries(String slug) throws Exception {
        byte[] body = client.get("/feeds/" + slug + ".xml").body();
        SyndFeed feed = new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(body)));
        return feed.getEntries();
    }

    /** The real yt-dlp, for which YouTube's videos are on the site. */
    private Path ytDlp() throws Exception {
        Path script = folder.resolve("yt-dlp");
        Files.writeString(script, """
                #!/bin/sh
                for argument; do
                  shift
                  case "$argument" in
                    https://www.youtube.com/watch?v=*) argument="%s${argument#*=}" ;;
                  esac
                  set -- "$@" "$argument"
                done
                exec yt-dlp "$@"
                """.formatted(site.url("/watch/")));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
