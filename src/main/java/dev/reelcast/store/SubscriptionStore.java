package dev.reelcast.store;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.SubscriptionStoreApi.Asked;
import dev.reelcast.bus.SubscriptionStoreApi.Confirmed;
import dev.reelcast.bus.SubscriptionStoreApi.Denied;
import dev.reelcast.bus.SubscriptionStoreApi.Directed;
import dev.reelcast.bus.SubscriptionStoreApi.Due;
import dev.reelcast.bus.SubscriptionStoreApi.Failed;
import dev.reelcast.bus.SubscriptionStoreApi.NewSubscription;
import dev.reelcast.bus.SubscriptionStoreApi.Passed;
import dev.reelcast.bus.SubscriptionStoreApi.Receiver;
import dev.reelcast.bus.SubscriptionStoreApi.Rekeyed;
import dev.reelcast.bus.SubscriptionStoreApi.TokenHash;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents follow. */
final class SubscriptionStore {

    private final Sql sql;

    SubscriptionStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** Answers null for nothing. */
    Future<Subscription> find(OneAgent which) {
        return owner(sql, SubscriptionSql.AGENT, which).compose(owner -> of(sql, which.agentId()));
    }

    Future<Committed<Subscription>> keep(NewSubscription wanted) {
        UUID agentId = wanted.agentId();
        return sql.transaction(within -> owner(
                        within, SubscriptionSql.LOCK_AGENT, new OneAgent(wanted.viewer(), agentId))
                .compose(owner -> within.execute(
                                SubscriptionSql.END_OTHERS,
                                agentId,
                                wanted.source(),
                                wanted.given(),
                                wanted.channelId())
                        .compose(ended -> within.execute(SubscriptionSql.AGAIN, agentId))
                        .compose(again -> within.execute(
                                SubscriptionSql.INSERT,
                                wanted.id(),
                                agentId,
                                owner,
                                wanted.source(),
                                wanted.given(),
                                wanted.channelId(),
                                Buffer.buffer(wanted.token().bytes()),
                                Buffer.buffer(wanted.sealed()))))
                .compose(inserted -> of(within, agentId))
                .map(kept -> changed(agentId, kept)));
    }

    /** The value is null when the agent follows nothing. */
    Future<Committed<Subscription>> end(OneAgent which) {
        return sql.transaction(within -> owner(within, SubscriptionSql.LOCK_AGENT, which)
                .compose(owner -> within.execute(SubscriptionSql.END, which.agentId()))
                .compose(ended -> of(within, which.agentId()))
                .map(ending -> changed(which.agentId(), ending)));
    }

    Future<List<Due>> due(int most) {
        return sql.list(SubscriptionSql.DUE, SubscriptionRow::due, most);
    }

    Future<Void> direct(Directed directed) {
        Asked asked = directed.asked();
        return sql.execute(
                        SubscriptionSql.DIRECT,
                        asked.id(),
                        asked.asked(),
                        directed.hub(),
                        directed.topic(),
                        directed.callbackBase())
                .mapEmpty();
    }

    Future<Integer> moved(String callbackBase) {
        return sql.execute(SubscriptionSql.MOVED, callbackBase);
    }

    Future<Void> rekey(Rekeyed rekeyed) {
        return sql.execute(
                        SubscriptionSql.REKEY,
                        rekeyed.asked().id(),
                        rekeyed.asked().asked(),
                        Buffer.buffer(rekeyed.token().bytes()),
                        Buffer.buffer(rekeyed.sealed()))
                .mapEmpty();
    }

    Future<Committed<Void>> accepted(Asked asked) {
        return told(SubscriptionSql.ACCEPTED, asked.id(), asked.asked())
                .map(changed -> Committed.<Void>of(null, List.of()).with(changed.facts()));
    }

    Future<Committed<Void>> failed(Failed failed) {
        Asked asked = failed.asked();
        return told(
                        SubscriptionSql.FAILED,
                        asked.id(),
                        asked.asked(),
                        Values.storable(failed.error()),
                        Values.seconds(failed.retryIn()))
                .map(changed -> Committed.<Void>of(null, List.of()).with(changed.facts()));
    }

    Future<Committed<Boolean>> confirm(Confirmed confirmed) {
        Buffer token = Buffer.buffer(confirmed.token().bytes());
        String topic = Values.storable(confirmed.topic());
        return confirmed.subscribe()
                ? told(SubscriptionSql.CONFIRM, token, topic, Values.seconds(confirmed.lease()))
                : told(SubscriptionSql.CONFIRM_END, token, topic);
    }

    Future<Committed<Boolean>> deny(Denied denied) {
        return told(
                SubscriptionSql.DENY,
                Buffer.buffer(denied.token().bytes()),
                Values.storable(denied.topic()),
                Values.storable(denied.reason()));
    }

    /** Answers null for nobody. */
    Future<Receiver> receiver(TokenHash token) {
        return sql.first(SubscriptionSql.RECEIVER, SubscriptionRow::receiver, Buffer.buffer(token.bytes()))
                .map(found -> found.orElse(null));
    }

    Future<Void> passed(Passed passed) {
        String statement =
                switch (passed.why()) {
                    case UNSIGNED -> SubscriptionSql.REJECTED;
                    case NO_NEWS -> SubscriptionSql.IGNORED;
                    case NO_SECRET -> SubscriptionSql.UNREADABLE;
                };
        return sql.execute(statement, passed.id()).mapEmpty();
    }

    /** Answers how many were let go. */
    Future<Committed<Integer>> sweep(Duration remembered) {
        return sql.list(SubscriptionSql.LAPSE, SubscriptionRow::changed)
                .compose(lapsed -> sql.execute(SubscriptionSql.FORGET, Values.seconds(remembered))
                        .map(forgotten -> Committed.of(lapsed.size(), List.of())
                                .with(lapsed.stream().flatMap(List::stream).toList())));
    }

    private Future<Committed<Boolean>> told(String statement, @Nullable Object... parameters) {
        return sql.first(statement, SubscriptionRow::changed, parameters)
                .map(changed -> Committed.of(changed.isPresent(), List.of()).with(changed.orElse(List.of())));
    }

    private static Committed<Subscription> changed(UUID agentId, @Nullable Subscription now) {
        return Committed.of(now, List.of())
                .with(List.of(SubscriptionRow.changed(agentId, now == null ? null : Wire.word(now.state()))));
    }

    private static Future<Subscription> of(Sql sql, UUID agentId) {
        return sql.first(SubscriptionSql.OF_AGENT, SubscriptionRow::subscription, agentId)
                .map((Optional<Subscription> found) -> found.orElse(null));
    }

    private static Future<UUID> owner(Sql sql, String statement, OneAgent which) {
        return sql.first(
                        statement,
                        row -> row.getUUID("owner_id"),
                        which.agentId(),
                        which.viewer().userId(),
                        which.viewer().seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("agent")));
    }
}
