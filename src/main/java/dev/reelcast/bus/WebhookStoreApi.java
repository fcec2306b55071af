package dev.reelcast.bus;

import dev.reelcast.model.Webhook;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of webhooks, and of what they are to be told. They are nobody's but their owner's. */
public final class WebhookStoreApi {

    /** Keeps a new one; {@link FailureKind#CONFLICT} when the user has {@link #MOST}. */
    public static final Address<Kept, Webhook> ADD = new Address<>("webhooks.add");

    /** A user's webhooks, oldest first. */
    public static final Address<UUID, List<Webhook>> LIST = new Address<>("webhooks.list");

    /** Removes one, with all that it was to be told. */
    public static final Address<One, Void> DELETE = new Address<>("webhooks.delete");

    /** Where one is called, and what it is signed with. */
    public static final Address<One, Target> TARGET = new Address<>("webhooks.target");

    /** Takes what is due, one event of a webhook at a time; each goes to one server only, for the time of the lease. */
    public static final Address<Claim, List<Due>> CLAIM = new Address<>("webhooks.claim");

    /** What came of a call. */
    public static final Address<Called, Void> CALLED = new Address<>("webhooks.called");

    /** What came of a call that somebody asked for. */
    public static final Address<Tested, Webhook.Outcome> TESTED = new Address<>("webhooks.tested");

    /** Forgets what ended longer ago than that, some of it at a time; answers how much. */
    public static final Address<Duration, Integer> TIDY = new Address<>("webhooks.tidy");

    /** Webhooks that a user may have. */
    public static final int MOST = 20;

    private WebhookStoreApi() {}

    public record One(UUID userId, UUID webhookId) {}

    /** @param sealedSecret encrypted for this webhook alone */
    public record Kept(UUID userId, UUID webhookId, String url, byte[] sealedSecret, List<String> events) {
        public Kept {
            events = List.copyOf(events);
        }
    }

    public record Target(UUID webhookId, String url, byte[] sealedSecret) {}

    /**
     * @param lease after which another server may try
     * @param limit at least 1
     */
    public record Claim(Duration lease, int limit) {}

    /**
     * What one webhook is to be told.
     *
     * @param id the same for every attempt
     * @param links members that are paths on this server
     * @param at when it happened
     */
    public record Message(UUID id, String type, JsonObject data, JsonObject links, Instant at) {}

    /**
     * @param attempt 1 for the first
     * @param age since it happened
     */
    public record Due(Target target, Message message, int attempt, Duration age) {}

    /** What is to be done after a call. */
    public enum Verdict {
        DELIVERED,
        /** It is tried again. */
        LATER,
        /** It is not tried again. */
        GIVEN_UP,
        /** Neither it nor anything else is: the receiver says that it is gone. */
        SWITCH_OFF
    }

    /**
     * @param status of HTTP, null when there was no answer
     * @param error one sentence, null when it went well
     * @param retry when to try again; null unless that is the verdict
     */
    public record Called(
            UUID deliveryId,
            UUID webhookId,
            Verdict verdict,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Duration retry) {}

    /**
     * @param status of HTTP, null when there was no answer
     * @param error one sentence, null when it went well
     */
    public record Tested(
            UUID userId,
            UUID webhookId,
            Message message,
            @Nullable Integer status,
            @Nullable String error) {}
}
