package dev.reelcast.ingest;

import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.model.VideoOrigin;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a feed, or a notice, tells of the channel that an agent follows. */
final class FeedSighting {

    private FeedSighting() {}

    /**
     * @param subscriptionId whose notice it was, null for a feed
     * @param channelId whose videos are taken, null for any channel's
     * @return null when it tells of none
     */
    static @Nullable Sighting of(
            AtomFeed feed,
            UUID agentId,
            VideoOrigin origin,
            @Nullable UUID subscriptionId,
            @Nullable String channelId) {
        List<Found> videos = feed.entries().stream()
                .filter(entry -> isOf(channelId, entry.channelId()))
                .map(entry -> new Found(
                        entry.videoId(), entry.title(), entry.publishedAt(), entry.updatedAt(), null, null, null))
                .toList();
        List<String> deleted = feed.deletions().stream()
                .filter(deletion -> isOf(channelId, deletion.channelId()))
                .map(AtomFeed.Deletion::videoId)
                .toList();
        return videos.isEmpty() && deleted.isEmpty()
                ? null
                : new Sighting(agentId, origin, subscriptionId, videos, deleted);
    }

    /** What does not say whose it is comes from a feed of one channel. */
    private static boolean isOf(@Nullable String wanted, @Nullable String said) {
        return wanted == null || said == null || said.equals(wanted);
    }
}
