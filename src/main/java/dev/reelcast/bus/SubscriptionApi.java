package dev.reelcast.bus;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.Viewer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Following channels through their hubs: what people ask for, and what hubs say to the callback. */
public final class SubscriptionApi {

    /**
     * Follows the agent's channel, or the given feed; answers at once, while the hub is asked. What is followed already is
     * asked for once more when it is not well. {@link FailureKind#UNPROCESSABLE} when the agent names no channel.
     */
    public static final Address<Follow, Subscription> FOLLOW =
            new Address<>("subscriptions.follow", Duration.ofMinutes(2));

    /** Follows the agent's channel as its settings now name it, when a channel is followed; answers null when none is. */
    public static final Address<OneAgent, @Nullable Subscription> FOLLOW_AGAIN =
            new Address<>("subscriptions.follow-again", Duration.ofMinutes(2));

    /** Ends what the agent follows; answers null when it follows nothing. */
    public static final Address<OneAgent, @Nullable Subscription> UNFOLLOW = new Address<>("subscriptions.unfollow");

    /** A hub asks whether a request was meant; answers whether it was. */
    public static final Address<Intent, Boolean> CONFIRM = new Address<>("subscriptions.confirm");

    /** A hub refuses; answers whether it was asked. */
    public static final Address<Denial, Boolean> DENY = new Address<>("subscriptions.deny");

    /** A hub brings a notice. It is answered when what it tells is stored; fails when that could not be done. */
    public static final Address<Notice, Receipt> DELIVER = new Address<>("subscriptions.deliver");

    private SubscriptionApi() {}

    /** @param topicUrl of the feed, null for that of the agent's channel */
    public record Follow(
            Viewer viewer, UUID agentId, @Nullable String topicUrl) {}

    /**
     * @param token of the callback
     * @param subscribe whether it is about subscribing, or about the end of it
     * @param topic as the hub names it
     * @param leaseSeconds as the hub wrote it, null when it did not
     */
    public record Intent(
            String token,
            boolean subscribe,
            String topic,
            @Nullable String leaseSeconds) {}

    /**
     * @param token of the callback
     * @param topic as the hub names it
     * @param reason as the hub wrote it, possibly empty
     */
    public record Denial(String token, String topic, String reason) {}

    /**
     * @param token of the callback
     * @param signatures each {@code X-Hub-Signature} header
     * @param body as it came
     */
    public record Notice(String token, List<String> signatures, Buffer body) {
        public Notice {
            signatures = List.copyOf(signatures);
        }
    }

    /** What became of a notice. */
    public enum Receipt {
        /** What it tells is stored. */
        TAKEN,
        /** Heard and passed over: not signed by the hub, or of no video of the channel. */
        IGNORED,
        /** The subscription is over. */
        GONE,
        /** There never was a subscription with this token. */
        UNKNOWN
    }
}
