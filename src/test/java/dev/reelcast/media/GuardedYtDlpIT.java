package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelcast.media.YtDlp.Fetched;
import dev.reelcast.net.GuardProxy;
import dev.reelcast.net.ProxyPass;
import dev.reelcast.net.Refused;
import dev.reelcast.net.TestSite;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real yt-dlp behind the real guarding proxy. */
@Timeout(60)
class GuardedYtDlpIT {

    private static final long LIMIT = 10 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final TestSite site = new TestSite(vertx);
    private final GuardProxy proxy = GuardProxy.start(vertx, TestSite.guard()).await();
    private final ProxyPass pass = proxy.open(LIMIT);
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void prepare() throws IOException {
        boolean installed = MediaFiles.tools().ytDlp().isPresent();
        assumeTrue(installed || "all".equals(System.getProperty("reelcast.require")), "no yt-dlp");
        work = Files.createDirectory(folder.resolve("work"));
    }

    @AfterEach
    void close() {
        proxy.close().await();
        vertx.close().await();
    }

    private void html(String path, String media) {
        site.page(
                path,
                request -> request.response()
                        .putHeader("content-type", "text/html")
                        .end("<html><head><title>A talk</title></head><body><video src='" + media + "'></video>"));
    }

    private Fetched fetch(String path, ProxyPass pass) {
        YtDlp.Request request = new YtDlp.Request(site.url(path), false, null, LIMIT, URI.create(pass.proxyUrl()));
        return new YtDlp(MediaFiles.tools(), Duration.ofSeconds(20))
                .fetch(request, work, cancellation, (fraction, message) -> {});
    }

    private void assertRefused(String path, ProxyPass pass) {
        MediaException failure = catchThrowableOfType(MediaException.class, () -> fetch(path, pass));
        assertThat(failure).as(path).isNotNull();
        assertThat(failure.word()).isEqualTo("private_address");
        assertThat(failure.kind().permanent()).isTrue();
        assertThat(pass.refusal())
                .hasValueSatisfying(refused -> assertThat(refused.reason()).isEqualTo(Refused.Reason.PRIVATE_ADDRESS));
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void fetchesWhatThePublicMaySee() {
        Path clip = MediaFiles.video(folder, "clip.mp4", 2);
        site.page("/clip.mp4", request -> request.response().sendFile(clip.toString()));
        html("/page", "/clip.mp4");

        Fetched fetched = fetch("/page", pass);

        assertThat(fetched.media()).hasSameBinaryContentAs(clip);
        assertThat(pass.refusal()).isEmpty();
        assertThat(pass.bytes()).isGreaterThan(clip.toFile().length());
    }

    @Test
    void isRefusedPrivateAddressesBehindRedirectsAndInPages() {
        site.redirect("/leads-inside", "http://10.0.0.1/page");
        assertRefused("/leads-inside", pass);

        html("/page", "http://10.0.0.1/clip.mp4");
        assertRefused("/page", proxy.open(LIMIT));

        html("/page-with-tls", "https://169.254.169.254/clip.mp4");
        assertRefused("/page-with-tls", proxy.open(LIMIT));
    }

    @Test
    void isRefusedThisMachineUnlessAllowed() {
        html("/page", "/clip.mp4");
        GuardProxy strict = GuardProxy.start(vertx, new UrlGuard(false)).await();

        assertRefused("/page", strict.open(LIMIT));

        assertThat(site.asked()).isEmpty();
        strict.close().await();
    }

    @Test
    void isCutOffWhenItTakesInTooMuch() {
        site.page(
                "/endless.mp4",
                request -> request.response()
                        .putHeader("content-type", "video/mp4")
                        .setChunked(true)
                        .end(Buffer.buffer(new byte[3 << 20])));
        html("/page", "/endless.mp4");
        ProxyPass small = proxy.open(1 << 20);

        assertThat(catchThrowableOfType(MediaException.class, () -> fetch("/page", small)))
                .isNotNull();

        assertThat(small.spent()).isTrue();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void cancelReachesTheServerOutside() {
        site.page(
                "/slow.mp4",
                request -> request.response()
                        .putHeader("content-type", "video/mp4")
                        .putHeader("content-length", "1000000")
                        .write("begun"));
        html("/page", "/slow.mp4");
        CompletableFuture<Fetched> fetching = CompletableFuture.supplyAsync(() -> fetch("/page", pass));
        await().atMost(Duration.ofSeconds(40)).until(() -> site.asked().contains("/slow.mp4"));

        cancellation.cancel();

        assertThat(fetching)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(CancelledException.class);
        assertThat(work).isEmptyDirectory();
        await().untilAsserted(() -> assertThat(site.brokenOff()).contains("/slow.mp4"));
    }
}
