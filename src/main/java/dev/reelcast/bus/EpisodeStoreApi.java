package dev.reelcast.bus;

import dev.reelcast.model.Episode;
import dev.reelcast.model.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Episodes. */
public final class EpisodeStoreApi {

    public static final Address<OneEpisode, Episode> FIND = new Address<>("episodes.find");
    public static final Address<EpisodeQuery, EpisodePage> LIST = new Address<>("episodes.list");

    /** Changes what is not null. */
    public static final Address<EpisodePatch, Episode> UPDATE = new Address<>("episodes.update");

    /** Puts an episode into its feed; {@link FailureKind#CONFLICT} without agent or audio. Doing so twice changes nothing. */
    public static final Address<OneEpisode, Episode> PUBLISH = new Address<>("episodes.publish");

    /** Takes an episode out of its feed. Doing so twice changes nothing. */
    public static final Address<OneEpisode, Episode> UNPUBLISH = new Address<>("episodes.unpublish");

    /** An episode whose media anyone may have: one in a public feed; {@link FailureKind#NOT_FOUND} else. */
    public static final Address<UUID, Episode> PUBLIC = new Address<>("episodes.public");

    private EpisodeStoreApi() {}

    public record OneEpisode(Viewer viewer, UUID episodeId) {}

    /**
     * @param agentId null for all
     * @param published null for both
     * @param held null for both
     * @param limit 1 to 100
     * @param offset 0 to 10,000
     */
    public record EpisodeQuery(
            Viewer viewer,
            @Nullable UUID agentId,
            @Nullable Boolean published,
            @Nullable Boolean held,
            int limit,
            int offset) {}

    public record EpisodePage(List<Episode> episodes, long total) {}

    public record EpisodePatch(
            Viewer viewer,
            UUID episodeId,
            @Nullable String title,
            @Nullable String description) {}
}
