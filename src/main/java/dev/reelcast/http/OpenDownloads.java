package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is being sent to readers of private feeds, by their tokens, so that it ends when a token is taken back: a recording
 * may take an hour to send. Not thread-safe: for one event loop.
 */
final class OpenDownloads {

    /** How many tokens are remembered that were taken back: one may be between its look-up and its download. */
    private static final int REMEMBERED = 10_000;

    private final Map<UUID, Set<HttpConnection>> open = new HashMap<>();
    private final Set<UUID> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** The same answer, which is cut off when its token is taken back. */
    Answer of(UUID tokenId, Answer answer) {
        return context -> {
            if (ended.contains(tokenId)) {
                return Future.failedFuture(Failure.notFound("file"));
            }
            HttpConnection connection = context.request().connection();
            open.computeIfAbsent(tokenId, first -> new HashSet<>()).add(connection);
            return answer.send(context).onComplete(sent -> forget(tokenId, connection));
        };
    }

    /** Hears {@link dev.reelcast.bus.Facts#FEED_TOKENS_ENDED}. */
    void end(JsonObject fact) {
        for (Object each : fact.getJsonArray("tokenIds")) {
            UUID tokenId = UUID.fromString((String) each);
            ended.add(tokenId);
            Set<HttpConnection> connections = open.remove(tokenId);
            if (connections != null) {
                connections.forEach(OpenDownloads::cut);
            }
        }
    }

    private static void cut(HttpConnection connection) {
        // Our own doing; without a handler it would be logged as an error.
        connection.exceptionHandler(closed -> {});
        connection.close();
    }

    private void forget(UUID tokenId, HttpConnection connection) {
        Set<HttpConnection> connections = open.get(tokenId);
        if (connections != null && connections.remove(connection) && connections.isEmpty()) {
            open.remove(tokenId);
        }
    }
}
