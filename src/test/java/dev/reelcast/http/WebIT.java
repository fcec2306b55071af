package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelcast.http.HttpServerForTest.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The web UI as it is served; it is there when the build was not told to leave it out. */
class WebIT {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

    private static HttpServerForTest server;

    @BeforeAll
    static void start() throws Exception {
        boolean built = WebIT.class.getResource("/webroot/index.html") != null;
        if ("all".equals(System.getProperty("reelcast.require"))) {
            assertThat(built).as("the web UI is built").isTrue();
        }
        assumeTrue(built, "the web UI was not built");
        server = new HttpServerForTest();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyPageIsTheIndexWithAPolicy() {
        for (String path : new String[] {"/", "/jobs/0192f1aa-0000-7000-8000-000000000001", "/settings"}) {
            Reply page = server.get(path, null, "accept", "text/html,*/*");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("cache-control")).isEqualTo("no-cache");
            assertThat(page.header("content-security-policy")).contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(page.text()).contains("<div id=\"root\">");
        }
    }

    @Test
    void assetsAreKeptForeverAndSentCompressed() {
        Matcher script = SCRIPT.matcher(server.get("/", null).text());
        assertThat(script.find()).isTrue();
        String path = script.group(1);

        Reply plain = server.get(path, null);
        Reply brotli = server.get(path, null, "accept-encoding", "gzip, deflate, br");
        Reply gzip = server.get(path, null, "accept-encoding", "gzip");

        assertThat(plain.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(plain.header("content-type")).contains("javascript");
        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(brotli.header("content-encoding")).isEqualTo("br");
        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(brotli.bytes().length).isLessThan(plain.bytes().length / 2);
        assertThat(server.get(path, null, "if-none-match", plain.header("etag")).status())
                .isEqualTo(304);
        assertThat(server.send("HEAD", path, null, BodyPublishers.noBody()).status())
                .isEqualTo(200);
        assertThat(server.get(path + ".br", null).status()).isEqualTo(404);
        assertThat(server.get("/assets/missing.js", null, "accept", "text/html").status())
                .isEqualTo(404);
        assertThat(server.get("/.hidden", null).status()).isEqualTo(404);
    }
}
