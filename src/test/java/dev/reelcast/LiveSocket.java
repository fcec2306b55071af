package dev.reelcast;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A browser's end of the event-bus bridge, on its raw WebSocket. */
public final class LiveSocket implements AutoCloseable {

    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    public LiveSocket(String address, String token) {
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(address.replace("http", "ws") + "/eventbus/websocket?token=" + token),
                        new Listener())
                .join();
    }

    public LiveSocket register(String busAddress) {
        send(new JsonObject().put("type", "register").put("address", busAddress).put("headers", new JsonObject()));
        return this;
    }

    public LiveSocket send(JsonObject frame) {
        return sendText(frame.encode());
    }

    public LiveSocket sendText(String text) {
        socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true)
                .join();
        return this;
    }

    /** Waits for a frame, from the first that ever came. */
    public JsonObject await(Predicate<JsonObject> condition) {
        Awaitility.await("a frame among " + frames.size())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> frames.stream().anyMatch(condition));
        return frames.stream().filter(condition).findFirst().orElseThrow();
    }

    public JsonObject awaitType(String type, String busAddress) {
        return await(frame -> type.equals(frame.getString("type")) && busAddress.equals(frame.getString("address")));
    }

    /** Bodies of what came on an address, in order. */
    public List<JsonObject> received(String busAddress) {
        return frames.stream()
                .filter(frame -> "rec".equals(frame.getString("type")) && busAddress.equals(frame.getString("address")))
                .map(frame -> frame.getJsonObject("body"))
                .toList();
    }

    /** The close code, once the server has closed. */
    public int awaitClose() {
        return closed.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            return part(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            return part(webSocket, StandardCharsets.UTF_8.decode(data), last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }

        private CompletionStage<?> part(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
