package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A podcast feed: an agent's own, or one that combines several agents'.
 *
 * @param id the agent's, or the combined feed's own
 * @param ownerId the user it belongs to
 * @param combined whether it combines several agents'
 * @param slug its address, unique among agents or among combined feeds
 * @param name what it is called when its data has no title
 * @param data what it says of itself
 * @param privateFeed whether only tokens lead to it
 * @param artwork its cover, of one of its agents when combined; null for none
 * @param version rises whenever anything in it changes
 * @param changedAt when anything in it last changed
 * @param settled whether that is a while ago, so that a time in whole seconds tells the version from later ones
 * @param guid its {@code podcast:guid}, null before it was first written
 */
public record Feed(
        UUID id,
        UUID ownerId,
        boolean combined,
        String slug,
        String name,
        FeedData data,
        boolean privateFeed,
        @Nullable StoredFile artwork,
        long version,
        Instant changedAt,
        boolean settled,
        @Nullable UUID guid) {}
