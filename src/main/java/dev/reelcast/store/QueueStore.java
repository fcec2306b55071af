package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.StageInput;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.HandBack;
import dev.reelcast.bus.QueueStoreApi.Known;
import dev.reelcast.bus.QueueStoreApi.Renewal;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.bus.QueueStoreApi.Seen;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Job;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Role;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StageRecord;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queue's leases: taken, renewed, given back, and taken away from servers that are lost. */
final class QueueStore {

    private final Sql sql;
    private final Sql claims;
    private final Line line = new Line(System::nanoTime);
    private volatile boolean quiet;

    /** @param claims its connections are for claims alone */
    QueueStore(Pool pool, Pool claims) {
        this.sql = new Sql(pool);
        this.claims = new Sql(claims);
    }

    /** A run that begins, the event that tells of it, and with the first of a whole claim, who comes after it. */
    private record Taken(Claimed claimed, StoredEvent event, List<Line.Place> next) {

        static Taken of(Row row) {
            return new Taken(JobRow.claimed(row), JobEvents.of(row), Line.Place.of(row));
        }

        static Committed<List<Claimed>> committed(List<Taken> all) {
            return Committed.of(
                    all.stream().map(Taken::claimed).toList(),
                    all.stream().map(Taken::event).toList());
        }
    }

    Future<Committed<List<Claimed>>> claim(Claim claim) {
        List<Line.Place> first = line.first(claim);
        if (first.isEmpty()) {
            return quiet ? alone(claim) : chosen(claim);
        }
        return taken(claim, first).compose(taken -> {
            int began = taken.events().size();
            if (began < first.size()) {
                line.forget();
            }
            return began == 0 ? chosen(claim) : Future.succeededFuture(taken);
        });
    }

    /** Nobody waited a moment ago: who came since may be the only one. */
    private Future<Committed<List<Claimed>>> alone(Claim claim) {
        return claims.list(
                        QueueSql.TAKE_ALONE,
                        Taken::of,
                        beginning(
                                claim,
                                Values.words(List.copyOf(claim.stages().keySet())),
                                claim.hosts().keySet().toArray(String[]::new)))
                .compose(taken -> taken.isEmpty() ? chosen(claim) : Future.succeededFuture(Taken.committed(taken)));
    }

    /** Claims whoever's turn it is. */
    private Future<Committed<List<Claimed>>> chosen(Claim claim) {
        int further = line.further(claim);
        return claims.transaction(
                        within -> Future.succeededFuture(within.execute(QueueSql.CLAIM_TURN)), (within, turn) -> {
                            Future<List<Taken>> taken = choose(within, claim, further);
                            return turn.compose(mine -> taken);
                        })
                .map(all -> {
                    quiet = all.isEmpty();
                    line.found(all.isEmpty() ? List.of() : all.get(0).next());
                    return Taken.committed(all);
                });
    }

    private static Future<List<Taken>> choose(Sql within, Claim claim, int further) {
        List<Stage> stages = List.copyOf(claim.stages().keySet());
        List<String> hosts = List.copyOf(claim.hosts().keySet());
        return within.list(
                QueueSql.CLAIM,
                Taken::of,
                beginning(
                        claim,
                        Values.words(stages),
                        stages.stream().map(claim.stages()::get).toArray(Integer[]::new),
                        (long) claim.limit(),
                        hosts.toArray(String[]::new),
                        hosts.stream().map(claim.hosts()::get).toArray(Integer[]::new),
                        (double) further));
    }

    /** Claims who is next in the line, where they still wait. */
    private Future<Committed<List<Claimed>>> taken(Claim claim, List<Line.Place> first) {
        return claims.list(
                        QueueSql.TAKE,
                        Taken::of,
                        beginning(
                                claim,
                                Values.ids(first.stream().map(Line.Place::jobId).toList()),
                                first.stream().map(Line.Place::gate).toArray(String[]::new)))
                .map(Taken::committed);
    }

    /** The parameters of {@link QueueSql#START}, and those behind them. */
    private static Object[] beginning(Claim claim, Object... others) {
        return Stream.concat(
                        Stream.of(
                                claim.serverId(),
                                Values.seconds(claim.lease()),
                                Steps.TYPES,
                                Steps.STAGES,
                                Steps.PERCENTS,
                                Steps.WORDS),
                        Stream.of(others))
                .toArray();
    }

