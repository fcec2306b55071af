package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs that start from a URL: media files through plain HTTP, pages through the real yt-dlp. */
class UrlPipelineIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");

    private static TestServer server;
    private static MediaSite site;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        site = new MediaSite()
                .file("/talk.opus", "audio/ogg", RECORDING)
                .file("/media/inside.opus", "audio/ogg", RECORDING)
                .page("/watch", """
                        <html><head><title>x</title><meta property="og:title" content="A talk on a page"></head>
                        <body><video src="/media/inside.opus"></video></body></html>
                        """)
                .page("/nothing", "<html><body>There is nothing to see.</body></html>")
                .redirect("/moved.opus", "/talk.opus")
                .status("/gone.opus", 404)
                .page("/text.mp4", "<html>not a video</html>");
    }

    @AfterAll
    static void stop() {
        server.close();
        site.close();
    }

    @Test
    void mediaFileComesThroughPlainHttpAndItsRedirects() {
        JsonObject detail = server.completed(submit("/moved.opus").getString("id"));

        assertThat(detail.getJsonObject("job").getString("type")).isEqualTo("youtube");
        assertThat(site.hits("/talk.opus")).isPositive();
    }

    @Test
    void pageComesThroughYtDlpWithItsTitle() {
        Programs.require("yt-dlp");

        JsonObject detail = server.completed(submit("/watch").getString("id"));

        assertThat(detail.getJsonObject("job").getString("videoTitle")).isEqualTo("A talk on a page");
        assertThat(site.hits("/media/inside.opus")).isPositive();
    }

    @Test
    void pageWithoutMediaFailsForGoodInPlainWords() {
        Programs.require("yt-dlp");

        JsonObject error = failed(submit("/nothing").getString("id"));

        assertThat(error.getBoolean("permanent")).isTrue();
        assertThat(error.getString("message")).doesNotContain("ERROR").endsWith(".");
    }

    @Test
    void missingFileFailsForGood() {
        JsonObject error = failed(submit("/gone.opus").getString("id"));

        assertThat(error.getString("cause")).isEqualTo("http_404");
        assertThat(error.getBoolean("permanent")).isTrue();
    }

    @Test
    void sameUrlTwiceIsOneJobWhileItIsActive() {
        JsonObject first = submit("/talk.opus?v=once");
        TestServer.Answer again = server.post("/api/jobs", new JsonObject().put("url", site.url("/talk.opus?v=once")));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("id")).isEqualTo(first.getString("id"));
        server.completed(first.getString("id"));
    }

    private static JsonObject submit(String path) {
        TestServer.Answer answer = server.post("/api/jobs", new JsonObject().put("url", site.url(path)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static JsonObject failed(String id) {
        JsonObject job = server.ended(id).getJsonObject("job");
        assertThat(job.getString("status")).isEqualTo("failed");
        return job.getJsonObject("error");
    }
}
