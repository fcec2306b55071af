package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text becomes a spoken video, through the real server, espeak-ng and ffmpeg; ffprobe and pixels say what came of it. */
class RenderIT {

    private static final String TRICKY =
            "Prices rose by 5%: it's “odd”, isn't it? %{pts\\:hms} [0:v],drawtext=text='x' 😀🚀. "
                    + "The second sentence is here; it is no longer than others.";

    @TempDir
    static Path templates;

    @TempDir
    static Path files;

    private static TestServer server;
    private static MediaSite site;

    @BeforeAll
    static void start() throws IOException {
        Programs.require("ffprobe");
        Programs.require("espeak-ng");
        try (Stream<Path> shipped = Files.list(Path.of("conf/templates"))) {
            for (Path each : shipped.toList()) {
                Files.copy(each, templates.resolve(each.getFileName()));
            }
        }
        Files.writeString(templates.resolve("odd-font.yaml"), "name: Odd\nfont: Comic Nonsense\n");
        Files.writeString(templates.resolve("odd-key.yaml"), "name: Odd\ncolors:\n  text: \"#ffffff\"\n");
        site = new MediaSite();
        server =
                TestServer.start("REELCAST_RENDER_TEMPLATES=" + templates, "REELCAST_STORAGE_OUTPUT_BUCKETS=[archive]");
    }

    @AfterAll
    static void stop() {
        server.close();
        site.close();
    }

    @Test
    void aTextThatAFilterWouldEatBecomesAVideoAsLongAsItsNarration() throws Exception {
        JsonObject detail = rendered(new JsonObject()
                .put("text", TRICKY)
                .put("title", "It's 100%: “%{x}”")
                .put("overrides", new JsonObject().put("resolution", "720p"))
                .put("outputBucket", "archive"));

        JsonObject narration = new JsonObject(file(detail, "narration.json").text());
        assertThat(narration.getString("engine")).isEqualTo("espeak-ng");
        assertThat(narration.getJsonArray("sentences").size()).isGreaterThanOrEqualTo(2);
        Path video = video(detail);
        assertVideo(video, 1280, 720, 2.5 + narration.getDouble("durationSeconds"));
        BufferedImage card = frame(video, 1);
        assertThat(share(card, new Color(0xFCA311)))
                .as("the line under the title")
                .isBetween(0.001, 0.02);
        assertThat(share(card, Color.WHITE)).as("the title").isBetween(0.005, 0.2);
        BufferedImage page = frame(video, 4);
        assertThat(share(page, new Color(0xFCA311))).as("the spoken sentence").isBetween(0.002, 0.2);
        assertThat(share(page, Color.WHITE)).as("the other sentence").isBetween(0.002, 0.2);
        assertThat(share(page, Color.RED)).isZero();
    }

    @Test
    void theEpisodeHasTheVideoItsCaptionsAndACoverAndIsInTheFeed() throws Exception {
        JsonObject agent = server.post(
                        "/api/agents",
                        new JsonObject().put("name", "News in short").put("publish", "auto"))
                .json();
        JsonObject answer = server.post(
                        "/api/jobs",
                        new JsonObject()
                                .put("agentId", agent.getString("id"))
                                .put(
                                        "render",
                                        small("The news in short. Nothing happened today.")
                                                .put("outputBucket", "archive")))
                .json();
        assertThat(answer.getString("type")).isEqualTo("render");
        assertThat(answer.getString("videoTitle")).isEqualTo("The news in short. Nothing happened today.");
        JsonObject detail = server.completed(answer.getString("id"));
        JsonObject result = detail.getJsonObject("job").getJsonObject("result");

        assertThat(result.getBoolean("published")).isTrue();
        assertThat(result.getString("delivered")).isEqualTo("buckets/archive/" + answer.getString("id") + "/video.mp4");
        Path delivered = server.dataDir().resolve("media").resolve(result.getString("delivered"));
        JsonObject episode =
                server.get("/api/episodes/" + result.getString("episodeId")).json();
        assertThat(episode.getJsonObject("audio")).isNull();
        assertThat(episode.getJsonObject("video").getString("contentType")).isEqualTo("video/mp4");
        assertThat(Files.size(delivered))
                .isEqualTo(episode.getJsonObject("video").getLong("bytes"));
        assertThat(server.get("/api/episodes/" + result.getString("episodeId") + "/files/transcript")
                        .text())
                .contains("00:00:02.500 --> ")
                .contains("Nothing happened today.");
        BufferedImage cover = ImageIO.read(
                new ByteArrayInputStream(server.get("/api/episodes/" + result.getString("episodeId") + "/files/cover")
                        .body()));
        assertThat(cover.getWidth()).isEqualTo(1400).isEqualTo(cover.getHeight());
        SyndEnclosure enclosure = new SyndFeedInput()
                .build(new XmlReader(new ByteArrayInputStream(
                        server.get("/feeds/" + agent.getString("slug") + ".xml").body())))
                .getEntries()
                .get(0)
                .getEnclosures()
                .get(0);
        assertThat(enclosure.getType()).isEqualTo("video/mp4");
        assertThat(server.get(URI.create(enclosure.getUrl()).getPath(), "range", "bytes=0-99")
                        .status())
                .isEqualTo(206);
    }

