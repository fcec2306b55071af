package dev.reelcast.bus;

import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Span;
import dev.reelcast.model.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Episodes. */
public final class EpisodeStoreApi {

    public static final Address<OneEpisode, Episode> FIND = new Address<>("episodes.find");
    public static final Address<EpisodeQuery, EpisodePage> LIST = new Address<>("episodes.list");

    /**
     * Changes what is not null. Another span, or other chapters, are cut by a job of their own, which takes the place of one
     * that is under way; {@link FailureKind#CONFLICT} without a recording, {@link FailureKind#UNPROCESSABLE} for a span that
     * is not in it.
     */
    public static final Address<EpisodePatch, Episode> UPDATE = new Address<>("episodes.update");

    /**
     * Puts an episode into its feed, at once or when it is time; {@link FailureKind#CONFLICT} without agent or audio, {@link
     * FailureKind#UNPROCESSABLE} for a time that has passed. One that is being cut anew goes out when that is in. Doing so
     * twice changes nothing.
     */
    public static final Address<PublishEpisode, Episode> PUBLISH = new Address<>("episodes.publish");

    /** Takes an episode out of its feed, or back from its schedule into review. Doing so twice changes nothing. */
    public static final Address<OneEpisode, Episode> UNPUBLISH = new Address<>("episodes.unpublish");

    /** Puts an episode into review, from wherever it is. Doing so twice changes nothing. */
    public static final Address<OneEpisode, Episode> HOLD = new Address<>("episodes.hold");

    /** Decides that an episode does not go out; {@link FailureKind#CONFLICT} when it is out. */
    public static final Address<OneEpisode, Episode> REJECT = new Address<>("episodes.reject");

    /** Publishes what is due, as many at most; answers how many were looked at. */
    public static final Address<Integer, Integer> PUBLISH_DUE = new Address<>("episodes.publish-due");

    /** An episode whose media anyone may have: one in a public feed; {@link FailureKind#NOT_FOUND} else. */
    public static final Address<UUID, Episode> PUBLIC = new Address<>("episodes.public");

    private EpisodeStoreApi() {}

    public record OneEpisode(Viewer viewer, UUID episodeId) {}

    /**
     * @param agentId null for all
     * @param published null for both
     * @param held null for both
     * @param scheduled null for both
     * @param limit 1 to 100
     * @param offset 0 to 10,000
     */
    public record EpisodeQuery(
            Viewer viewer,
            @Nullable UUID agentId,
            @Nullable Boolean published,
            @Nullable Boolean held,
            @Nullable Boolean scheduled,
            int limit,
            int offset) {}

    public record EpisodePage(List<Episode> episodes, long total) {}

    /** @param at when, null for now */
    public record PublishEpisode(
            Viewer viewer, UUID episodeId, @Nullable Instant at) {}

    /**
     * @param title null leaves it
     * @param description null leaves it
     * @param span what of the recording it is to be; null leaves it
     * @param sourceChapters its chapters with their times in the recording, in order; null leaves them
     */
    public record EpisodePatch(
            Viewer viewer,
            UUID episodeId,
            @Nullable String title,
            @Nullable String description,
            @Nullable Span span,
            @Nullable List<Chapter> sourceChapters) {

        /** Whether it changes what is heard, and not only what is written of it. */
        public boolean cuts() {
            return span != null || sourceChapters != null;
        }
    }
}
