package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueControlApi.PauseOrder;
import dev.reelcast.bus.QueueControlApi.Scope;
import dev.reelcast.model.Pause;
import dev.reelcast.model.QueueState;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue as it is steered: how it stands, held up and going on. */
final class ControlStore {

    private final Sql sql;

    ControlStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<QueueState> state(Viewer viewer) {
        Future<List<QueueState.Server>> servers =
                viewer.seesAll() ? sql.list(WaitSql.SERVERS, ControlStore::server) : Future.succeededFuture(List.of());
        Future<List<QueueState.HostBreak>> hosts = viewer.seesAll()
                ? sql.list(
                        WaitSql.HOSTS,
                        row -> new QueueState.HostBreak(
                                row.getString("host"), row.getString("message"), Values.instant(row, "until")))
                : Future.succeededFuture(List.of());
        return Future.all(servers, hosts)
                .compose(both -> sql.first(
                        WaitSql.COUNTS,
                        row -> new QueueState(
                                Values.recordOrNull(Pause.class, row, "paused"),
                                row.getLong("running"),
                                row.getLong("waiting"),
                                servers.result(),
                                hosts.result()),
                        viewer.userId(),
                        viewer.seesAll()))
                .map(Optional::orElseThrow);
    }

    private static QueueState.Server server(Row row) {
        return new QueueState.Server(
                row.getUUID("id"),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("stages"))
                        .map(word -> Wire.parse(Stage.class, word))
                        .toList(),
                row.getInteger("concurrency"),
                row.getInteger("running"),
                Values.instant(row, "seen_at"),
                row.getBoolean("up"));
    }

    Future<Committed<Void>> pause(PauseOrder order) {
        Scope scope = order.scope();
        return sql.transaction(within -> allowed(within, scope)
                        .compose(allowed -> within.first(
                                WaitSql.PAUSE,
                                row -> new Pause(
                                        row.getString("reason"), row.getString("by"), Values.instant(row, "since")),
                                scope.agentId(),
                                Values.storable(order.reason()),
                                scope.viewer().userId())))
                .map(pause -> told(scope.agentId(), "paused", pause.orElseThrow()));
    }

    Future<Committed<Void>> resume(Scope scope) {
        return sql.transaction(within ->
                        allowed(within, scope).compose(allowed -> within.execute(WaitSql.RESUME, scope.agentId())))
                .map(resumed -> resumed == 0
                        ? Committed.<Void>of(null, List.<StoredEvent>of())
                        : told(scope.agentId(), "resumed", null));
    }

    private static Future<Void> allowed(Sql within, Scope scope) {
        if (scope.agentId() != null) {
            return within.first(
                            WaitSql.MAY_PAUSE_AGENT,
                            row -> true,
                            scope.agentId(),
                            scope.viewer().userId(),
                            scope.viewer().seesAll())
                    .compose(found -> found.isPresent()
                            ? Future.succeededFuture()
                            : Future.failedFuture(Failure.notFound("agent")));
        }
        return scope.viewer().seesAll()
                ? Future.succeededFuture()
                : Future.failedFuture(Failure.of(
                        FailureKind.FORBIDDEN, "admin_only", "Only an administrator can hold the whole queue up."));
    }

    private static Committed<Void> told(@Nullable UUID agentId, String what, @Nullable Pause pause) {
        JsonObject body = pause == null ? new JsonObject() : Wire.json(pause);
        body.put("type", (agentId == null ? "queue." : "agent.") + what)
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        if (agentId != null) {
            body.put("agentId", agentId.toString());
        }
        String address = agentId == null ? Facts.QUEUE_STATE : Facts.agentEvents(agentId);
        return Committed.<Void>of(null, List.of()).with(List.of(new Committed.Fact(address, body)));
    }
}
