package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.WebhookStoreApi;
import dev.reelcast.bus.WebhookStoreApi.Called;
import dev.reelcast.bus.WebhookStoreApi.Claim;
import dev.reelcast.bus.WebhookStoreApi.Due;
import dev.reelcast.bus.WebhookStoreApi.Kept;
import dev.reelcast.bus.WebhookStoreApi.Message;
import dev.reelcast.bus.WebhookStoreApi.One;
import dev.reelcast.bus.WebhookStoreApi.Target;
import dev.reelcast.bus.WebhookStoreApi.Tested;
import dev.reelcast.bus.WebhookStoreApi.Verdict;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Webhook;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Webhooks, and what they are to be told. */
final class WebhookStore {

    private static final int TIDIED_AT_ONCE = 1_000;

    private final Sql sql;

    WebhookStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    /**
     * Has somebody's webhooks told of an event, within the transaction in which it comes to be.
     *
     * @param data what is told
     * @param links members of it that are paths on this server
     */
    static Future<Void> tell(Sql within, UUID ownerId, String type, JsonObject data, JsonObject links) {
        return within.list(WebhookSql.WHO_HEARS, row -> row.getUUID("id"), ownerId, type)
                .compose(webhooks -> webhooks.isEmpty()
                        ? Future.succeededFuture()
                        : within.execute(
                                        WebhookSql.TELL,
                                        Stream.generate(Ids::next)
                                                .limit(webhooks.size())
                                                .toArray(UUID[]::new),
                                        Values.ids(webhooks),
                                        type,
                                        data,
                                        links)
                                .mapEmpty());
    }

    Future<Webhook> add(Kept kept) {
        return sql.transaction(within -> within.execute(WebhookSql.LOCK_OWNER, kept.userId())
                .compose(locked -> within.first(WebhookSql.COUNT, row -> row.getInteger("webhooks"), kept.userId()))
                .compose(count -> {
                    if (count.orElseThrow() >= WebhookStoreApi.MOST) {
                        throw Failure.of(
                                FailureKind.CONFLICT,
                                "too_many_webhooks",
                                "There are " + WebhookStoreApi.MOST + " webhooks already. Delete one first.");
                    }
                    return within.first(
                            WebhookSql.ADD,
                            WebhookStore::webhook,
                            kept.webhookId(),
                            kept.userId(),
                            kept.url(),
                            Buffer.buffer(kept.sealedSecret()),
                            kept.events().toArray(String[]::new));
                })
                .map(Optional::orElseThrow));
    }

    Future<List<Webhook>> list(UUID userId) {
        return sql.list(WebhookSql.LIST, WebhookStore::webhook, userId);
    }

    Future<Void> delete(One one) {
        return sql.execute(WebhookSql.DELETE, one.webhookId(), one.userId()).map(deleted -> {
            if (deleted == 0) {
                throw Failure.notFound("webhook");
            }
            return null;
        });
    }

    Future<Target> target(One one) {
        return sql.first(WebhookSql.TARGET, WebhookStore::targetOf, one.webhookId(), one.userId())
                .map(found -> found.orElseThrow(() -> Failure.notFound("webhook")));
    }

    Future<List<Due>> claim(Claim claim) {
        return sql.list(WebhookSql.CLAIM, WebhookStore::due, (long) claim.limit(), Values.seconds(claim.lease()));
    }

    Future<Void> called(Called called) {
        boolean off = called.verdict() == Verdict.SWITCH_OFF;
        Duration retry = called.retry();
        return sql.transaction(within -> within.execute(
                        WebhookSql.OUTCOME, called.webhookId(), called.status(), called.error(), off)
                .compose(written -> within.execute(
                        WebhookSql.CALLED,
                        called.deliveryId(),
                        state(called.verdict()),
                        retry == null ? null : Values.seconds(retry),
                        called.status(),
                        called.error()))
                .compose(written -> off
                        ? within.execute(WebhookSql.DROP_WAITING, called.webhookId())
                        : Future.succeededFuture(written))
                .mapEmpty());
    }

    private static String state(Verdict verdict) {
        return switch (verdict) {
            case DELIVERED -> "delivered";
            case LATER -> "waiting";
            case GIVEN_UP, SWITCH_OFF -> "failed";
        };
    }

    Future<Webhook.Outcome> tested(Tested tested) {
        Message message = tested.message();
        return sql.transaction(within -> within.first(
                        WebhookSql.TESTED,
                        WebhookStore::outcome,
                        tested.webhookId(),
                        tested.userId(),
                        tested.status(),
                        tested.error())
                .map(found -> found.orElseThrow(() -> Failure.notFound("webhook")))
                .compose(outcome -> within.execute(
                                WebhookSql.ADD_TESTED,
                                message.id(),
                                tested.webhookId(),
                                message.type(),
                                message.data(),
                                tested.status(),
                                tested.error())
                        .map(outcome)));
    }

    Future<Integer> tidy(Duration age) {
        return sql.execute(WebhookSql.TIDY, Values.seconds(age), (long) TIDIED_AT_ONCE);
    }

    private static Webhook webhook(Row row) {
        return new Webhook(
                row.getUUID("id"),
                row.getString("url"),
                List.of(row.getArrayOfStrings("events")),
                Values.instant(row, "created_at"),
                Values.instantOrNull(row, "off_at"),
                row.getInteger("waiting"),
                outcome(row));
    }

    private static Webhook.@Nullable Outcome outcome(Row row) {
        Instant at = Values.instantOrNull(row, "called_at");
        return at == null ? null : new Webhook.Outcome(at, row.getInteger("last_status"), row.getString("last_error"));
    }

    private static Target targetOf(Row row) {
        return new Target(
                row.getUUID("webhook_id"),
                row.getString("url"),
                row.getBuffer("sealed_secret").getBytes());
    }

    private static Due due(Row row) {
        return new Due(
                targetOf(row),
                new Message(
                        row.getUUID("id"),
                        row.getString("type"),
                        row.getJsonObject("data"),
                        row.getJsonObject("links"),
                        Values.instant(row, "created_at")),
                row.getInteger("attempts"),
                Duration.ofMillis(Math.round(row.getDouble("age") * 1_000)));
    }
}
