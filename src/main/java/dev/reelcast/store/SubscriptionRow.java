package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.SubscriptionStoreApi.Asked;
import dev.reelcast.bus.SubscriptionStoreApi.Due;
import dev.reelcast.bus.SubscriptionStoreApi.Receiver;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.Subscription.Counts;
import dev.reelcast.model.SubscriptionState;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table of subscriptions as records. */
final class SubscriptionRow {

    private SubscriptionRow() {}

    static Subscription subscription(Row row) {
        return new Subscription(
                row.getUUID("id"),
                row.getUUID("agent_id"),
                Values.word(SubscriptionState.class, row, "state"),
                row.getString("topic"),
                row.getBoolean("given"),
                row.getString("channel_id"),
                row.getString("hub"),
                Values.instantOrNull(row, "confirmed_at"),
                Values.instantOrNull(row, "lease_until"),
                Values.instantOrNull(row, "next_at"),
                row.getInteger("failures"),
                Values.instantOrNull(row, "failing_since"),
                row.getString("error"),
                Values.instantOrNull(row, "last_notice_at"),
                Values.instantOrNull(row, "last_rejected_at"),
                new Counts(
                        row.getLong("notices"), row.getLong("rejected"), row.getLong("ignored"), row.getLong("missed")),
                Values.instant(row, "created_at"));
    }

    static Due due(Row row) {
        Double leaseLeft = row.getDouble("lease_left");
        return new Due(
                new Asked(row.getUUID("id"), row.getLong("asked")),
                row.getBoolean("subscribe"),
                row.getString("source"),
                row.getBoolean("given"),
                row.getString("topic"),
                row.getString("hub"),
                row.getBuffer("sealed").getBytes(),
                row.getInteger("failures"),
                leaseLeft == null ? null : Duration.ofMillis(Math.round(leaseLeft * 1_000)));
    }

    static Receiver receiver(Row row) {
        return new Receiver(
                row.getUUID("id"),
                row.getUUID("agent_id"),
                Values.word(SubscriptionState.class, row, "state"),
                row.getString("channel_id"),
                row.getBuffer("sealed") == null ? null : row.getBuffer("sealed").getBytes());
    }

    /** What an agent's listeners hear of a change; nothing when the agent is gone. */
    static List<Committed.Fact> changed(Row row) {
        UUID agentId = row.getUUID("agent_id");
        return agentId == null ? List.of() : List.of(changed(agentId, row.getString("state")));
    }

    static Committed.Fact changed(UUID agentId, @Nullable String state) {
        JsonObject body = JsonObject.of(
                "type",
                "subscription.changed",
                "timestamp",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "agentId",
                agentId.toString(),
                "state",
                state == null ? "none" : state);
        return new Committed.Fact(Facts.agentEvents(agentId), body);
    }
}
