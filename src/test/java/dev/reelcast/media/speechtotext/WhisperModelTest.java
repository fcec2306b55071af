package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reelcast.config.Config;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.text.LoopbackService;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperModelTest {

    private static final String CONTENT = "weights ".repeat(20_000);

    @TempDir
    Path folder;

    private Path models;
    private Vertx vertx;
    private LoopbackService site;
    private GuardedClient client;

    @BeforeEach
    void open() throws IOException {
        models = folder.resolve("models");
        vertx = Vertx.vertx();
        client = new GuardedClient(vertx, new UrlGuard(true));
        site = new LoopbackService();
    }

    @AfterEach
    void close() {
        site.close();
        client.close().await();
        vertx.close().await();
    }

    @Test
    void fetchesTheModelOnceChecksItAndKeepsIt() throws Exception {
        site.answers(200, "application/octet-stream", CONTENT);
        WhisperModel model =
                model(site.url() + "/ggml-tiny.bin", sha256(CONTENT).toUpperCase(Locale.ROOT));
        List<Double> progress = new CopyOnWriteArrayList<>();
        assertThat(model.obstacle()).isEmpty();
        assertThat(model.present()).isEmpty();

        CompletableFuture<Path> other =
                CompletableFuture.supplyAsync(() -> model.resolve(new Cancellation(), done -> {}));
        Path file = model.resolve(new Cancellation(), progress::add);

        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(file).hasContent(CONTENT);
        assertThat(model.present()).contains(file);
        assertThat(site.asked()).extracting(LoopbackService.Asked::path).containsExactly("/ggml-tiny.bin");
        assertThat(progress).isSorted().allSatisfy(done -> assertThat(done).isBetween(0.0, 1.0));
        assertThat(models.toFile().list()).hasSize(1);
    }

    @Test
    void deletesWhatIsNotTheConfiguredModel() {
        site.answers(200, "text/html", "<html>Please log in</html>");

        assertThatThrownBy(() -> resolve(model(site.url() + "/m.bin", "ab".repeat(32))))
                .hasMessage(
                        "The whisper.cpp model that was fetched does not have the configured SHA-256; it was deleted.")
                .satisfies(e -> assertThat(((MediaException) e).kind()).isEqualTo(Kind.TOOL_MISSING));
        assertThat(models).isEmptyDirectory();
    }

    @Test
    void tellsAMissingModelFromAServerThatIsDown() {
        site.answers(404, "text/plain", "no");
        assertThatThrownBy(() -> resolve(model(site.url() + "/m.bin", "ab".repeat(32))))
                .satisfies(e -> assertThat(((MediaException) e).kind()).isEqualTo(Kind.REFUSED));

        site.close();
        assertThatThrownBy(() -> resolve(model(site.url() + "/m.bin", "ab".repeat(32))))
                .satisfies(
                        e -> assertThat(((MediaException) e).kind().permanent()).isFalse());
    }

    @Test
    void leavesNothingWhenCancelledHalfWay() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        site.answers(exchange -> {
            exchange.sendResponseHeaders(200, 2_000_000);
            exchange.getResponseBody().write(new byte[1_000_000]);
            exchange.getResponseBody().flush();
            half.countDown();
            rest.await(10, TimeUnit.SECONDS);
        });
        Cancellation cancellation = new Cancellation();
        WhisperModel model = model(site.url() + "/m.bin", "ab".repeat(32));

        CompletableFuture<Path> run = CompletableFuture.supplyAsync(() -> model.resolve(cancellation, done -> {}));
        half.await(10, TimeUnit.SECONDS);
        cancellation.cancel();

        assertThatThrownBy(() -> run.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        rest.countDown();
        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(models).isEmptyDirectory());
    }

    @Test
    void saysWhatIsMissingInTheConfiguration() throws IOException {
        assertThat(model(null, null).obstacle()).contains("no model is configured (transcription.whisper-model)");
        assertThat(model("https://example.org/m.bin", null).obstacle())
                .contains("the model's URL needs its digest (transcription.whisper-sha256)");
        assertThat(model("no/such.bin", null).obstacle())
                .contains("the configured model is not on this machine (transcription.whisper-model)");

        Path mine = Files.writeString(folder.resolve("mine.bin"), "x");
        WhisperModel model = model(mine.toString(), null);
        assertThat(model.obstacle()).isEmpty();
        assertThat(resolve(model)).isEqualTo(mine);
    }

    private static Path resolve(WhisperModel model) {
        return model.resolve(new Cancellation(), done -> {});
    }

    private WhisperModel model(@Nullable String configured, @Nullable String sha256) {
        Config.Transcription config =
                new Config.Transcription(null, null, "whisper-1", null, configured, sha256, false);
        return new WhisperModel(config, models, client);
    }

    private static String sha256(String content) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
