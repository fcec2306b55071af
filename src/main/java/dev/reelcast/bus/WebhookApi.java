package dev.reelcast.bus;

import dev.reelcast.model.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Webhooks where their secrets are needed. */
public final class WebhookApi {

    /** Makes a webhook with a secret of its own; {@link FailureKind#CONFLICT} when there are {@link WebhookStoreApi#MOST}. */
    public static final Address<NewWebhook, Created> CREATE = new Address<>("webhooks.create");

    /** Calls a webhook at once with an event {@code webhook.test}; one that is switched off and takes it is on again. */
    public static final Address<WebhookStoreApi.One, Webhook.Outcome> TEST =
            new Address<>("webhooks.test", Duration.ofMinutes(1));

    private WebhookApi() {}

    /**
     * @param url was judged
     * @param events types that it is called for, empty for all
     */
    public record NewWebhook(UUID userId, String url, List<String> events) {
        public NewWebhook {
            events = List.copyOf(events);
        }
    }

    /** @param secret as the receiver needs it; it cannot be had again */
    public record Created(Webhook webhook, String secret) {

        /** Never shown by accident. */
        @Override
        public String toString() {
            return "Created " + webhook.id();
        }
    }
}
