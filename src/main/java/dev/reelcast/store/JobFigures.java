package dev.reelcast.store;

import dev.reelcast.bus.JobStoreApi.Period;
import dev.reelcast.bus.JobStoreApi.Stats;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.model.JobStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs in figures, from numbers that are kept: nothing here looks at a job. */
final class JobFigures {

    private final Sql sql;

    JobFigures(Pool pool) {
        this.sql = new Sql(pool);
    }

    private record Standing(JobStatus status, long jobs, double seconds) {}

    Future<Stats> stats(StatsQuery query) {
        UUID viewer = query.viewer().userId();
        boolean seesAll = query.viewer().seesAll();
        Future<List<Standing>> standings =
                sql.list(JobFigureSql.BY_STATUS, JobFigures::standing, viewer, seesAll, query.agentId());
        Future<Long> today = sql.first(
                        JobFigureSql.FINISHED_TODAY, row -> row.getLong("finished"), viewer, seesAll, query.agentId())
                .map(Optional::orElseThrow);
        Future<List<Period>> series = sql.list(
                JobFigureSql.SERIES,
                JobFigures::period,
                viewer,
                seesAll,
                query.agentId(),
                query.range().grain(),
                query.range().periods());
        return Future.all(standings, today, series)
                .map(all -> stats(query, standings.result(), today.result(), series.result()));
    }

    private static Stats stats(StatsQuery query, List<Standing> standings, long today, List<Period> series) {
        Map<JobStatus, Long> byStatus = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            byStatus.put(status, 0L);
        }
        standings.forEach(standing -> byStatus.put(standing.status(), standing.jobs()));
        long completed = byStatus.getOrDefault(JobStatus.COMPLETED, 0L);
        double seconds = standings.stream()
                .filter(standing -> standing.status() == JobStatus.COMPLETED)
                .mapToDouble(Standing::seconds)
                .sum();
        double lately = series.stream().mapToLong(Period::completed).sum();
        return new Stats(
                byStatus,
                successRate(completed, byStatus.getOrDefault(JobStatus.FAILED, 0L)),
                average(seconds, completed),
                today,
                lately / query.range().hours(),
                series);
    }

    private static Standing standing(Row row) {
        return new Standing(Values.word(JobStatus.class, row, "status"), row.getLong("jobs"), row.getDouble("seconds"));
    }

    private static Period period(Row row) {
        long completed = row.getLong("completed");
        return new Period(
                Values.instant(row, "start"),
                completed,
                row.getLong("failed"),
                row.getLong("cancelled"),
                row.getLong("skipped"),
                average(row.getDouble("seconds"), completed));
    }

    /** Adding and taking away leaves a trace of rounding, never a time before zero. */
    private static @Nullable Double average(double seconds, long jobs) {
        return jobs <= 0 ? null : Math.max(0, seconds / jobs);
    }

    /** Percent of the jobs that came to an end of their own; null before the first. */
    static @Nullable Double successRate(long completed, long failed) {
        long ended = completed + failed;
        return ended == 0 ? null : 100.0 * completed / ended;
    }
}
