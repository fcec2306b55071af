package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi.Report;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Progress and log lines, stored by the batch. */
final class EventStore {

    private static final int LONGEST_LINE = 4_000;

    private final Sql sql;

    EventStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** Of several reports of one job the newest counts. */
    Future<List<StoredEvent>> store(List<Report> reports) {
        Map<UUID, Report> newest = new LinkedHashMap<>();
        reports.forEach(report -> newest.put(report.run().jobId(), report));
        Collection<Report> each = newest.values();
        return sql.list(
                EventSql.PROGRESS,
                JobEvents::of,
                Values.ids(newest.keySet()),
                each.stream().map(report -> report.run().number()).toArray(Long[]::new),
                each.stream().map(report -> Wire.word(report.stage())).toArray(String[]::new),
                each.stream().map(report -> percent(report)).toArray(Short[]::new),
                each.stream().map(report -> Values.storable(report.message())).toArray(String[]::new));
    }

    /** Lines of jobs that are gone, and of runs that are lost, are passed over. */
    Future<List<LogLine>> storeLogs(List<LogLine> lines) {
        return sql.list(
                EventSql.STORE_LOGS,
                JobRow::line,
                lines.stream().map(LogLine::jobId).toArray(UUID[]::new),
                lines.stream().map(line -> Wire.word(line.level())).toArray(String[]::new),
                lines.stream().map(line -> Values.wordOrNull(line.stage())).toArray(String[]::new),
                lines.stream().map(line -> Values.time(line.time())).toArray(OffsetDateTime[]::new),
                lines.stream().map(line -> fit(line.message())).toArray(String[]::new),
                lines.stream().map(LogLine::run).toArray(Long[]::new));
    }

    private static Short percent(Report report) {
        return (short) Math.max(0, Math.min(99, report.percent()));
    }

    private static String fit(String message) {
        String storable = Values.storable(message);
        return storable.length() > LONGEST_LINE ? storable.substring(0, LONGEST_LINE) : storable;
    }
}
