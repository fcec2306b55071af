package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a channel's feed to episodes, through the whole server; only what YouTube says of its videos is made up. */
class ChannelVideosIT {

    private static final String CHANNEL = "UCabcdefghijklmnopqrstuv";
    private static final Path RECORDING = Path.of("src", "test", "resources", "media", "speech-music-silence.opus")
            .toAbsolutePath();
    private static final Instant BEGINS = Instant.parse("2030-01-02T03:04:00Z");
    /** What stands in for yt-dlp: it tells of each video what the real one would, and brings a recording. */
    private static final String YT_DLP = """
            #!/bin/sh
            case "$*" in
              *--dump-single-json*)
                case "$*" in
                  *talk0000001*) echo '{"title":"A talk","duration":61.5,"live_status":"not_live","width":1280,"height":720}' ;;
                  *brief000001*) echo '{"title":"Brief","duration":20,"live_status":"not_live","width":1280,"height":720}' ;;
                  *small000001*) echo '{"title":"Small","duration":65,"media_type":"short"}' ;;
                  *stream00001*) echo '{"title":"Stream","is_live":true,"live_status":"is_live"}' ;;
                  *premiere001*) echo '{"title":"Premiere","live_status":"is_upcoming","release_timestamp":%d}' ;;
                  *) echo 'ERROR: [youtube] x: Video unavailable' >&2; exit 1 ;;
                esac ;;
              *) cp '%s' media.opus ;;
            esac
            """;

    @TempDir
    static Path folder;

    private static TestHub hub;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        Programs.require("ffmpeg");
        Path program =
                Files.writeString(folder.resolve("yt-dlp"), String.format(YT_DLP, BEGINS.getEpochSecond(), RECORDING));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        hub = new TestHub().feed(CHANNEL, feed());
        String[] settings = hub.settings();
        server = TestServer.start(
                settings[0], settings[1], "REELCAST_YOUTUBE_POLL=1h", "REELCAST_TOOLS_YT_DLP=" + program);
    }

    @AfterAll
    static void stop() throws Exception {
        Closing.all(server, hub);
    }

    private static String feed() {
        StringBuilder entries = new StringBuilder();
        for (String[] video : new String[][] {
            {"talk0000001", "A talk", now()},
            {"brief000001", "Brief", now()},
            {"small000001", "Small", now()},
            {"stream00001", "Stream", now()},
            {"premiere001", "Premiere", now()},
            {"trailer0001", "Trailer \u05e9\u05dc\u05d5\u05dd", now()},
            {"before00001", "Years ago", "2020-01-01T00:00:00Z"}
        }) {
            entries.append("<entry><yt:videoId>")
                    .append(video[0])
                    .append("</yt:videoId><yt:channelId>" + CHANNEL + "</yt:channelId><title>")
                    .append(video[1])
                    .append("</title><published>")
                    .append(video[2])
                    .append("</published><updated>2026-11-20T00:00:00Z</updated></entry>");
        }
        return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:yt=\"http://www.youtube.com/xml/schemas/2015\">"
                + entries + "</feed>";
    }

    private static String now() {
        return Instant.now().toString();
    }

    private static JsonObject video(String agent, String id) {
        JsonArray videos =
                server.get("/api/agents/" + agent + "/videos?limit=100").json().getJsonArray("videos");
        return videos.stream()
                .map(JsonObject.class::cast)
                .filter(video -> video.getString("videoId").equals(id))
                .findFirst()
                .orElseGet(JsonObject::new);
    }

    private static JsonObject settled(String agent, String id, String status) {
        return await("video " + id)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> video(agent, id), video -> status.equals(video.getString("status")));
    }

    @Test
    void theFeedsVideosBecomeEpisodesOrSayWhyNot() {
        JsonObject filters = new JsonObject()
                .put("titleExclude", "trailer")
                .put("minMinutes", 1)
                .put("shorts", false)
                .put("live", false);
        String agent = server.post(
                        "/api/agents",
                        new JsonObject()
                                .put("name", "Sunday")
                                .put("channelId", CHANNEL)
                                .put("publish", "auto")
                                .put("filters", filters))
                .json()
                .getString("id");
        assertThat(server.send(
                                "PUT",
                                "/api/agents/" + agent + "/subscription",
                                java.net.http.HttpRequest.BodyPublishers.ofString("{}"),
                                "content-type",
                                "application/json")
                        .status())
                .isEqualTo(200);

        JsonObject talk = settled(agent, "talk0000001", "processed");
        assertThat(talk.getString("origin")).isEqualTo("poll");
        assertThat(talk.getDouble("durationSeconds")).as("as it was measured").isPositive();
        assertThat(talk.getString("reason")).isNull();
        for (List<String> left : List.of(
                List.of("brief000001", "too_short", "It is 20 s long; videos are taken from 1 min on."),
                List.of("small000001", "short", "It is a short, and shorts are not taken."),
                List.of("stream00001", "live", "It is a live stream, and those are not taken."),
                List.of("trailer0001", "title_exclude", "Its title matches \"trailer\"."),
                List.of("before00001", "older", "It was published before the channel was followed."))) {
            JsonObject video = settled(agent, left.get(0), "ignored");
            assertThat(video.getString("rule")).isEqualTo(left.get(1));
            assertThat(video.getString("reason")).isEqualTo(left.get(2));
        }
        JsonObject premiere = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> video(agent, "premiere001"),
                        video -> "Waiting for the video to begin, at 2030-01-02 03:04 UTC."
                                .equals(video.getString("reason")));
        assertThat(premiere.getString("status")).isEqualTo("queued");
        JsonObject waiting = server.job(premiere.getString("jobId")).getJsonObject("job");
        assertThat(waiting.getString("status")).isEqualTo("pending");
        assertThat(Instant.parse(waiting.getString("runAt"))).isBetween(BEGINS, BEGINS.plusSeconds(600));
        assertThat(waiting.getInteger("attempt")).isZero();

        JsonObject brief = server.post("/api/agents/" + agent + "/videos/brief000001/process", new JsonObject())
                .json();
        assertThat(brief.getString("status")).isEqualTo("queued");
        settled(agent, "brief000001", "processed");
        assertThat(server.get("/api/agents/" + agent + "/episodes").json().getInteger("total"))
                .isEqualTo(2);
    }
}
