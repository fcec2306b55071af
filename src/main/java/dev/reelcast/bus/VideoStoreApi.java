package dev.reelcast.bus;

import dev.reelcast.model.VideoOrigin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Videos of the channels that agents follow. */
public final class VideoStoreApi {

    /**
     * Takes in what was seen on an agent's channel, in one transaction: what is new becomes a row and, when the agent's
     * filters let it, a job; what is known is brought up to date and starts nothing; what was deleted is marked. The same
     * sighting twice changes nothing the second time. {@link FailureKind#NOT_FOUND} when the agent is gone.
     */
    public static final Address<Sighting, Taken> TAKE = new Address<>("videos.take");

    private VideoStoreApi() {}

    /**
     * @param agentId for which it was seen
     * @param origin who saw it
     * @param subscriptionId whose notice it was, to be counted in the same transaction; null when it was none
     * @param videos what is there, possibly none
     * @param deleted YouTube ids of what is not there any more
     */
    public record Sighting(
            UUID agentId, VideoOrigin origin, @Nullable UUID subscriptionId, List<Found> videos, List<String> deleted) {
        public Sighting {
            videos = List.copyOf(videos);
            deleted = List.copyOf(deleted);
        }
    }

    /** Whether a video is, will be or was sent live. */
    public enum Broadcast {
        NONE,
        UPCOMING,
        LIVE,
        ENDED
    }

    /**
     * What a source says of a video; null is what it does not say.
     *
     * @param videoId YouTube's id, 11 characters
     * @param title possibly empty
     * @param updatedAt when its source last changed it
     * @param isShort whether YouTube shows it as a short
     */
    public record Found(
            String videoId,
            String title,
            @Nullable Instant publishedAt,
            @Nullable Instant updatedAt,
            @Nullable Double durationSeconds,
            @Nullable Boolean isShort,
            @Nullable Broadcast broadcast) {}

    /**
     * What became of a sighting.
     *
     * @param discovered rows that were made
     * @param enqueued jobs that were made
     * @param ignored of the discovered, those that a rule left out
     * @param updated known ones that were brought up to date
     * @param deleted known ones that were marked
     */
    public record Taken(int discovered, int enqueued, int ignored, int updated, int deleted) {}
}
