package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.StageInput;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Renewal;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Job;
import dev.reelcast.model.Role;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StageRecord;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The queue's leases: taken, renewed, given back, and taken away from servers that are lost. */
final class QueueStore {

    /** How often a stage is started before its job is given up because its servers get lost. */
    static final int STARTS = 5;

    private final Sql sql;

    QueueStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Committed<List<Claimed>>> claim(Claim claim) {
        record Taken(Claimed claimed, StoredEvent event) {}
        return sql.list(
                        QueueSql.CLAIM,
                        row -> new Taken(JobRow.claimed(row), JobRow.event(row)),
                        claim.serverId(),
                        Values.words(claim.stages()),
                        (long) claim.limit(),
                        Values.seconds(claim.lease()),
                        Steps.TYPES,
                        Steps.STAGES,
                        Steps.PERCENTS,
                        Steps.WORDS)
                .map(taken -> Committed.of(
                        taken.stream().map(Taken::claimed).toList(),
                        taken.stream().map(Taken::event).toList()));
    }

    Future<Set<Run>> renew(Renewal renewal) {
        List<Run> runs = List.copyOf(renewal.runs());
        return sql.list(
                        QueueSql.RENEW,
                        row -> new Run(row.getUUID("id"), row.getLong("run")),
                        renewal.serverId(),
                        runs.stream().map(Run::jobId).toArray(UUID[]::new),
                        runs.stream().map(Run::number).toArray(Long[]::new),
                        Values.seconds(renewal.lease()))
                .map(HashSet::new);
    }

    Future<StageInput> input(Run run) {
        return sql.first(QueueSql.CURRENT, row -> row.getUUID("id"), run.jobId(), run.number())
                .compose(found -> JobReader.one(sql, everything(), found.orElseThrow(QueueStore::lostRun)))
                .compose(job -> JobReader.parts(sql, everything(), job)
                        .compose(parts -> agentOf(job)
                                .map(agent -> new StageInput(
                                        job,
                                        agent.orElse(null),
                                        parts.metadata(),
                                        outputs(parts.stages()),
                                        parts.files()))));
    }

    private Future<Optional<Agent>> agentOf(Job job) {
        UUID agentId = job.agentId();
        return agentId == null
                ? Future.succeededFuture(Optional.empty())
                : AgentStore.find(sql, everything(), agentId).map(Optional::of);
    }

    private static Map<Stage, JsonObject> outputs(Map<Stage, StageRecord> stages) {
        Map<Stage, JsonObject> outputs = new EnumMap<>(Stage.class);
        stages.forEach((stage, record) -> {
            JsonObject output = record.output();
            if (output != null) {
                outputs.put(stage, output);
            }
        });
        return outputs;
    }

    Future<Committed<Integer>> handBack(UUID serverId) {
        return changed(
                within -> within.list(QueueSql.HELD_BY, row -> row.getUUID("id"), serverId),
                (within, ids) -> within.list(QueueSql.HAND_BACK, JobRow::event, Values.ids(ids), JobStore.WAITING));
    }

    Future<Committed<Integer>> rescue(int limit) {
        return changed(
                within -> within.list(QueueSql.LOST, row -> row.getUUID("id"), (long) limit),
                (within, ids) -> within.list(
                        QueueSql.RESCUE,
                        JobRow::event,
                        Values.ids(ids),
                        STARTS,
                        JobStore.WAITING,
                        "The server that ran it was lost.",
                        "Failed",
                        Steps.TYPES,
                        Steps.STAGES,
                        Steps.INSIDE));
    }

    Future<Committed<Integer>> expire(int limit) {
        String reason = "The deadline has passed.";
        return changed(
                        within -> within.list(QueueSql.LATE, row -> row.getUUID("id"), (long) limit),
                        (within, ids) -> within.list(QueueSql.EXPIRE, JobRow::event, Values.ids(ids), reason))
                .map(expired -> expired.with(expired.events().stream()
                        .filter(event -> "cancelled".equals(event.body().getString("status")))
                        .map(event -> JobStore.stopped(event.jobId(), reason))
                        .toList()));
    }

    /** Locks jobs, then changes them: only so does the change see all that belongs to them as it is. */
    private Future<Committed<Integer>> changed(
            Function<Sql, Future<List<UUID>>> lock, BiFunction<Sql, List<UUID>, Future<List<StoredEvent>>> change) {
        return sql.transaction(within -> lock.apply(within)
                        .compose(ids -> ids.isEmpty()
                                ? Future.succeededFuture(List.<StoredEvent>of())
                                : change.apply(within, ids)))
                .map(events -> Committed.of(events.size(), events));
    }

    /** The run is not, or no longer, its job's current one. */
    static Failure lostRun() {
        return Failure.of(
                FailureKind.CONFLICT, QueueStoreApi.LOST_RUN, "The job went on without this run, or was stopped.");
    }

    /** A runner works for whoever owns the job. */
    static Viewer everything() {
        return new Viewer(new UUID(0, 0), Role.ADMIN);
    }
}
