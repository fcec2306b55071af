package dev.reelcast.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says on the bridge, checked before anything is done with it. */
sealed interface Frame {

    record Ping() implements Frame {}

    record Register(String address) implements Frame {}

    record Unregister(String address) implements Frame {}

    /**
     * @param word as Vert.x's bridge has it
     * @param address what it concerned, null when it named none that could be repeated
     */
    record Wrong(String word, @Nullable String address) implements Frame {}

    /** Reads a frame; never fails. */
    static Frame parse(String text) {
        Object value;
        try {
            value = Json.decodeValue(text);
        } catch (DecodeException notJson) {
            return new Wrong("invalid_json", null);
        }
        if (!(value instanceof JsonObject frame)) {
            return new Wrong("invalid_json", null);
        }
        if (!(frame.getValue("type") instanceof String type)) {
            return new Wrong("missing_type", null);
        }
        return type.equals("ping") ? new Ping() : addressed(type, frame);
    }

    private static Frame addressed(String type, JsonObject frame) {
        if (!(frame.getValue("address") instanceof String address) || address.isEmpty()) {
            return new Wrong("missing_address", null);
        }
        if (address.length() > BridgeGuard.MAX_ADDRESS) {
            return new Wrong("max_address_length_reached", null);
        }
        if (!headersAreTexts(frame.getValue("headers"))) {
            return new Wrong("invalid_headers", address);
        }
        return switch (type) {
            case "register" -> new Register(address);
            case "unregister" -> new Unregister(address);
            // Browsers ask for things by the API; nothing may be sent to the bus.
            case "send", "publish" -> new Wrong("access_denied", address);
            default -> new Wrong("invalid_type", address);
        };
    }

    private static boolean headersAreTexts(@Nullable Object headers) {
        if (headers == null) {
            return true;
        }
        if (!(headers instanceof JsonObject object)) {
            return false;
        }
        for (Map.Entry<String, Object> header : object) {
            if (!(header.getValue() instanceof String)) {
                return false;
            }
        }
        return true;
    }
}
