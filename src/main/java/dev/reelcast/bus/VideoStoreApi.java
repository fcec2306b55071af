package dev.reelcast.bus;

import dev.reelcast.model.Video;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.VideoStatus;
import dev.reelcast.model.Viewer;
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

    /** The videos of an agent's channel, the newest first. */
    public static final Address<VideoQuery, VideoPage> LIST = new Address<>("videos.list");

    /**
     * Puts a job in over a video, whatever the filters say; one that is queued stays so. {@link FailureKind#CONFLICT} when it
     * is processed.
     */
    public static final Address<OneVideo, Video> PROCESS = new Address<>("videos.process");

    /**
     * Leaves a video out for good, and cancels its job. {@link FailureKind#CONFLICT} when it is processed.
     */
    public static final Address<OneVideo, Video> IGNORE = new Address<>("videos.ignore");

    /** What filters would do to an agent's newest videos. {@link FailureKind#INVALID} when an expression is none. */
    public static final Address<Preview, List<Previewed>> PREVIEW = new Address<>("videos.preview");

    private VideoStoreApi() {}

    /** @param videoId YouTube's */
    public record OneVideo(Viewer viewer, UUID agentId, String videoId) {}

    /**
     * @param status null for all
     * @param text words, or beginnings of words, that the title has together; null for all
     * @param limit 1 to 100
     * @param offset 0 to 10,000
     * @param after where the page before ended; null for the first one
     */
    public record VideoQuery(
            Viewer viewer,
            UUID agentId,
            @Nullable VideoStatus status,
            @Nullable String text,
            int limit,
            int offset,
            @Nullable VideoPosition after) {}

    /**
     * Where a page of videos ended.
     *
     * @param time of its last video's publication, or of its discovery where that is not known
     * @param id its last video
     */
    public record VideoPosition(Instant time, UUID id) {}

    /**
     * @param total how many match, exact to 10,000
     * @param totalIsLowerBound whether there are more than {@code total}
     * @param next where the next page begins; null when there is none
     */
    public record VideoPage(
            List<Video> videos,
            long total,
            boolean totalIsLowerBound,
            @Nullable VideoPosition next) {}

    /** @param limit how many of the newest videos, 1 to 100 */
    public record Preview(Viewer viewer, UUID agentId, VideoFilters filters, int limit) {}

    /**
     * A video as filters see it.
     *
     * @param rule by which it would be left out, null when it would be taken
     * @param reason one sentence, null when it would be taken
     */
    public record Previewed(
            String videoId,
            String title,
            @Nullable Instant publishedAt,
            @Nullable Double durationSeconds,
            @Nullable VideoRule rule,
            @Nullable String reason) {}

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
