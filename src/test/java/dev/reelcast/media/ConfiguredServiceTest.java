package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredServiceTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<String> seen = new AtomicReference<>("");
    private final AtomicReference<String> header = new AtomicReference<>("");
    private final CountDownLatch asked = new CountDownLatch(1);
    private HttpServer server;
    private ConfiguredService service;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/base/v1/echo", exchange -> {
            seen.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            header.set(exchange.getRequestHeaders().getFirst("authorization") + " "
                    + exchange.getRequestHeaders().getFirst("content-type"));
            byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/base/v1/busy", exchange -> {
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        server.createContext("/base/v1/hang", exchange -> asked.countDown());
        server.createContext("/base/v1/away", exchange -> {
            exchange.getResponseHeaders().set("location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        service = new ConfiguredService(new ServiceClient(
                vertx, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/"), "sesame"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void jsonGoesOutWithTheKey() {
        ServiceTransport.Answer answer =
                service.postJson("/v1/echo", new JsonObject().put("a", 1), LIMIT, new Cancellation());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(seen.get()).isEqualTo("{\"a\":1}");
        assertThat(header.get()).isEqualTo("Bearer sesame application/json");
    }

    @Test
    void formStreamsTheFileAndRepeatsNames() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ogg"), "x".repeat(3_000_000));

        service.postForm(
                "/v1/echo",
                List.of(new ServiceTransport.Field("t[]", "word"), new ServiceTransport.Field("t[]", "segment")),
                file,
                "audio/ogg",
                LIMIT,
                new Cancellation());

        assertThat(header.get()).startsWith("Bearer sesame multipart/form-data; boundary=");
        assertThat(seen.get())
                .contains("name=\"t[]\"\r\n\r\nword\r\n", "name=\"t[]\"\r\n\r\nsegment\r\n")
                .contains("name=\"file\"; filename=\"a.ogg\"\r\nContent-Type: audio/ogg\r\n\r\nxxx")
                .endsWith("--\r\n")
                .hasSizeGreaterThan(3_000_000);
    }

    @Test
    void statusIsAnAnswerAndARedirectIsNotFollowed() {
        assertThat(service.postJson("/v1/busy", new JsonObject(), LIMIT, new Cancellation())
                        .status())
                .isEqualTo(429);
        assertThat(service.postJson("/v1/away", new JsonObject(), LIMIT, new Cancellation())
                        .status())
                .isEqualTo(307);
    }

    @Test
    void serviceThatHangsIsATimeOut() {
        assertThatThrownBy(() ->
                        service.postJson("/v1/hang", new JsonObject(), Duration.ofMillis(300), new Cancellation()))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.TIMEOUT));
    }

    @Test
    void cancellingEndsTheCall() {
        Cancellation cancellation = new Cancellation();
        Thread canceller = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancellation.cancel();
        });
        canceller.start();

        assertThatThrownBy(() -> service.postJson("/v1/hang", new JsonObject(), LIMIT, cancellation))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void serviceThatIsDownMayBeUpAnotherTime() {
        server.stop(0);

        assertThatThrownBy(() -> service.postJson("/v1/echo", new JsonObject(), LIMIT, new Cancellation()))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.kind().permanent()).isFalse());
    }
}
