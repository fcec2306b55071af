package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address of a feed for one listener. The token itself is told once and not stored.
 *
 * @param name whose it is, 1 to 100 characters
 * @param createdAt when it was made
 * @param usedAt when the feed was last read with it, to the minute; null for never
 */
public record FeedToken(
        UUID id, String name, Instant createdAt, @Nullable Instant usedAt) {}
