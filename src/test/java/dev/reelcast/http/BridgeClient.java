package dev.reelcast.http;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A browser's end of the bridge, as far as the server can tell. */
final class BridgeClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    final WebSocket socket;

    private BridgeClient(HttpServerForTest server, String path, String... headers) {
        this.socket = open(server, path, text -> frames.add(new JsonObject(text)), headers);
    }

    /** Connects; headers are names and values by turns. */
    static BridgeClient connect(HttpServerForTest server, String path, String... headers) {
        return new BridgeClient(server, path, headers);
    }

    static BridgeClient connect(HttpServerForTest server, HttpServerForTest.Person as) {
        return connect(server, "/eventbus/websocket?token=" + as.token());
    }

    /** The status that an attempt to connect is refused with. */
    static int refusal(HttpServerForTest server, String path, String... headers) {
        try {
            open(server, path, text -> {}, headers).close();
            return 101;
        } catch (CompletionException | UpgradeRejectedException refused) {
            Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
            if (cause instanceof UpgradeRejectedException rejected) {
                return rejected.getStatus();
            }
            throw new AssertionError(refused);
        }
    }

    /** Opens a socket whose first message is not missed either. */
    static WebSocket open(HttpServerForTest server, String path, Handler<String> messages, String... headers) {
        ClientWebSocket socket = server.sockets.webSocket();
        socket.textMessageHandler(messages);
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port)
                .setURI(path)
                // Only what a test says.
                .setAllowOriginHeader(List.of(headers).contains("origin"));
        for (int i = 0; i < headers.length; i += 2) {
            options.addHeader(headers[i], headers[i + 1]);
        }
        return socket.connect(options).await();
    }

    BridgeClient say(String text) {
        socket.writeTextMessage(text);
        return this;
    }

    /** Registers, and waits until the address is heard. */
    BridgeClient register(String address) {
        say(new JsonObject().put("type", "register").put("address", address).encode());
        expect(frame -> frame.getString("type").equals("registered") && address.equals(frame.getString("address")));
        return this;
    }

    JsonObject expect(Predicate<JsonObject> frame) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames.stream().anyMatch(frame));
        return frames.stream().filter(frame).findFirst().orElseThrow();
    }

    JsonObject expectError(String word) {
        return expect(frame -> word.equals(frame.getString("body")));
    }

    void expectClosed(int code) {
        await().atMost(PATIENCE)
                .until(() -> socket.isClosed()
                        && (code == 0 || socket.closeStatusCode() != null && socket.closeStatusCode() == code));
    }
}
