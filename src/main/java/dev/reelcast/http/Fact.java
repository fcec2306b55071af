package dev.reelcast.http;

/**
 * What was published, encoded once for everybody who hears it.
 *
 * @param address where
 * @param body as JSON text
 * @param frame the bridge's frame around it
 */
record Fact(String address, String body, String frame) {

    Fact(String address, String body) {
        this(address, body, Frames.fact(address, body));
    }
}