    @Test
    void aPictureAndAVideoStandBehindTheText() throws Exception {
        Path picture = ffmpeg("green.png", "-f", "lavfi", "-i", "color=c=0x00ff00:s=800x400:d=1", "-frames:v", "1");
        Path behind =
                ffmpeg("behind.mp4", "-f", "lavfi", "-i", "color=c=0x0000ff:s=320x240:r=10:d=1", "-pix_fmt", "yuv420p");
        site.file("/green.png", "image/png", picture).file("/behind.mp4", "video/mp4", behind);

        Path onPicture = video(
                rendered(small("Over a picture.").put("overrides", small().put("imageUrl", site.url("/green.png")))));
        Path onVideo = video(rendered(small("Captions over a video that is shorter than the text is long.")
                .put("templateId", "captions")
                .put("overrides", small().put("backgroundVideoUrl", site.url("/behind.mp4")))));

        // Half as light in the one, 85 % in the other.
        assertThat(share(frame(onPicture, 1), new Color(0, 127, 0))).isGreaterThan(0.8);
        assertThat(share(frame(onVideo, 4), new Color(0, 0, 217))).isBetween(0.6, 0.97);
        assertThat(share(frame(onVideo, 4), Color.WHITE)).isBetween(0.002, 0.1);
    }

    @Test
    void textFromRightToLeftIsSpokenInItsLanguageAndStandsAtTheRight() throws Exception {
        JsonObject detail = rendered(small("مرحبا بالعالم. هذا نص قصير."));

        JsonObject narration = new JsonObject(file(detail, "narration.json").text());
        assertThat(narration.getString("language")).isEqualTo("ar");
        assertThat(narration.getString("voice")).isEqualTo("ar");
        BufferedImage page = frame(video(detail), 3);
        BufferedImage left = page.getSubimage(0, 0, 400, page.getHeight());
        BufferedImage right = page.getSubimage(page.getWidth() - 400, 0, 400, page.getHeight());
        assertThat(share(left, Color.WHITE) + share(left, new Color(0xFCA311))).isZero();
        assertThat(share(right, Color.WHITE) + share(right, new Color(0xFCA311)))
                .isGreaterThan(0.002);
    }

    @Test
    void templatesAreListedWithWhatIsWrongOfThem() throws Exception {
        JsonArray listed = server.get("/api/templates").json().getJsonArray("templates");

        assertThat(listed.stream().map(each -> ((JsonObject) each).getString("id")))
                .containsExactly("captions", "odd-font", "odd-key", "plain");
        assertThat(listed.getJsonObject(0).getString("problem")).isNull();
        assertThat(listed.getJsonObject(1).getString("problem"))
                .contains("“Comic Nonsense” is not installed")
                .contains("DejaVu Sans");
        assertThat(listed.getJsonObject(2).getString("problem"))
                .isEqualTo("There is no key \"colors.text\". Did you mean \"colours.text\"?");
    }

