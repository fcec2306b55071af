package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asked a hub to tell it of.
 *
 * @param id never reused
 * @param agentId which agent
 * @param state where it stands
 * @param topicUrl what the hub is asked for
 * @param topicGiven whether a person named the feed, rather than the agent's channel
 * @param channelId whose videos are taken, null for those of any channel
 * @param hubUrl null until a hub was found
 * @param confirmedAt when the hub last confirmed it, null before it did
 * @param leaseUntil when it ends unless it is renewed, null before the first confirmation
 * @param nextTryAt when the hub is to be asked next, null when it is over
 * @param failures requests in a row that came to nothing
 * @param failingSince of the first of these, null when there is none
 * @param error what was wrong with the newest of these, one sentence; null when there is none
 * @param lastNoticeAt of the newest signed notice, null before the first
 * @param lastRejectedAt of the newest notice with a wrong signature or none, null before the first
 * @param counts of notices
 * @param createdAt since when the channel is followed
 */
public record Subscription(
        UUID id,
        UUID agentId,
        SubscriptionState state,
        String topicUrl,
        boolean topicGiven,
        @Nullable String channelId,
        @Nullable String hubUrl,
        @Nullable Instant confirmedAt,
        @Nullable Instant leaseUntil,
        @Nullable Instant nextTryAt,
        int failures,
        @Nullable Instant failingSince,
        @Nullable String error,
        @Nullable Instant lastNoticeAt,
        @Nullable Instant lastRejectedAt,
        Counts counts,
        Instant createdAt) {

    /**
     * @param notices signed ones
     * @param rejected those with a wrong signature, or none
     * @param ignored signed ones that told of no video of the channel
     * @param missed videos that were found otherwise, and that the hub should have told of
     */
    public record Counts(long notices, long rejected, long ignored, long missed) {}
}
