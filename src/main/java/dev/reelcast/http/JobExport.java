package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.model.Job;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as a CSV file of any length. One page is in memory at a time: the next one is read when the network has taken the one
 * before.
 */
final class JobExport {

    private static final int STEP = 1_000;
    private static final List<String> HEADER = List.of(
            "id",
            "status",
            "type",
            "title",
            "url",
            "agent",
            "stage",
            "progress",
            "priority",
            "createdAt",
            "startedAt",
            "finishedAt",
            "durationSeconds",
            "message",
            "error",
            "episodeId",
            "published");

    private final Bus bus;

    JobExport(Bus bus) {
        this.bus = bus;
    }

    /** The first page comes before the answer's head: until then a failure is an answer of its own. */
    Future<Answer> export(Call call) {
        JobQuery query = JobQueries.all(call, STEP);
        return bus.request(JobStoreApi.EXPORT, query).map(first -> context -> send(context, query, first));
    }

    private Future<Void> send(RoutingContext context, JobQuery query, JobPage first) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(
                        "content-disposition",
                        "attachment; filename=\"reelcast-jobs-" + LocalDate.now(ZoneOffset.UTC) + ".csv\"");
        if (Heads.isHead(context)) {
            return response.end();
        }
        return response.setChunked(true)
                .write(CsvLine.of(List.copyOf(HEADER)))
                .compose(begun -> new Pages(response, query, first).all())
                .compose(sent -> response.end())
                // Whoever breaks off a download has what they wanted of it.
                .recover(cut -> Clients.gone(cut) ? Future.succeededFuture() : Future.failedFuture(cut));
    }

    /** One page after another. */
    private final class Pages {

        private final HttpServerResponse response;
        private final JobQuery query;
        private JobPage page;

        Pages(HttpServerResponse response, JobQuery query, JobPage first) {
            this.response = response;
            this.query = query;
            this.page = first;
        }

        Future<Void> all() {
            return write().compose(first -> page.next() == null ? Future.succeededFuture() : Rounds.of(this::turn));
        }

        private Future<Boolean> turn() {
            Position next = Objects.requireNonNull(page.next());
            return bus.request(JobStoreApi.EXPORT, JobQueries.after(query, next))
                    .compose(more -> {
                        page = more;
                        return write().map(written -> page.next() != null);
                    });
        }

        private Future<Void> write() {
            StringBuilder lines = new StringBuilder();
            page.jobs().forEach(job -> lines.append(CsvLine.of(cells(job))));
            return lines.isEmpty() ? Future.succeededFuture() : response.write(lines.toString());
        }
    }

    private static List<@Nullable String> cells(Job job) {
        return Arrays.asList(
                job.id().toString(),
                Wire.word(job.status()),
                Wire.word(job.type()),
                job.videoTitle(),
                job.videoUrl(),
                job.agentName(),
                Wire.word(job.stage()),
                Integer.toString(job.progress()),
                Wire.word(job.priority()),
                job.createdAt().toString(),
                text(job.startedAt()),
                text(job.finishedAt()),
                seconds(job.startedAt(), job.finishedAt()),
                job.message(),
                job.error() == null ? null : job.error().message(),
                job.result() == null ? null : job.result().getString("episodeId"),
                job.result() == null ? null : text(job.result().getBoolean("published")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : Double.toString(Duration.between(from, to).toMillis() / 1_000.0);
    }
}
