package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingTest {

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void sendsAnyNumberOfPieces() throws Exception {
        byte[] bytes = new byte[50_000];
        new Random(1).nextBytes(bytes);

        HttpResponse<byte[]> answer = fetch(serve(bytes, bytes.length, 1));

        assertThat(answer.body()).isEqualTo(bytes);
        sent.get(5, TimeUnit.SECONDS);
        closed.get(5, TimeUnit.SECONDS);
    }

    @Test
    void sendsAnEmptyFile() throws Exception {
        assertThat(fetch(serve(new byte[0], 0, 1)).body()).isEmpty();
        closed.get(5, TimeUnit.SECONDS);
    }

    @Test
    void closesWhatEndedTooEarly() throws Exception {
        int port = serve(new byte[10], 11, 4);

        assertThatThrownBy(() -> fetch(port)).isInstanceOf(IOException.class);
        closed.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> sent.get(5, TimeUnit.SECONDS)).hasMessageContaining("1 bytes too early");
    }

    @Test
    void roundsThatAreOverAtOnceFollowOneAnother() {
        AtomicInteger left = new AtomicInteger(1_000_000);

        assertThat(Rounds.of(() -> Future.succeededFuture(left.decrementAndGet() > 0))
                        .succeeded())
                .isTrue();
        assertThat(left).hasValue(0);
    }

    private int serve(byte[] bytes, long length, int piece) {
        InputStream in = new ByteArrayInputStream(bytes) {
            @Override
            public void close() {
                closed.complete(null);
            }
        };
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> new Streaming(vertx, request.response(), piece)
                        .send(() -> in, length)
                        .onSuccess(sent::complete)
                        .onFailure(cut -> {
                            sent.completeExceptionally(cut);
                            request.connection().close();
                        }));
        return server.listen(0, "127.0.0.1").await().actualPort();
    }

    private static HttpResponse<byte[]> fetch(int port) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
        try {
            return HttpClient.newHttpClient()
                    .sendAsync(request, BodyHandlers.ofByteArray())
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException cut) {
            throw cut.getCause() instanceof IOException broken ? broken : cut;
        }
    }
}
