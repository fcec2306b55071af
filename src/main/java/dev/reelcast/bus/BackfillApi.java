package dev.reelcast.bus;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.model.Backfill;
import dev.reelcast.model.ListingSource;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Backfills: the rows that say how far each has come. Whoever works at one holds it under a lease; what a holder that lost
 * it says changes nothing, and is answered with {@code false}.
 */
public final class BackfillApi {

    /**
     * Asks for a backfill. A finished dry run of the same time, not an hour old, is gone on with, and so is one that still
     * lists. {@link FailureKind#CONFLICT} while another is under way, {@link FailureKind#UNPROCESSABLE} when the agent
     * follows no channel.
     */
    public static final Address<NewBackfill, Backfill> START = new Address<>("backfills.start");

    /** The agent's newest backfill, empty when there was none. */
    public static final Address<OneAgent, Optional<Backfill>> FIND = new Address<>("backfills.find");

    /** A page of what the newest backfill found, newest video first. */
    public static final Address<VideoQuery, VideoPage> VIDEOS = new Address<>("backfills.videos");

    /** Ends the agent's backfill if one is under way; what it has handed over stays. */
    public static final Address<OneAgent, Void> CANCEL = new Address<>("backfills.cancel");

    /** Takes the lease of one that is due and that nobody holds, or that this server held in an earlier life. */
    public static final Address<Claim, Optional<Claimed>> CLAIM = new Address<>("backfills.claim");

    /** Keeps the lease; {@code false} when it is lost, or the backfill was cancelled. */
    public static final Address<Renewal, Boolean> RENEW = new Address<>("backfills.renew");

    /** Stores what was listed, and where listing goes on. */
    public static final Address<ListedPage, Boolean> LISTED = new Address<>("backfills.listed");

    /** What to hand over next: at most as many as one transaction should take, none at the end. */
    public static final Address<Held, List<Found>> NEXT = new Address<>("backfills.next");

    /** These were handed over; what became of each is read from the agent's videos. */
    public static final Address<HandedOver, Boolean> TAKEN = new Address<>("backfills.taken");

    /** Ends one for which nothing is left to be done. */
    public static final Address<Held, Boolean> COMPLETE = new Address<>("backfills.complete");

    /** Gives one back: to be gone on with later, or failed for good. */
    public static final Address<GivenBack, Boolean> GIVE_BACK = new Address<>("backfills.give-back");

    /** Counts units against today's quota before they are used; {@code false} when there are not that many left. */
    public static final Address<Spending, Boolean> SPEND = new Address<>("quota.spend");

    /** A source says that its quota of today is spent, whatever was counted here. */
    public static final Address<ListingSource, Void> SPENT = new Address<>("quota.spent");

    /** How much of today's quota is used; asked with how much there is. */
    public static final Address<Integer, Quota> QUOTA = new Address<>("quota.find");

    private BackfillApi() {}

    /** @param since videos published at this time or later */
    public record NewBackfill(Viewer viewer, UUID agentId, Instant since, boolean dryRun) {}

    public record VideoQuery(Viewer viewer, UUID agentId, int limit, int offset) {}

    /** What became of a video that was handed over. */
    public enum Result {
        ENQUEUED,
        KNOWN,
        IGNORED
    }

    /**
     * A video that a backfill found.
     *
     * @param approximate whether the source tells its date only roughly, as "2 years ago"
     * @param known whether the agent has it already
     * @param leftOut the rule by which the agent's filters leave it out, as far as that is known now; null otherwise
     * @param reason one sentence about that rule
     * @param result null before it was handed over
     */
    public record BackfillVideo(
            String videoId,
            String title,
            @Nullable Instant publishedAt,
            boolean approximate,
            @Nullable Double durationSeconds,
            boolean known,
            @Nullable VideoRule leftOut,
            @Nullable String reason,
            @Nullable Result result) {}

    /**
     * @param total of all pages
     * @param fresh how many of all of them the agent does not have yet
     * @param leftOut how many of the fresh its filters leave out, as far as that is known now
     */
    public record VideoPage(List<BackfillVideo> videos, long total, long fresh, long leftOut) {}

    /**
     * @param server the same in every life on the same data
     * @param held what it works at in this life
     */
    public record Claim(UUID server, Duration lease, List<UUID> held) {
        public Claim {
            held = List.copyOf(held);
        }
    }

    /** A lease on a backfill, to be shown with everything that its holder says. */
    public record Held(UUID backfillId, UUID server, Duration lease) {}

    /** @param seen videos of the page that is being listed that were looked at so far */
    public record Renewal(Held held, int seen) {}

    /**
     * @param channelId null when it has to be found by {@code channel}
     * @param channel URL or handle
     * @param cursor where listing goes on, null at its beginning
     * @param failures in a row so far
     */
    public record Claimed(
            Held held,
            Backfill backfill,
            @Nullable String channelId,
            @Nullable String channel,
            @Nullable String cursor,
            int failures) {}

    /** @param approximate whether its date is known only roughly */
    public record Listed(Found video, boolean approximate) {}

    /**
     * @param channelId as it was found
     * @param seen how many were looked at for this page, older ones included
     * @param cursor where listing goes on, null when it is at its end
     */
    public record ListedPage(
            Held held,
            String channelId,
            ListingSource source,
            List<Listed> videos,
            int seen,
            @Nullable String cursor) {
        public ListedPage {
            videos = List.copyOf(videos);
        }
    }

    /** @param videoIds YouTube's ids */
    public record HandedOver(Held held, List<String> videoIds) {
        public HandedOver {
            videoIds = List.copyOf(videoIds);
        }
    }

    /** When one that was given back is gone on with. */
    public enum GoOn {
        /** At once, by whoever is there. */
        NOW,
        /** After a while. */
        LATER,
        /** When the day of the quota is over. */
        NEXT_QUOTA,
        /** Never: it failed. */
        NEVER
    }

    /**
     * @param in for {@link GoOn#LATER}, zero otherwise
     * @param reason one sentence for people, null for {@link GoOn#NOW}
     */
    public record GivenBack(
            Held held, GoOn goOn, Duration in, @Nullable String reason) {}

    /** @param limit units that a day has */
    public record Spending(int units, int limit) {}

    /**
     * @param used units today, in the time zone by which YouTube counts
     * @param limit units that a day has
     * @param spent whether nothing is left, or YouTube said so
     * @param renewsAt when the next day begins
     */
    public record Quota(int used, int limit, boolean spent, Instant renewsAt) {}
}
