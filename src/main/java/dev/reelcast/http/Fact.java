package dev.reelcast.http;

import io.vertx.core.json.JsonObject;

/**
 * What was published, encoded once for everybody who hears it.
 *
 * @param address where
 * @param body as JSON text
 * @param seq its number where it has one, else 0
 * @param frame the bridge's frame around it
 */
record Fact(String address, String body, long seq, String frame) {

    static Fact of(String address, JsonObject fact) {
        String body = fact.encode();
        return new Fact(address, body, fact.getLong("seq", 0L), Frames.fact(address, body));
    }
}