    /** Says that a server is up. */
    Future<Void> seen(Seen seen) {
        return sql.execute(
                        QueueSql.SEEN,
                        seen.serverId(),
                        seen.name(),
                        Values.words(seen.stages()),
                        seen.concurrency(),
                        byWord(seen.stageLimits()),
                        new JsonObject(Map.copyOf(seen.hostLimits())),
                        Values.seconds(seen.lease()))
                .compose(done -> sql.execute(QueueSql.FORGET_SERVERS))
                .mapEmpty();
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
                                .compose(agent -> filters(agent, job)
                                        .map(filters -> new StageInput(
                                                job,
                                                agent.orElse(null),
                                                agent.map(Agent::outputFormat).orElse(OutputFormat.MP3),
                                                parts.metadata(),
                                                outputs(parts.checkpoints()),
                                                parts.files(),
                                                filters.orElse(null),
                                                parts.render())))))
                .compose(this::asItIsHeard);
    }

    /** Filters are for what was discovered, not for what a person asked for. */
    private Future<Optional<VideoFilters>> filters(Optional<Agent> agent, Job job) {
        return agent.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : sql.first(VideoSql.UNASKED, row -> agent.get().filters(), job.id());
    }

    /** An episode that is cut anew keeps its format, and so its address. */
    private Future<StageInput> asItIsHeard(StageInput input) {
        UUID revised = input.job().revises();
        if (revised == null) {
            return Future.succeededFuture(input);
        }
        return EpisodeStore.find(sql, everything(), revised).map(episode -> {
            StoredFile audio = episode.audio();
            return audio == null ? input : input.inFormat(OutputFormat.ofExtension(audio.extension()));
        });
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

    /** The server works no more, or not yet: what it holds goes to whoever is free, and nobody waits for it. */
    Future<Committed<Integer>> handBack(HandBack handBack) {
        return sql.transaction(within -> within.execute(QueueSql.GONE, handBack.serverId())
                .compose(gone -> within.list(ChangeSql.LOCK_HELD, Locked::of, handBack.serverId()))
                .compose(jobs -> handBack.stopping()
                        ? written(within, jobs, Transitions::handedBack)
                        : interruptions(within, jobs)
                                .compose(before -> written(
                                        within,
                                        jobs,
                                        job -> Transitions.interrupted(job, before.getOrDefault(job.id(), 0))))));
    }

    /** How often in a row a server has ended in the middle of the stages that these are in. */
    private static Future<Map<UUID, Integer>> interruptions(Sql within, List<Locked> jobs) {
        record Before(UUID jobId, int times) {}
        return within.list(
                        QueueSql.INTERRUPTIONS,
                        row -> new Before(row.getUUID("job_id"), row.getInteger("times")),
                        Values.ids(jobs.stream().map(Locked::id).toList()),
                        Values.words(jobs.stream().map(Locked::stage).toList()))
                .map(rows -> rows.stream().collect(Collectors.toMap(Before::jobId, Before::times)));
    }

    Future<Committed<Integer>> forgotten(Known known) {
        List<Run> runs = List.copyOf(known.runs());
        return changed(
                within -> within.list(
                        ChangeSql.LOCK_FORGOTTEN,
                        Locked::of,
                        known.serverId(),
                        runs.stream().map(Run::jobId).toArray(UUID[]::new),
                        runs.stream().map(Run::number).toArray(Long[]::new),
                        Values.seconds(known.age())),
                Transitions::handedBack);
    }

    Future<Committed<Integer>> rescue(int limit) {
        return changed(within -> within.list(ChangeSql.LOCK_LOST, Locked::of, (long) limit), Transitions::lost);
    }

    Future<Committed<Integer>> expire(int limit) {
        return changed(within -> within.list(ChangeSql.LOCK_LATE, Locked::of, (long) limit), Transitions::late)
                .map(expired -> expired.with(expired.events().stream()
                        .filter(event -> "cancelled".equals(event.body().getString("status")))
                        .map(event ->
                                JobStore.stopped(event.jobId(), event.body().getString("message")))
                        .toList()));
    }

    private Future<Committed<Integer>> changed(
            Function<Sql, Future<List<Locked>>> lock, Function<Locked, Change> decide) {
        return sql.transaction(within -> lock.apply(within).compose(jobs -> written(within, jobs, decide)));
    }

    private static Future<Committed<Integer>> written(Sql within, List<Locked> jobs, Function<Locked, Change> decide) {
        return Changes.write(within, jobs.stream().map(decide).toList(), Duration.ZERO)
                .map(Changes::told);
    }

    private static JsonObject byWord(Map<Stage, Integer> numbers) {
        JsonObject json = new JsonObject();
        numbers.forEach((stage, number) -> json.put(Wire.word(stage), number));
        return json;
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
