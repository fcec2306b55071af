package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.JobStoreApi.After;
import dev.reelcast.bus.JobStoreApi.Hour;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.LogQuery;
import dev.reelcast.bus.JobStoreApi.OneFile;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.Stats;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobDetail;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as they are read: one with all its parts, lists, counts, and what happened to one. */
final class JobReader {

    private static final long EXACT_TO = 10_000;

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
                parts.files(),
                parts.analysis() == null ? null : Wire.record(Analysis.class, parts.analysis()),
                parts.publishing(),
                StageRecords.of(job, parts),
                parts.attempts());
    }

    Future<JobPage> list(JobQuery query) {
        Future<List<Job>> jobs = sql.list(
                        JobListSql.page(query.sort(), query.descending()), row -> row.getUUID("id"), page(query))
                .compose(ids -> rows(query.viewer(), ids))
                .compose(rows -> Waits.explain(sql, rows));
        Future<Long> matching = sql.first(JobListSql.COUNT, row -> row.getLong("matching"), filters(query))
                .map(Optional::orElseThrow);
        return Future.all(jobs, matching)
                .map(both -> new JobPage(
                        jobs.result(), Math.min(matching.result(), EXACT_TO), matching.result() > EXACT_TO));
    }

    private Future<List<Job>> rows(Viewer viewer, List<UUID> ids) {
        return sql.list(JobListSql.ROWS, JobRow::job, Values.ids(ids), viewer.userId(), viewer.seesAll());
    }

    private static @Nullable Object[] filters(JobQuery query) {
        return new @Nullable Object[] {
            query.viewer().userId(),
            query.viewer().seesAll(),
            Values.words(query.statuses()),
            Values.wordOrNull(query.type()),
            query.agentId(),
            query.text(),
            Values.time(query.from()),
            Values.time(query.to())
        };
    }

    private static @Nullable Object[] page(JobQuery query) {
        @Nullable Object[] filters = filters(query);
        @Nullable Object[] all = Arrays.copyOf(filters, filters.length + 2);
        all[filters.length] = (long) query.limit();
        all[filters.length + 1] = (long) query.offset();
        return all;
    }

    Future<Stats> stats(StatsQuery query) {
        UUID viewer = query.viewer().userId();
        boolean seesAll = query.viewer().seesAll();
        Future<List<Map.Entry<JobStatus, Long>>> counts = sql.list(
                JobListSql.COUNT_BY_STATUS,
                row -> Map.entry(Values.word(JobStatus.class, row, "status"), row.getLong("jobs")),
                viewer,
                seesAll,
                query.agentId());
        Future<List<Hour>> hours = sql.list(JobListSql.HOURS, JobReader::hour, viewer, seesAll, query.agentId());
        return Future.all(counts, hours)
                .compose(both -> sql.first(
                        JobListSql.ENDED,
                        row -> stats(counts.result(), hours.result(), row),
                        viewer,
                        seesAll,
                        query.agentId()))
                .map(Optional::orElseThrow);
    }

    private static Stats stats(List<Map.Entry<JobStatus, Long>> counts, List<Hour> hours, Row ended) {
        Map<JobStatus, Long> byStatus = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            byStatus.put(status, 0L);
        }
        counts.forEach(count -> byStatus.put(count.getKey(), count.getValue()));
        return new Stats(
                byStatus,
                successRate(
                        byStatus.getOrDefault(JobStatus.COMPLETED, 0L), byStatus.getOrDefault(JobStatus.FAILED, 0L)),
                ended.getDouble("average_seconds"),
                ended.getLong("finished_today"),
                hours);
    }

    private static Hour hour(Row row) {
        return new Hour(
                Values.instant(row, "start"),
                row.getLong("completed"),
                row.getLong("failed"),
                row.getLong("cancelled"));
    }

    /** Percent of the jobs that came to an end of their own; null before the first. */
    static @Nullable Double successRate(long completed, long failed) {
        long ended = completed + failed;
        return ended == 0 ? null : 100.0 * completed / ended;
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
