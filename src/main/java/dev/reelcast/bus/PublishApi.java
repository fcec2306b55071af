package dev.reelcast.bus;

import java.time.Instant;

/** Feeds as they go out. */
public final class PublishApi {

    /** The podcast feed of a slug; {@link FailureKind#NOT_FOUND} when there is no such agent. */
    public static final Address<String, Rendered> FEED = new Address<>("feeds.render");

    private PublishApi() {}

    /**
     * @param body RSS 2.0, UTF-8
     * @param etag strong, with its quotes (RFC 9110 §8.8.3)
     * @param lastModified when its content last changed
     */
    public record Rendered(byte[] body, String etag, Instant lastModified) {}
}
