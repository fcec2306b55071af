package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.Enqueued;
import dev.reelcast.bus.JobStoreApi.JobPatch;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.Job;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Role;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Jobs as people and scripts see them: put in, looked at, cancelled, tried again. */
final class JobStore {

    private static final String CANCELLED = "Cancelled";
    private static final int ENQUEUE_TRIES = 5;

    private final Sql sql;

    JobStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    /**
     * A job that is in the queue.
     *
     * @param existing whether it was there before
     */
    record Put(UUID ownerId, UUID jobId, boolean existing) {}

    /** Puts a job in; what is to be said of it is asked for afterwards, so that no server waits for that. */
    Future<Committed<Put>> enqueue(NewJob job) {
        return enqueue(job, ENQUEUE_TRIES);
    }

    /** The active job that stands in the way may end before it is found: then there is room, and another try finds it. */
    private Future<Committed<Put>> enqueue(NewJob job, int tries) {
        return sql.transaction(within -> ownAgent(within, job), (within, owned) -> insert(within, List.of(job), true))
                .compose(events -> events.isEmpty()
                        ? existing(job)
                        : Future.succeededFuture(Committed.of(new Put(job.ownerId(), job.id(), false), events)))
                .compose(put -> {
                    if (put.value() != null) {
                        return Future.succeededFuture(put);
                    }
                    return tries > 1
                            ? enqueue(job, tries - 1)
                            : Future.failedFuture(Failure.of(
                                    FailureKind.CONFLICT, "The same video is put in and ended over and over."));
                });
    }

    Future<Enqueued> told(Put put) {
        return JobReader.told(sql, new Viewer(put.ownerId(), Role.MEMBER), put.jobId())
                .map(job -> new Enqueued(job, put.existing()));
    }

    private static Future<Void> ownAgent(Sql within, NewJob job) {
        if (job.agentId() == null) {
            return Future.succeededFuture();
        }
        return within.first(JobSql.OWN_AGENT, row -> true, job.agentId(), job.ownerId())
                .compose(found ->
                        found.isPresent() ? Future.succeededFuture() : Future.failedFuture(Failure.notFound("agent")));
    }

    /**
     * Puts jobs in whose agents are locked; those that are in the queue already are passed over.
     *
     * @param wanted whether people ask for them, so that no filter applies
     */
    static Future<List<StoredEvent>> insert(Sql within, List<NewJob> jobs, boolean wanted) {
        record Sent(UUID jobId, StoredFile file) {}
        List<Sent> sent = jobs.stream()
                .flatMap(job -> job.files().stream().map(file -> new Sent(job.id(), file)))
                .toList();
        FileColumns files = FileColumns.of(sent.stream().map(Sent::file).toList());
        return within.list(
                JobSql.ENQUEUE,
                JobEvents::of,
                column(jobs, UUID[]::new, NewJob::id),
                column(jobs, UUID[]::new, NewJob::ownerId),
                column(jobs, UUID[]::new, NewJob::agentId),
                column(jobs, String[]::new, job -> Wire.word(job.type())),
                column(
                        jobs,
                        String[]::new,
                        job -> Wire.word(Pipeline.of(job.type()).first())),
                column(jobs, String[]::new, NewJob::url),
                column(jobs, String[]::new, NewJob::canonical),
                column(jobs, String[]::new, NewJob::title),
                column(jobs, String[]::new, NewJob::host),
                column(jobs, Short[]::new, job -> (short) job.priority().rank()),
                column(jobs, OffsetDateTime[]::new, job -> Values.time(job.deadline())),
                sent.stream().map(Sent::jobId).toArray(UUID[]::new),
                files.names(),
                files.kinds(),
                files.storageKeys(),
                files.contentTypes(),
                files.bytes(),
                Transitions.WAITING,
                wanted,
                column(jobs, String[]::new, job -> job.render() == null ? null : Wire.text(job.render())),
                column(
                        jobs,
                        UUID[]::new,
                        job -> job.bulk() == null ? null : job.bulk().bulkJobId()),
                column(
                        jobs,
                        Integer[]::new,
                        job -> job.bulk() == null ? null : job.bulk().item()),
                column(
                        jobs,
                        Integer[]::new,
                        job -> job.bulk() == null ? null : job.bulk().total()));
    }

