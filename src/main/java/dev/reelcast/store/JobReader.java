package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.JobStoreApi.After;
import dev.reelcast.bus.JobStoreApi.LogQuery;
import dev.reelcast.bus.JobStoreApi.OneFile;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobDetail;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One job as it is read: all its parts, and what happened to it. */
final class JobReader {

    private final Sql sql;

    JobReader(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<JobDetail> find(OneJob which) {
        return told(sql, which.viewer(), which.jobId())
                .compose(job -> parts(sql, which.viewer(), job).map(parts -> detail(job, parts)));
    }

    private static JobDetail detail(Job job, JobRow.Parts parts) {
        return new JobDetail(
                job,
                parts.metadata(),
                parts.render(),
                parts.files(),
                parts.analysis() == null ? null : Wire.record(Analysis.class, parts.analysis()),
                parts.publishing(),
                StageRecords.of(job, parts),
                parts.attempts());
    }

    Future<List<JsonObject>> history(After query) {
        Viewer viewer = query.viewer();
        return sql.list(
                        JobSql.HISTORY,
                        row -> Optional.ofNullable(row.getJsonObject("body")),
                        query.jobId(),
                        viewer.userId(),
                        viewer.seesAll(),
                        query.after(),
                        query.limit())
                .compose(JobReader::presentOfJob);
    }

    Future<List<LogLine>> logs(LogQuery query) {
        Viewer viewer = query.viewer();
        String[] levels = Values.words(
                Arrays.asList(LogLevel.values()).subList(query.level().ordinal(), LogLevel.values().length));
        return sql.list(
                        JobSql.LOGS,
                        row -> row.getString("message") == null
                                ? Optional.<LogLine>empty()
                                : Optional.of(JobRow.line(row)),
                        query.jobId(),
                        viewer.userId(),
                        viewer.seesAll(),
                        query.after(),
                        levels,
                        query.limit())
                .compose(JobReader::presentOfJob);
    }

    private static <T> Future<List<T>> presentOfJob(List<Optional<T>> rows) {
        return rows.isEmpty()
                ? Future.failedFuture(Failure.notFound("job"))
                : Future.succeededFuture(rows.stream().flatMap(Optional::stream).toList());
    }

    Future<StoredFile> file(OneFile which) {
        Viewer viewer = which.viewer();
        return sql.first(JobSql.FILE, JobRow::file, which.jobId(), viewer.userId(), viewer.seesAll(), which.name())
                .map(found -> found.orElseThrow(() -> Failure.notFound("file")));
    }

    /** A job with why it waits, where it does. */
    static Future<Job> told(Sql sql, Viewer viewer, UUID jobId) {
        return one(sql, viewer, jobId)
                .compose(job -> Waits.explain(sql, List.of(job)))
                .map(jobs -> jobs.get(0));
    }

    static Future<Job> one(Sql sql, Viewer viewer, UUID jobId) {
        return sql.first(JobSql.JOB, JobRow::job, jobId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("job")));
    }

    static Future<JobRow.Parts> parts(Sql sql, Viewer viewer, Job job) {
        return sql.first(
                        JobSql.PARTS,
                        row -> JobRow.parts(row, Pipeline.of(job.type())),
                        job.id(),
                        viewer.userId(),
                        viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("job")));
    }
}
