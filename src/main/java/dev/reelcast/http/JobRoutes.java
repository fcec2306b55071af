package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs: lists, one of them, its history and log, cancel and retry. */
final class JobRoutes {

    private static final int PAGE = 20;
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
                .on("stats", this::stats);
    }

    private Future<Answer> list(Call call) {
        String order = call.text("sort") == null ? "-createdAt" : call.text("sort");
        String q = call.text("q");
        JobStoreApi.JobQuery query = new JobStoreApi.JobQuery(
                call.viewer(),
                statuses(call.text("status")),
                call.word(JobType.class, "type"),
                call.filterId("agentId"),
                q == null || q.isBlank() ? null : q,
                call.time("from"),
                call.time("to"),
                sort(order),
                order.startsWith("-"),
                (int) call.number("limit", PAGE),
                (int) call.number("offset", 0));
        return bus.request(JobStoreApi.LIST, query).map(page -> {
            JsonObject answer = new JsonObject(Wire.text(Map.of("jobs", page.jobs(), "total", page.total())));
            if (page.totalIsLowerBound()) {
                answer.put("totalIsLowerBound", true);
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
        return bus.request(JobStoreApi.STATS, new JobStoreApi.StatsQuery(call.viewer(), null))
                .map(Answer::ok);
    }

    private static JobStoreApi.OneJob job(Call call) {
        UUID id = call.id("jobId", "job");
        return new JobStoreApi.OneJob(call.viewer(), id);
    }

    private static List<JobStatus> statuses(@Nullable String words) {
        List<JobStatus> statuses = new ArrayList<>();
        if (words != null) {
            for (String word : words.split(",", -1)) {
                statuses.add(Wire.parse(JobStatus.class, word));
            }
        }
        return statuses;
    }

    private static JobStoreApi.Sort sort(String order) {
        String field = order.startsWith("-") ? order.substring(1) : order;
        return switch (field) {
            case "createdAt" -> JobStoreApi.Sort.CREATED;
            case "updatedAt" -> JobStoreApi.Sort.UPDATED;
            default -> JobStoreApi.Sort.valueOf(field.toUpperCase(Locale.ROOT));
        };
    }
}
