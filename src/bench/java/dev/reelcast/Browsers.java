package dev.reelcast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Many sockets that read as fast as they can, and find in each frame when it was sent. */
final class Browsers implements AutoCloseable {

    /** What the time of sending, {@link System#nanoTime()}, follows in a frame. */
    static final String MARK = "sent at ";

    private static final Duration QUIET = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    /** Held on to: a client that nobody refers to any more closes its sockets. */
    private final WebSocketClient client;

    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicLong heardAt = new AtomicLong();
    private volatile @Nullable Ages ages;

    private Browsers(int most) {
        client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(most));
    }

    /** Opens the sockets, sends each its first frame, and waits until each got an answer. */
    static Browsers open(int count, URI address, String first) throws Exception {
        Browsers browsers = new Browsers(count);
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setURI(address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery()));
        List<Future<WebSocket>> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(browsers.client.connect(options).onSuccess(socket -> {
                socket.textMessageHandler(browsers::read);
                socket.writeTextMessage(first);
            }));
        }
        Future.all(sockets).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        Awaitility.await("registrations")
                .atMost(Duration.ofSeconds(30))
                .until(() -> browsers.registered.get() == count);
        return browsers;
    }

    /** Waits until nothing comes any more. */
    void settle() {
        Awaitility.await("silence")
                .atMost(Duration.ofSeconds(30))
                .until(() -> System.nanoTime() - heardAt.get() > QUIET.toNanos());
    }

    /** From now on each frame counts. */
    Ages measure(int framesOfEach) {
        Ages fresh = new Ages(framesOfEach * registered.get());
        ages = fresh;
        return fresh;
    }

    private void read(String text) {
        long now = System.nanoTime();
        int mark = text.indexOf(MARK);
        if (mark < 0) {
            registered.incrementAndGet();
            return;
        }
        heardAt.set(now);
        Ages counted = ages;
        if (counted != null) {
            int from = mark + MARK.length();
            counted.add(now - Long.parseLong(text, from, text.indexOf('"', from), 10));
        }
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
