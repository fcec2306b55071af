package dev.reelcast.bus;

import dev.reelcast.model.CombinedFeed;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.FeedToken;
import dev.reelcast.model.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feeds: what they are written from, the combined ones, the tokens of private ones, and what the hub was told. */
public final class FeedStoreApi {

    /** The feed at an address; {@link FailureKind#NOT_FOUND} when there is none, or it is private and no token leads there. */
    public static final Address<Asked, Feed> AT = new Address<>("feeds.at");

    /** A viewer's feed, private or not. */
    public static final Address<OneFeed, Feed> FIND = new Address<>("feeds.find");

    /** Part of a feed's episodes. */
    public static final Address<PageQuery, Page> PAGE = new Address<>("feeds.page");

    /** Keeps a feed's {@code podcast:guid}; answers the one that was kept first. */
    public static final Address<Guid, UUID> KEEP_GUID = new Address<>("feeds.keep-guid");

    /** An episode whose media a token leads to: a published one that is in the token's feed. */
    public static final Address<TokenMedia, Open<Episode>> MEDIA = new Address<>("feeds.media");

    /** The feed that a token leads to, without noting that it was read. */
    public static final Address<byte[], Open<Feed>> OF_TOKEN = new Address<>("feeds.of-token");

    /** All of the viewer's combined feeds, by name. */
    public static final Address<Viewer, List<CombinedFeed>> LIST = new Address<>("combined-feeds.list");

    public static final Address<OneFeed, CombinedFeed> FIND_COMBINED = new Address<>("combined-feeds.find");

    /** Makes a combined feed with a slug of its own; {@link FailureKind#NOT_FOUND} for an agent that is not its owner's. */
    public static final Address<NewCombined, CombinedFeed> CREATE = new Address<>("combined-feeds.create");

    /** Changes what is not null. */
    public static final Address<CombinedPatch, CombinedFeed> UPDATE = new Address<>("combined-feeds.update");

    public static final Address<OneFeed, Void> DELETE = new Address<>("combined-feeds.delete");

    /** What a feed's owner has to know of it. */
    public static final Address<OneFeed, State> STATE = new Address<>("feeds.state");

    /** Makes an address for one more listener; {@link FailureKind#CONFLICT} when there are {@link #MOST_TOKENS}. */
    public static final Address<NewToken, FeedToken> ADD_TOKEN = new Address<>("feeds.add-token");

    /** Takes an address back: from then on neither the feed nor its media is to be had with it. */
    public static final Address<OneToken, Void> REVOKE_TOKEN = new Address<>("feeds.revoke-token");

    /** The hub is to be told of the feed as it is, now. */
    public static final Address<OneFeed, State> PING = new Address<>("feeds.ping");

    /** Takes feeds that the hub has to be told of; each goes to one server only, for the time of the lease. */
    public static final Address<ClaimPings, List<Ping>> CLAIM_PINGS = new Address<>("feeds.claim-pings");

    /** How telling the hub went. */
    public static final Address<Pinged, Void> PINGED = new Address<>("feeds.pinged");

    /** Addresses that a feed may have. */
    public static final int MOST_TOKENS = 1_000;

    private FeedStoreApi() {}

    /** What somebody who only has an address asks for. */
    public sealed interface Asked {

        /** The public feed of one agent. */
        record OfAgent(String slug) implements Asked {}

        /** A public combined feed. */
        record Combined(String slug) implements Asked {}

        /** @param tokenHash SHA-256 of the token, 32 bytes */
        record ByToken(byte[] tokenHash) implements Asked {}
    }

    public record OneFeed(Viewer viewer, UUID feedId) {}

    /**
     * @param limit at least 1
     * @param offset 0 for the newest
     */
    public record PageQuery(Feed feed, int limit, int offset) {}

    /**
     * @param items newest first
     * @param sources the agents that they come from, by id
     * @param total how many there are in all of the feed
     */
    public record Page(List<Item> items, Map<UUID, Source> sources, long total) {
        public Page {
            items = List.copyOf(items);
            sources = Map.copyOf(sources);
        }
    }

    /** @param language BCP 47 tag of the transcript, null when not known */
    public record Item(Episode episode, @Nullable String language) {}

    /**
     * An agent as its episodes need it.
     *
     * @param listed whether its own feed is public
     */
    public record Source(String slug, String name, FeedData data, boolean listed) {}

    public record Guid(UUID feedId, UUID guid) {}

    /** @param tokenHash SHA-256 of the token, 32 bytes */
    public record TokenMedia(byte[] tokenHash, UUID episodeId) {}

    /**
     * What a token leads to.
     *
     * @param tokenId by which it is taken back
     */
    public record Open<T>(UUID tokenId, T value) {}

    public record NewCombined(Viewer viewer, String name, List<UUID> agentIds, FeedData feed, boolean privateFeed) {
        public NewCombined {
            agentIds = List.copyOf(agentIds);
        }
    }

    /** What is to change; null leaves a setting as it is. */
    public record CombinedPatch(
            Viewer viewer,
            UUID feedId,
            @Nullable String name,
            @Nullable List<UUID> agentIds,
            @Nullable FeedData feed,
            @Nullable Boolean privateFeed) {}

    /**
     * @param tokens newest first
     * @param hub what the hub was told
     */
    public record State(Feed feed, List<FeedToken> tokens, HubState hub) {
        public State {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * @param upToDate whether the hub was told of the feed as it is
     * @param pingedAt when it was last told something, null for never
     * @param nextAt when it is told next, null when nothing is to be told, or it was given up
     * @param attempts how often it was tried since it last went well
     * @param error why it could not be told, null when it could
     */
    public record HubState(
            boolean upToDate,
            @Nullable Instant pingedAt,
            @Nullable Instant nextAt,
            int attempts,
            @Nullable String error) {}

    /** @param tokenHash SHA-256 of the token, 32 bytes */
    public record NewToken(Viewer viewer, UUID feedId, String name, byte[] tokenHash) {}

    public record OneToken(Viewer viewer, UUID feedId, UUID tokenId) {}

    /**
     * @param lease after which another server may try
     * @param limit at least 1
     */
    public record ClaimPings(Duration lease, int limit) {}

    /**
     * @param version of the feed that the hub is told of
     * @param attempt 1 for the first
     */
    public record Ping(UUID feedId, boolean combined, String slug, long version, int attempt) {}

    /**
     * @param error one sentence, null when it went well
     * @param retry when to try again, null when it went well or is given up
     */
    public record Pinged(
            UUID feedId,
            long version,
            @Nullable String error,
            @Nullable Duration retry) {}
}