    private static <T> T[] column(List<NewJob> jobs, IntFunction<T[]> array, Function<NewJob, @Nullable T> value) {
        return jobs.stream().map(value).toArray(array);
    }

    /** Many at once, in one transaction; those that are in the queue already are passed over. */
    Future<Committed<Integer>> enqueueAll(List<NewJob> jobs) {
        return sql.transaction(
                        within -> Future.all(distinctAgents(jobs).stream()
                                .map(job -> ownAgent(within, job))
                                .toList()),
                        (within, owned) -> insert(within, jobs, true))
                .map(events -> Committed.of(events.size(), events));
    }

    private static Collection<NewJob> distinctAgents(List<NewJob> jobs) {
        record Use(UUID ownerId, UUID agentId) {}
        Map<Use, NewJob> uses = new LinkedHashMap<>();
        for (NewJob job : jobs) {
            if (job.agentId() != null) {
                uses.put(new Use(job.ownerId(), job.agentId()), job);
            }
        }
        return uses.values();
    }

    /** Without a value when it ended meanwhile. */
    private Future<Committed<Put>> existing(NewJob job) {
        return sql.first(
                        JobSql.ACTIVE,
                        row -> new Put(job.ownerId(), row.getUUID("id"), true),
                        job.ownerId(),
                        job.agentId(),
                        job.canonical())
                .map(found -> Committed.of(found.orElse(null), List.of()));
    }

    Future<Committed<Job>> cancel(OneJob which) {
        return change(which, Transitions::cancelled, (within, change) -> Future.succeededFuture())
                .map(committed -> committed.with(List.of(stopped(which.jobId(), CANCELLED))));
    }

    Future<Committed<Job>> retry(RetryJob which) {
        return change(
                new OneJob(which.viewer(), which.jobId()),
                job -> Transitions.again(job, which.fromStage()),
                (within, change) -> within.execute(
                                ChangeSql.UNDO, which.jobId(), Values.words(Transitions.undone(change)))
                        .compose(undone -> within.execute(VideoSql.WANTED, which.jobId()))
                        .compose(wanted -> {
                            UUID revised = change.job().revises();
                            return revised == null
                                    ? Future.succeededFuture()
                                    : Recuts.adopt(within, which.jobId(), revised);
                        }));
    }

    Future<Committed<Job>> update(JobPatch patch) {
        Viewer viewer = patch.viewer();
        return sql.transaction(within -> locked(within, viewer, patch.jobId())
                .compose(job -> {
                    if (job.status().ended()) {
                        throw Failure.of(FailureKind.CONFLICT, "already_ended", "The job has already ended.");
                    }
                    Instant deadline = patch.deadline();
                    return within.list(
                            JobSql.UPDATE,
                            JobEvents::of,
                            patch.jobId(),
                            patch.priority() == null ? null : patch.priority().rank(),
                            deadline != null,
                            Instant.MAX.equals(deadline) ? null : Values.time(deadline));
                })
                .compose(
                        events -> JobReader.told(within, viewer, patch.jobId()).map(job -> Committed.of(job, events))));
    }

    private Future<Committed<Job>> change(
            OneJob which, Function<Locked, Change> decide, BiFunction<Sql, Change, Future<?>> beside) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> locked(within, viewer, which.jobId())
                .map(decide)
                .compose(change -> beside.apply(within, change)
                        .compose(done -> Changes.write(within, List.of(change), Duration.ZERO)))
                .compose(written -> JobReader.told(within, viewer, which.jobId())
                        .map(job -> Committed.of(job, List.of(written.get(0).event())))));
    }

    private static Future<Locked> locked(Sql within, Viewer viewer, UUID jobId) {
        return within.first(ChangeSql.LOCK_ONE, Locked::of, jobId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("job")));
    }

    /** What makes the server that runs a job stop doing so. */
    static Committed.Fact stopped(UUID jobId, String reason) {
        return new Committed.Fact(Facts.JOBS_STOPPED, JsonObject.of("jobId", jobId.toString(), "reason", reason));
    }
}
