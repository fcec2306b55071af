package dev.reelcast.publish;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * A podcast's {@code podcast:guid}: the version 5 UUID of its feed's URL without scheme and slashes at the end, in a name
 * space of its own (podcast namespace, tag {@code guid}). It is made once, of the address of that day.
 */
final class FeedGuid {

    private static final UUID NAMESPACE = UUID.fromString("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");

    private FeedGuid() {}

    static UUID of(String feedUrl) {
        String name = feedUrl.substring(feedUrl.indexOf("://") + 3).replaceAll("/+$", "");
        return UuidCreator.getNameBasedSha1(NAMESPACE, name);
    }
}
