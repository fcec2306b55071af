package dev.reelcast.notify;

import dev.reelcast.bus.WebhookStoreApi.Message;
import dev.reelcast.bus.WebhookStoreApi.Target;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one webhook once. */
final class Caller {

    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    private static final long LARGEST_ANSWER = 64L << 10;

    private final GuardedClient client;
    private final KeyRing keys;
    private final Letter letter;
    private final Clock clock;
    private final Duration limit;

    /**
     * @param clock receivers compare it with their own
     * @param limit for a call as a whole
     */
    Caller(GuardedClient client, KeyRing keys, Letter letter, Clock clock, Duration limit) {
        this.client = client;
        this.keys = keys;
        this.letter = letter;
        this.clock = clock;
        this.limit = limit;
    }

    /** Never fails: what goes wrong is what came of it. */
    Future<Reply> call(Target target, Message message) {
        return keys.open(target.webhookId(), target.sealedSecret())
                .map(key -> call(target, message, key))
                .orElseGet(
                        () -> Future.succeededFuture(
                                Reply.never(
                                        "This server cannot read the webhook's secret any more. Delete the webhook and add it again.")));
    }

    private Future<Reply> call(Target target, Message message, SigningKey key) {
        Buffer body = letter.of(message);
        String id = message.id().toString();
        long now = clock.instant().getEpochSecond();
        Fetch fetch = Fetch.post(target.url(), "application/json", body)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", key.signature(id, now, body.getBytes()))
                .maxBytes(LARGEST_ANSWER)
                .within(limit)
                .withoutRedirects();
        return client.fetch(fetch)
                .future()
                .map(Reply::of)
                .recover(failure -> Future.succeededFuture(failed(target, failure)));
    }

    private static Reply failed(Target target, Throwable failure) {
        if (failure instanceof FetchException why) {
            return Reply.of(why);
        }
        LOG.error("Webhook {} could not be called", target.webhookId(), failure);
        return Reply.notNow("Something went wrong on this server.");
    }
}