    @Test
    void whatNoVideoCanBeMadeOfIsRefusedBeforeThereIsAJob() {
        assertRefused(new JsonObject().put("text", "x").put("templateId", "odd-font"), 422, "Comic Nonsense");
        assertRefused(new JsonObject().put("text", "x").put("templateId", "none"), 422, "captions, odd-font, odd-key");
        assertRefused(new JsonObject().put("text", "x").put("templateId", "../../etc/passwd"), 422, "no template");
        assertRefused(new JsonObject().put("text", " \n "), 400, "empty");
        assertRefused(new JsonObject().put("text", "😀".repeat(20_001)), 400, "");
        assertRefused(new JsonObject().put("text", "x").put("outputBucket", "other"), 422, "archive");
        assertRefused(
                new JsonObject().put("text", "x").put("overrides", new JsonObject().put("voice", "-w/etc/x")),
                400,
                "voice");
        assertRefused(
                new JsonObject()
                        .put("text", "x")
                        .put("overrides", new JsonObject().put("imageUrl", "file:///etc/passwd")),
                400,
                "imageUrl");
        assertThat(server.post(
                                "/api/jobs",
                                new JsonObject()
                                        .put("url", "https://example.org/a.mp3")
                                        .put("render", new JsonObject().put("text", "x")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aVoiceThatNobodyHasFailsTheJobForGood() {
        JsonObject job = server.post(
                        "/api/jobs",
                        new JsonObject()
                                .put(
                                        "render",
                                        new JsonObject()
                                                .put("text", "Hello.")
                                                .put("overrides", new JsonObject().put("voice", "nobody"))))
                .json();

        JsonObject ended = server.ended(job.getString("id")).getJsonObject("job");

        assertThat(ended.getString("status")).isEqualTo("failed");
        assertThat(ended.getJsonObject("error").getString("cause")).isEqualTo("unknown_voice");
        assertThat(ended.getJsonObject("error").getString("message")).contains("“nobody”");
    }

    private static JsonObject small() {
        return new JsonObject().put("resolution", "720p");
    }

    private static JsonObject small(String text) {
        return new JsonObject().put("text", text).put("overrides", small());
    }

    private static void assertRefused(JsonObject render, int status, String says) {
        ApiClient.Answer answer = server.post("/api/jobs", new JsonObject().put("render", render));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().encode()).contains(says);
    }

    private static JsonObject rendered(JsonObject render) {
        ApiClient.Answer answer = server.post("/api/jobs", new JsonObject().put("render", render));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return server.completed(answer.json().getString("id"));
    }

    private static ApiClient.Answer file(JsonObject detail, String name) {
        return server.get("/api/jobs/" + detail.getJsonObject("job").getString("id") + "/files/" + name);
    }

    private static Path video(JsonObject detail) throws IOException {
        ApiClient.Answer answer = file(detail, "video.mp4");
        assertThat(answer.header("content-type")).isEqualTo("video/mp4");
        return Files.write(files.resolve(detail.getJsonObject("job").getString("id") + ".mp4"), answer.body());
    }

    private static void assertVideo(Path video, int width, int height, double seconds) throws IOException {
        JsonObject report = new JsonObject(
                output("ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", video.toString()));
        JsonObject picture = stream(report, "video");
        JsonObject sound = stream(report, "audio");
        assertThat(picture.getString("codec_name")).isEqualTo("h264");
        assertThat(picture.getString("pix_fmt")).isEqualTo("yuv420p");
        assertThat(picture.getInteger("width")).isEqualTo(width);
        assertThat(picture.getInteger("height")).isEqualTo(height);
        assertThat(sound.getString("codec_name")).isEqualTo("aac");
        assertThat(Double.parseDouble(report.getJsonObject("format").getString("duration")))
                .isCloseTo(seconds, within(0.1));
        String head = new String(Files.readAllBytes(video), 0, 4096, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(head).as("the index comes first").contains("moov");
    }

    private static JsonObject stream(JsonObject report, String type) {
        return report.getJsonArray("streams").stream()
                .map(JsonObject.class::cast)
                .filter(stream -> type.equals(stream.getString("codec_type")))
                .findFirst()
                .orElseThrow();
    }

    private static BufferedImage frame(Path video, double second) throws IOException {
        Path png = files.resolve(video.getFileName() + "-" + second + ".png");
        output(
                "ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-y",
                "-ss",
                "" + second,
                "-i",
                "" + video,
                "-frames:v",
                "1",
                "" + png);
        return ImageIO.read(png.toFile());
    }

    /** How much of a picture has a colour, but for what encoding changes of it. */
    private static double share(BufferedImage image, Color colour) {
        long like = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color pixel = new Color(image.getRGB(x, y));
                int off = Math.abs(pixel.getRed() - colour.getRed())
                        + Math.abs(pixel.getGreen() - colour.getGreen())
                        + Math.abs(pixel.getBlue() - colour.getBlue());
                like += off < 36 ? 1 : 0;
            }
        }
        return (double) like / image.getWidth() / image.getHeight();
    }

    private static Path ffmpeg(String name, String... arguments) throws IOException {
        Path file = files.resolve(name);
        output(Stream.of(
                        List.of("ffmpeg", "-nostdin", "-v", "error", "-y"),
                        List.of(arguments),
                        List.of(file.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
        return file;
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return said;
    }
}
