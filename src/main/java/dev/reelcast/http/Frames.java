package dev.reelcast.http;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The frames of the bridge as text: those of Vert.x's own event-bus bridge, and {@code registered}, {@code gap}, {@code pong}. */
final class Frames {

    static final String PONG = "{\"type\":\"pong\"}";

    private Frames() {}

    /** @param body a fact as JSON text */
    static String fact(String address, String body) {
        return "{\"type\":\"rec\",\"address\":" + Json.encode(address) + ",\"body\":" + body + "}";
    }

    /** From now on the address is heard. */
    static String registered(String address) {
        return about("registered", address);
    }

    /** Facts of the address were left out: read what it tells of. */
    static String gap(String address) {
        return about("gap", address);
    }

    /** @param address what it concerns, null when the frame named none */
    static String error(String word, @Nullable String address) {
        JsonObject frame = new JsonObject().put("type", "err").put("body", word);
        return (address == null ? frame : frame.put("address", address)).encode();
    }

    private static String about(String type, String address) {
        return "{\"type\":\"" + type + "\",\"address\":" + Json.encode(address) + "}";
    }
}
