package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs: lists, exports and figures, one of them, its history and log, cancel and retry. */
final class JobRoutes {

    private static final int MOST_LINES = 1_000;

    private final Bus bus;

    JobRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("listJobs", this::list)
                .on("getJob", this::find)
                .on("cancelJob", this::cancel)
                .on("retryJob", this::retry)
                .on("updateJob", this::update)
                .on("jobHistory", this::history)
                .on("jobLogs", this::logs)
                .on("exportJobs", new JobExport(bus)::export)
                .on("stats", this::stats);
    }

    private Future<Answer> list(Call call) {
        JobStoreApi.JobQuery query = JobQueries.page(call);
        return bus.request(JobStoreApi.LIST, query).map(page -> {
            JsonObject answer = new JsonObject(Wire.text(Map.of("jobs", page.jobs(), "total", page.total())));
            if (page.totalIsLowerBound()) {
                answer.put("totalIsLowerBound", true);
            }
            String next = Cursors.next(query, page.next());
            if (next != null) {
                answer.put("nextCursor", next);
            }
            return Answer.ok(answer);
        });
    }

    private Future<Answer> find(Call call) {
        return bus.request(JobStoreApi.FIND, job(call)).map(detail -> Answer.withFiles(200, detail));
    }

    private Future<Answer> cancel(Call call) {
        return bus.request(JobStoreApi.CANCEL, job(call)).map(Answer::ok);
    }

    private Future<Answer> retry(Call call) {
        String from = call.body().getString("fromStage");
        Stage stage = from == null ? null : Wire.parse(Stage.class, from);
        if (stage == Stage.QUEUED || stage == Stage.COMPLETED) {
            throw new Invalid("fromStage", "It must be a stage that does something.");
        }
        JobStoreApi.OneJob job = job(call);
        return bus.request(JobStoreApi.RETRY, new JobStoreApi.RetryJob(job.viewer(), job.jobId(), stage))
                .map(Answer::ok);
    }

    private Future<Answer> update(Call call) {
        JsonObject body = call.body();
        String priority = body.getString("priority");
        JobStoreApi.OneJob job = job(call);
        return bus.request(
                        JobStoreApi.UPDATE,
                        new JobStoreApi.JobPatch(
                                job.viewer(),
                                job.jobId(),
                                priority == null ? null : Wire.parse(Priority.class, priority),
                                deadline(body)))
                .map(Answer::ok);
    }

    private static @Nullable Instant deadline(JsonObject body) {
        if (!body.containsKey("deadline")) {
            return null;
        }
        String deadline = body.getString("deadline");
        return deadline == null ? Instant.MAX : Submission.future(Call.time("deadline", deadline));
    }

    private Future<Answer> history(Call call) {
        long after = call.number("after", 0);
        JobStoreApi.OneJob job = job(call);
        return bus.request(JobStoreApi.HISTORY, new JobStoreApi.After(job.viewer(), job.jobId(), after, MOST_LINES))
                .map(events -> {
                    long last = events.isEmpty()
                            ? after
                            : events.get(events.size() - 1).getLong("seq", after);
                    return Answer.ok(Map.of("events", events, "lastSeq", last));
                });
    }

    private Future<Answer> logs(Call call) {
        LogLevel level = call.word(LogLevel.class, "level");
        JobStoreApi.OneJob job = job(call);
        return bus.request(
                        JobStoreApi.LOGS,
                        new JobStoreApi.LogQuery(
                                job.viewer(),
                                job.jobId(),
                                call.number("after", 0),
                                level == null ? LogLevel.INFO : level,
                                MOST_LINES))
                .map(lines -> Answer.ok(Map.of("logs", lines)));
    }

    private Future<Answer> stats(Call call) {
        return bus.request(JobStoreApi.STATS, new JobStoreApi.StatsQuery(call.viewer(), null, range(call)))
                .map(Answer::ok);
    }

    /** How far back the figures go that a request asks for: a day without a word. */
    static JobStoreApi.Range range(Call call) {
        return "30d".equals(call.text("range")) ? JobStoreApi.Range.MONTH : JobStoreApi.Range.DAY;
    }

    private static JobStoreApi.OneJob job(Call call) {
        UUID id = call.id("jobId", "job");
        return new JobStoreApi.OneJob(call.viewer(), id);
    }
}
