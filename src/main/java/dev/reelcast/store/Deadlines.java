package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Foresees which jobs will miss their deadlines, from how long their stages took others. */
final class Deadlines {

    private final Sql sql;

    Deadlines(Pool pool) {
        this.sql = new Sql(pool);
    }

    private record Due(UUID jobId, boolean atRisk, double seconds) {}

    /** Flags those that will be late, and takes the flag from those that will not after all. */
    Future<Committed<Integer>> foresee(int limit) {
        return sql.list(
                        WaitSql.WITH_DEADLINES,
                        row -> new Due(row.getUUID("id"), row.getBoolean("at_risk"), row.getDouble("seconds")),
                        (long) limit)
                .compose(due -> due.isEmpty()
                        ? Future.succeededFuture(Committed.of(0, List.of()))
                        : etas(due).compose(etas -> flag(due, etas)));
    }

    private Future<Map<UUID, Integer>> etas(List<Due> due) {
        UUID[] ids = due.stream().map(Due::jobId).toArray(UUID[]::new);
        Future<List<Wait>> waits = sql.list(WaitSql.WHY, Wait::of, (Object) ids);
        record Left(UUID jobId, Integer seconds) {}
        return sql.list(
                        WaitSql.SECONDS_LEFT,
                        row -> new Left(row.getUUID("id"), row.getInteger("seconds_left")),
                        (Object) ids)
                .compose(left -> waits.map(waiting -> {
                    Map<UUID, Integer> etas = new HashMap<>();
                    left.forEach(job -> etas.put(job.jobId(), job.seconds()));
                    waiting.forEach(wait -> {
                        Integer eta = wait.etaSeconds();
                        if (eta != null) {
                            etas.put(wait.jobId(), eta);
                        }
                    });
                    return etas;
                }));
    }

    private Future<Committed<Integer>> flag(List<Due> due, Map<UUID, Integer> etas) {
        Map<UUID, Boolean> changed = new LinkedHashMap<>();
        for (Due job : due) {
            Integer eta = etas.get(job.jobId());
            boolean atRisk = eta != null && eta > job.seconds();
            if (atRisk != job.atRisk()) {
                changed.put(job.jobId(), atRisk);
            }
        }
        if (changed.isEmpty()) {
            return Future.succeededFuture(Committed.of(0, List.of()));
        }
        return sql.list(
                        WaitSql.RISK,
                        JobEvents::of,
                        Values.ids(changed.keySet()),
                        changed.values().toArray(Boolean[]::new))
                .map(events -> new Committed<>(events.size(), events, lines(events, changed), List.of()));
    }

    private static List<LogLine> lines(List<StoredEvent> events, Map<UUID, Boolean> changed) {
        return events.stream()
                .map(event -> changed.getOrDefault(event.jobId(), false)
                        ? ProgressApi.line(
                                event.jobId(), LogLevel.WARNING, null, "It is expected to miss its deadline.")
                        : ProgressApi.line(
                                event.jobId(), LogLevel.INFO, null, "It is expected to meet its deadline after all."))
                .toList();
    }
}
