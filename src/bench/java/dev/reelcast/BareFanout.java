package dev.reelcast;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** As little as can be between an event bus and many sockets: two event loops, one text, nothing stored. */
final class BareFanout implements AutoCloseable {

    private static final String ADDRESS = "bare";
    /** As long as a job's event. */
    private static final String FILLER = "\"" + "x".repeat(600);

    private final Vertx vertx = Vertx.vertx(new VertxOptions());
    private final int port;

    private BareFanout(int port) {
        this.port = port;
    }

    static BareFanout start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        BareFanout fanout = new BareFanout(port);
        fanout.vertx
                .deployVerticle(() -> new Server(port), new DeploymentOptions().setInstances(2))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        return fanout;
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + port + "/");
    }

    void send(long now) {
        vertx.eventBus().publish(ADDRESS, Browsers.MARK + now + FILLER);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static final class Server extends VerticleBase {
        private final int port;
        private final List<ServerWebSocket> sockets = new ArrayList<>();

        Server(int port) {
            this.port = port;
        }

        @Override
        public Future<?> start() {
            vertx.eventBus().<String>consumer(ADDRESS, message -> {
                String text = message.body();
                sockets.forEach(socket -> socket.writeTextMessage(text));
            });
            return vertx.createHttpServer()
                    .webSocketHandler(socket -> {
                        sockets.add(socket);
                        socket.textMessageHandler(first -> socket.writeTextMessage("registered"));
                        socket.closeHandler(closed -> sockets.remove(socket));
                    })
                    .listen(port, "127.0.0.1");
        }
    }
}
