package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One feed of several agents' episodes.
 *
 * @param id never reused
 * @param ownerId the user whom it and its agents belong to
 * @param name 1 to 200 characters
 * @param slug unique among combined feeds
 * @param agentIds whose episodes are in it, by the agents' names
 * @param feed what it says of itself
 * @param privateFeed whether it is for those only who have a token; a public one leaves out agents whose own feed is private
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 */
public record CombinedFeed(
        UUID id,
        UUID ownerId,
        String name,
        String slug,
        List<UUID> agentIds,
        FeedData feed,
        boolean privateFeed,
        Instant createdAt,
        Instant updatedAt) {

    public CombinedFeed {
        agentIds = List.copyOf(agentIds);
    }
}
