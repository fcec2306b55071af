package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.Enqueued;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.Job;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Role;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Jobs as people and scripts see them: put in, looked at, cancelled, tried again. */
final class JobStore {

    static final String WAITING = "Waiting in the queue";
    private static final String CANCELLED = "Cancelled";
    private static final int ENQUEUE_TRIES = 5;

    private final Sql sql;

    JobStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Committed<Enqueued>> enqueue(NewJob job) {
        return enqueue(job, ENQUEUE_TRIES);
    }

    /** The active job that stands in the way may end before it is read: then there is room, and another try finds it. */
    private Future<Committed<Enqueued>> enqueue(NewJob job, int tries) {
        return sql.transaction(within -> ownAgent(within, job)
                        .compose(owned -> insert(within, job))
                        .compose(event -> event.isPresent() ? added(within, job, event.get()) : existing(within, job)))
                .compose(enqueued -> {
                    if (enqueued.isPresent()) {
                        return Future.succeededFuture(enqueued.get());
                    }
                    return tries > 1
                            ? enqueue(job, tries - 1)
                            : Future.failedFuture(Failure.of(
                                    FailureKind.CONFLICT, "The same video is put in and ended over and over."));
                });
    }

    private static Future<Void> ownAgent(Sql within, NewJob job) {
        if (job.agentId() == null) {
            return Future.succeededFuture();
        }
        return within.first(JobSql.OWN_AGENT, row -> true, job.agentId(), job.ownerId())
                .compose(found ->
                        found.isPresent() ? Future.succeededFuture() : Future.failedFuture(Failure.notFound("agent")));
    }

    private static Future<Optional<StoredEvent>> insert(Sql within, NewJob job) {
        FileColumns files = FileColumns.of(job.files());
        return within.first(
                JobSql.ENQUEUE,
                JobRow::event,
                job.id(),
                job.ownerId(),
                job.agentId(),
                Wire.word(job.type()),
                Wire.word(Pipeline.of(job.type()).first()),
                job.url(),
                job.canonical(),
                job.title(),
                job.priority().rank(),
                Values.time(job.deadline()),
                WAITING,
                files.names(),
                files.kinds(),
                files.storageKeys(),
                files.contentTypes(),
                files.bytes());
    }

    private static Future<Optional<Committed<Enqueued>>> added(Sql within, NewJob job, StoredEvent event) {
        return JobReader.one(within, new Viewer(job.ownerId(), Role.MEMBER), job.id())
                .map(row -> Optional.of(Committed.of(new Enqueued(row, false), List.of(event))));
    }

    private static Future<Optional<Committed<Enqueued>>> existing(Sql within, NewJob job) {
        return within.first(JobSql.ACTIVE, row -> row.getUUID("id"), job.ownerId(), job.agentId(), job.canonical())
                .compose(id -> id.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : JobReader.one(within, new Viewer(job.ownerId(), Role.MEMBER), id.get())
                                .map(row -> Optional.of(Committed.of(new Enqueued(row, true), List.of()))));
    }

    Future<Committed<Job>> cancel(OneJob which) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> standing(within, viewer, which.jobId())
                .compose(standing -> {
                    if (standing.status().ended()) {
                        throw Failure.of(FailureKind.CONFLICT, "already_ended", "The job has already ended.");
                    }
                    return within.list(
                            JobSql.CANCEL, JobRow::event, which.jobId(), viewer.userId(), viewer.seesAll(), CANCELLED);
                })
                .compose(events -> JobReader.one(within, viewer, which.jobId())
                        .map(job -> Committed.of(job, events).with(List.of(stopped(which.jobId(), CANCELLED))))));
    }

    private static Future<SecondStart.Standing> standing(Sql within, Viewer viewer, UUID jobId) {
        return within.first(JobSql.STANDING, SecondStart.Standing::of, jobId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("job")));
    }

    /** What makes the server that runs a job stop doing so. */
    static Committed.Fact stopped(UUID jobId, String reason) {
        return new Committed.Fact(Facts.JOBS_STOPPED, JsonObject.of("jobId", jobId.toString(), "reason", reason));
    }

    Future<Committed<Job>> retry(RetryJob which) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> standing(within, viewer, which.jobId())
                .compose(standing -> {
                    SecondStart again = standing.again(which.fromStage());
                    return within.list(
                            JobSql.RETRY,
                            JobRow::event,
                            which.jobId(),
                            Wire.word(again.from()),
                            Wire.word(again.shown()),
                            again.percent(),
                            Values.words(again.undone()),
                            WAITING);
                })
                .compose(events -> JobReader.one(within, viewer, which.jobId()).map(job -> Committed.of(job, events))));
    }
}
