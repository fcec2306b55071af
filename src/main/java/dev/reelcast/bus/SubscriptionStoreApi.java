package dev.reelcast.bus;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.SubscriptionState;
import dev.reelcast.model.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of subscriptions. Tokens are known to it by their SHA-256 only. */
public final class SubscriptionStoreApi {

    /** What an agent follows, or has not yet told the hub that it does not any more; null for nothing. */
    public static final Address<OneAgent, @Nullable Subscription> FIND = new Address<>("subscriptions.find");

    /** Follows, in place of what the agent followed before; what is the same stays and is asked for when it is not well. */
    public static final Address<NewSubscription, Subscription> KEEP = new Address<>("subscriptions.keep");

    /** Ends what an agent follows; null when it follows nothing. */
    public static final Address<OneAgent, @Nullable Subscription> END = new Address<>("subscriptions.end");

    /** Takes what is due, at most so many; until its outcome is told, or 45 seconds have passed, no other server gets it. */
    public static final Address<Integer, List<Due>> DUE = new Address<>("subscriptions.due");

    /** Where a request goes, before it does: the hub may ask back before it answers. */
    public static final Address<Directed, Void> DIRECT = new Address<>("subscriptions.direct");

    /** Makes due at once what hubs were told to bring elsewhere than here; answers how many. */
    public static final Address<String, Integer> MOVED = new Address<>("subscriptions.moved");

    /** The hub took a request and will ask back. */
    public static final Address<Asked, Void> ACCEPTED = new Address<>("subscriptions.accepted");

    /** A request came to nothing; unless the hub confirmed it all the same. */
    public static final Address<Failed, Void> FAILED = new Address<>("subscriptions.failed");

    /** Writes a new token and secret over those that cannot be read any more. */
    public static final Address<Rekeyed, Void> REKEY = new Address<>("subscriptions.rekey");

    /** The hub asks whether a request was meant; answers whether it was. */
    public static final Address<Confirmed, Boolean> CONFIRM = new Address<>("subscriptions.confirmed");

    /** The hub refuses; answers whether there is such a subscription. */
    public static final Address<Denied, Boolean> DENY = new Address<>("subscriptions.denied");

    /** Whose callback it is; null for nobody's. */
    public static final Address<TokenHash, @Nullable Receiver> RECEIVER = new Address<>("subscriptions.receiver");

    /** Counts a notice that was passed over. */
    public static final Address<Passed, Void> PASSED = new Address<>("subscriptions.passed");

    /** Lets go what hubs could not be told of until its lease ended, and forgets what ended so long ago. */
    public static final Address<Duration, Integer> SWEEP = new Address<>("subscriptions.sweep");

    private SubscriptionStoreApi() {}

    /** A token's SHA-256. */
    public record TokenHash(byte[] bytes) {}

    /**
     * @param id of the row, should there be a new one
     * @param source where the feed is
     * @param given whether a person named it
     * @param channelId whose videos are taken, null for those of any
     * @param sealed token and secret, encrypted
     */
    public record NewSubscription(
            Viewer viewer,
            UUID id,
            UUID agentId,
            String source,
            boolean given,
            @Nullable String channelId,
            TokenHash token,
            byte[] sealed) {}

    /** @param asked the number of the request: the outcome of an older one is of no interest any more */
    public record Asked(UUID id, long asked) {}

    /**
     * A request that is to be made.
     *
     * @param subscribe whether the hub is asked for it, or to end it
     * @param given whether a person named the feed
     * @param hub null when none was found yet
     * @param sealed token and secret, encrypted
     * @param failures in a row before it
     * @param leaseLeft how long the lease still runs, null when there is none
     */
    public record Due(
            Asked asked,
            boolean subscribe,
            String source,
            boolean given,
            String topic,
            @Nullable String hub,
            byte[] sealed,
            int failures,
            @Nullable Duration leaseLeft) {}

    /** @param callbackBase how the hub is to reach this server, before the token */
    public record Directed(Asked asked, String hub, String topic, String callbackBase) {}

    /** @param error one sentence for people */
    public record Failed(Asked asked, String error, Duration retryIn) {}

    /** @param sealed token and secret, encrypted */
    public record Rekeyed(Asked asked, TokenHash token, byte[] sealed) {}

    public record Confirmed(TokenHash token, boolean subscribe, String topic, Duration lease) {}

    /** @param reason one sentence for people */
    public record Denied(TokenHash token, String topic, String reason) {}

    /**
     * Who gets a notice.
     *
     * @param agentId null when the agent is gone
     * @param channelId whose videos are taken, null for those of any
     * @param sealed token and secret, encrypted; null when it is over
     */
    public record Receiver(
            UUID id,
            @Nullable UUID agentId,
            SubscriptionState state,
            @Nullable String channelId,
            byte @Nullable [] sealed) {}

    /** Why a notice was passed over. */
    public enum Passing {
        /** Its signature was wrong, or there was none. */
        UNSIGNED,
        /** It was signed, and told of no video of the channel. */
        NO_NEWS,
        /** Nobody can say: our secret cannot be read, so the hub is to be asked anew. */
        NO_SECRET
    }

    public record Passed(UUID id, Passing why) {}
}
