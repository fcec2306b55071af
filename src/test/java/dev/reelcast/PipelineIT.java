package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.modules.itunes.EntryInformation;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of job, from its input to its episode, through the real server. */
class PipelineIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void uploadBecomesAnEpisode() throws Exception {
        JsonObject job = server.upload(RECORDING, "My Recording.wav", Map.of()).json();
        assertThat(job.getString("type")).isEqualTo("upload");

        JsonObject detail = server.completed(job.getString("id"));

        assertThat(detail.getJsonArray("stages").stream()
                        .map(stage -> ((JsonObject) stage).getString("status"))
                        .distinct())
                .containsExactly("completed");
        assertThat(names(detail.getJsonArray("files"), "kind"))
                .contains("source", "speech", "waveform", "cover", "audio", "chapters");
        JsonObject analysis = detail.getJsonObject("analysis");
        assertThat(analysis.getString("analyser")).isEqualTo("built-in");
        JsonObject episode = server.get("/api/episodes/"
                        + detail.getJsonObject("job").getJsonObject("result").getString("episodeId"))
                .json();
        assertThat(episode.getBoolean("published")).isFalse();
        assertThat(episode.getDouble("durationSeconds")).isBetween(4.0, 46.5);
        assertThat(episode.getJsonObject("audio").getString("contentType")).isEqualTo("audio/mpeg");
    }

    @Test
    void everyEventIsNumberedWithoutGapsAndProgressNeverFalls() throws Exception {
        JsonObject job = server.upload(RECORDING, "a.wav", Map.of()).json();
        String id = job.getString("id");
        JsonObject ended = server.completed(id).getJsonObject("job");

        List<JsonObject> events = objects(server.get("/api/jobs/" + id + "/progress-history?after=0")
                .json()
                .getJsonArray("events"));

        assertThat(events.get(0).getString("type")).isEqualTo("job.queued");
        assertThat(events.get(events.size() - 1).getString("type")).isEqualTo("job.completed");
        assertThat(events)
                .extracting(event -> event.getLong("seq"))
                .isEqualTo(
                        events.stream().map(event -> 1L + events.indexOf(event)).toList());
        assertThat(events.size()).isEqualTo(ended.getInteger("lastSeq"));
        assertThat(events).extracting(event -> event.getInteger("progress")).isSorted();
        assertThat(server.get("/api/jobs/" + id + "/progress-history?after=3")
                        .json()
                        .getJsonArray("events"))
                .hasSize(events.size() - 3);
        assertThat(server.get("/api/jobs/" + id + "/logs").json().getJsonArray("logs"))
                .isNotEmpty();
    }

    @Test
    void transcriptIsSummarizedWithoutMedia() {
        String text = "Welcome to the show. Today we talk about queues. A queue keeps every job until it is done. "
                + "Queues make systems reliable. Thank you for listening to the show about queues.";
        JsonObject job = server.post(
                        "/api/jobs", new JsonObject().put("transcript", text).put("title", "Queues"))
                .json();

        JsonObject detail = server.completed(job.getString("id"));

        assertThat(detail.getJsonObject("analysis").getString("summary")).isNotBlank();
        assertThat(detail.getJsonObject("publishing").getBoolean("published")).isFalse();
    }

    @Test
    void agentsEpisodeIsInItsFeedWithARightEnclosure() throws Exception {
        JsonObject agent = server.post(
                        "/api/agents",
                        new JsonObject()
                                .put("name", "Sunday Service")
                                .put("publish", "auto")
                                .put(
                                        "feed",
                                        new JsonObject()
                                                .put("author", "Ann")
                                                .put("category", "Religion & Spirituality > Christianity")))
                .json();
        JsonObject job = server.upload(RECORDING, "first.wav", Map.of("agentId", agent.getString("id")))
                .json();
        JsonObject result =
                server.completed(job.getString("id")).getJsonObject("job").getJsonObject("result");
        assertThat(result.getBoolean("published")).isTrue();

        TestServer.Answer answer = server.get("/feeds/" + agent.getString("slug") + ".xml");
        SyndFeed feed = new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(answer.body())));

        assertThat(feed.getTitle()).isEqualTo("Sunday Service");
        SyndEntry entry = feed.getEntries().get(0);
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + result.getString("episodeId"));
        EntryInformation itunes = (EntryInformation) entry.getModule("http://www.itunes.com/dtds/podcast-1.0.dtd");
        assertThat(itunes.getDuration().getMilliseconds()).isGreaterThan(3_000);
        SyndEnclosure enclosure = entry.getEnclosures().get(0);
        assertThat(enclosure.getType()).isEqualTo("audio/mpeg");
        String path = URI.create(enclosure.getUrl()).getPath();
        TestServer.Answer whole = server.get(path);
        assertThat(whole.body()).hasSize((int) enclosure.getLength());
        assertThat(whole.header("content-type")).isEqualTo("audio/mpeg");
        TestServer.Answer part = server.get(path, "range", "bytes=100-199");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).hasSize(100).isEqualTo(java.util.Arrays.copyOfRange(whole.body(), 100, 200));
        assertThat(part.header("content-range")).isEqualTo("bytes 100-199/" + enclosure.getLength());
    }

    @Test
    void sampleRunsTheMainJobForAVisitorWithoutAnyVideo() {
        JsonObject job = server.send("POST", "/api/sample", java.net.http.HttpRequest.BodyPublishers.noBody())
                .json();

        JsonObject detail = server.completed(job.getString("id"));

        JsonObject result = detail.getJsonObject("job").getJsonObject("result");
        assertThat(result.getBoolean("published")).isTrue();
        assertThat(detail.getJsonObject("analysis").getString("summary")).isNotBlank();
        TestServer.Answer feed = server.get("/feeds/sample.xml");
        assertThat(feed.text()).contains(result.getString("episodeId")).contains("podcast:transcript");
    }

    @Test
    void introAndOutroAreJoinedAndChaptersShifted(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Path intro = Tone.wav(folder.resolve("intro.wav"), 4);
        Path outro = Tone.wav(folder.resolve("outro.wav"), 3);
        String id = server.post("/api/agents", new JsonObject().put("name", "With Intro"))
                .json()
                .getString("id");
        for (Map.Entry<String, Path> media :
                Map.of("intro", intro, "outro", outro).entrySet()) {
            assertThat(server.send(
                                    "PUT",
                                    "/api/agents/" + id + "/" + media.getKey(),
                                    java.net.http.HttpRequest.BodyPublishers.ofFile(media.getValue()),
                                    "content-type",
                                    "audio/wav")
                            .status())
                    .isEqualTo(200);
        }
        JsonObject plain = server.completed(
                server.upload(RECORDING, "plain.wav", Map.of()).json().getString("id"));
        JsonObject joined = server.completed(server.upload(RECORDING, "joined.wav", Map.of("agentId", id))
                .json()
                .getString("id"));

        double alone = seconds(plain);
        double together = seconds(joined);

        assertThat(together - alone).isBetween(4.0, 6.0);
    }

    private static double seconds(JsonObject detail) {
        return server.get("/api/episodes/"
                        + detail.getJsonObject("job").getJsonObject("result").getString("episodeId"))
                .json()
                .getDouble("durationSeconds");
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> names(JsonArray array, String member) {
        return objects(array).stream().map(each -> each.getString(member)).collect(Collectors.toList());
    }

    /** A tone as a 16-bit mono WAV file. */
    private static final class Tone {
        static Path wav(Path file, int seconds) throws java.io.IOException {
            int rate = 16_000;
            byte[] samples = new byte[seconds * rate * 2];
            for (int i = 0; i < samples.length / 2; i++) {
                short value = (short) (6_000 * Math.sin(i * 2 * Math.PI * 330 / rate));
                samples[2 * i] = (byte) value;
                samples[2 * i + 1] = (byte) (value >> 8);
            }
            javax.sound.sampled.AudioSystem.write(
                    new javax.sound.sampled.AudioInputStream(
                            new ByteArrayInputStream(samples),
                            new javax.sound.sampled.AudioFormat(rate, 16, 1, true, false),
                            samples.length / 2),
                    javax.sound.sampled.AudioFileFormat.Type.WAVE,
                    file.toFile());
            return file;
        }
    }
}
