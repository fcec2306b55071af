package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What browsers and scripts hear of a job. It is made of the job's row alone: an event never says what the table does not. */
final class JobEvents {

    static final String QUEUED = "job.queued";
    static final String PROGRESS = "job.progress";

    /** Always three digits, so that texts sort as times do. */
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Writes as it goes, where the mapper that a body would take for itself looks every value up first. */
    private static final JacksonCodec JSON = new JacksonCodec();

    private JobEvents() {}

    /** Of a row with {@link EventSql#COLUMNS} and {@code seconds_left}, which is null where it is not to be told. */
    static StoredEvent of(Row row, String type) {
        boolean waits = "pending".equals(row.getString("status"));
        JsonObject body = new JsonObject()
                .put("type", type)
                .put("timestamp", time(Values.instant(row, "updated_at")))
                .put("seq", row.getLong("last_seq"))
                .put("jobId", row.getUUID("job_id").toString())
                .put("jobType", row.getString("type"))
                .put("status", row.getString("status"))
                .put("stage", row.getString("stage"))
                .put("progress", row.getInteger("progress"))
                .put("message", row.getString("message"))
                .put("attempt", row.getInteger("attempt"));
        put(body, "videoId", row.getString("youtube_id"));
        put(body, "videoTitle", row.getString("title"));
        put(body, "videoUrl", row.getString("url"));
        put(body, "agentId", row.getUUID("agent_id"));
        put(body, "bulkJobId", row.getUUID("bulk_job_id"));
        put(body, "currentVideo", row.getInteger("bulk_item"));
        put(body, "totalVideos", row.getInteger("bulk_total"));
        put(body, "error", row.getString("error_message"));
        put(body, "result", row.getJsonObject("result"));
        put(body, "etaSeconds", row.getInteger("seconds_left"));
        put(body, "deadlineAtRisk", row.getBoolean("deadline_at_risk") ? Boolean.TRUE : null);
        put(body, "runAt", waits ? time(Values.instant(row, "run_at")) : null);
        return new StoredEvent(row.getUUID("owner_id"), row.getUUID("agent_id"), row.getUUID("job_id"), body);
    }

    /** Of a row that changed, but stays where it is: nothing of its course has happened. */
    static StoredEvent news(Row row) {
        return of(row, PROGRESS);
    }

    /** Work that happens whole or not at all, together with the events that tell of it. */
    static <T> Future<Committed<T>> transaction(Sql sql, Function<Sql, Future<Committed<T>>> work) {
        return sql.transaction(work, (within, committed) -> store(within, committed.events()));
    }

    static Future<?> store(Sql within, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return within.execute(
                EventSql.STORE,
                events.stream().map(StoredEvent::jobId).toArray(UUID[]::new),
                events.stream().map(event -> event.body().getLong("seq")).toArray(Long[]::new),
                events.stream().map(event -> JSON.toString(event.body())).toArray(String[]::new));
    }

    private static void put(JsonObject body, String member, @Nullable Object value) {
        if (value != null) {
            body.put(member, value instanceof UUID id ? id.toString() : value);
        }
    }

    private static String time(Instant time) {
        return MILLIS.format(time);
    }
}
