package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What an agent's listeners hear of its backfills. */
final class BackfillFacts {

    private BackfillFacts() {}

    static Committed.Fact started(Row row) {
        return of(
                row.getUUID("agent_id"),
                "backfill.started",
                JsonObject.of(
                        "since", Values.instant(row, "since").toString(), "totalVideos", row.getInteger("total")));
    }

    static Committed.Fact completed(Row row) {
        return of(
                row.getUUID("agent_id"),
                "backfill.completed",
                JsonObject.of("totalFound", row.getInteger("total"), "totalEnqueued", row.getInteger("enqueued")));
    }

    private static Committed.Fact of(UUID agentId, String type, JsonObject rest) {
        JsonObject body = JsonObject.of(
                "type", type,
                "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "agentId", agentId.toString());
        return new Committed.Fact(Facts.agentEvents(agentId), body.mergeIn(rest));
    }
}
