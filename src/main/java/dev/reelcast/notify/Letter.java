package dev.reelcast.notify;

import dev.reelcast.bus.WebhookStoreApi.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;

/** What a receiver reads: {@code {type, timestamp, data}}. */
final class Letter {

    private final String baseUrl;

    /** @param baseUrl how the server is reached from outside, without a slash at the end */
    Letter(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** The same bytes for each attempt, unless the server's own address changes in between. */
    Buffer of(Message message) {
        JsonObject data = message.data().copy();
        for (String name : message.links().fieldNames()) {
            data.put(name, baseUrl + message.links().getString(name));
        }
        return new JsonObject()
                .put("type", message.type())
                .put("timestamp", message.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("data", data)
                .toBuffer();
    }
}
