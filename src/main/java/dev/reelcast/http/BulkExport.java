package dev.reelcast.http;

import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.BulkStoreApi.ItemPage;
import dev.reelcast.bus.BulkStoreApi.ItemQuery;
import dev.reelcast.bus.Bus;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bulk job's rows as a CSV file: their own columns, then what became of them. As with {@link JobExport} one page is in
 * memory at a time.
 */
final class BulkExport {

    private static final int STEP = 1_000;
    private static final List<String> RESULTS =
            List.of("row", "status", "cause", "message", "jobId", "episodeId", "link");

    private final Bus bus;
    private final String address;

    /** @param address of the web UI, without a slash at the end */
    BulkExport(Bus bus, String address) {
        this.bus = bus;
        this.address = address;
    }

    /** The first page comes before the answer's head: until then a failure is an answer of its own. */
    Future<Answer> export(Call call) {
        UUID id = call.id("bulkJobId", "bulk job");
        ItemQuery query = new ItemQuery(call.viewer(), id, call.word(JobStatus.class, "status"), 0, STEP);
        return bus.request(BulkStoreApi.ITEMS, query).map(first -> context -> send(context, query, first));
    }

    private Future<Void> send(RoutingContext context, ItemQuery query, ItemPage first) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(
                        "content-disposition",
                        "attachment; filename=\"reelcast-bulk-" + first.job().id() + ".csv\"");
        if (Heads.isHead(context)) {
            return response.end();
        }
        return response.setChunked(true)
                .write(header(first.job()))
                .compose(begun -> new Pages(response, query, first).all())
                .compose(sent -> response.end())
                // Whoever breaks off a download has what they wanted of it.
                .recover(cut -> Clients.gone(cut) ? Future.succeededFuture() : Future.failedFuture(cut));
    }

    private static String header(BulkJob job) {
        List<@Nullable String> names = new ArrayList<>();
        job.columns().stream().map(BulkColumn::name).forEach(names::add);
        names.addAll(RESULTS);
        return CsvLine.of(names);
    }

    /** One page after another. */
    private final class Pages {

        private final HttpServerResponse response;
        private final ItemQuery query;
        private ItemPage page;

        Pages(HttpServerResponse response, ItemQuery query, ItemPage first) {
            this.response = response;
            this.query = query;
            this.page = first;
        }

        Future<Void> all() {
            return write().compose(first -> page.more() ? Rounds.of(this::turn) : Future.succeededFuture());
        }

        private Future<Boolean> turn() {
            int last = page.items().get(page.items().size() - 1).itemId();
            return bus.request(
                            BulkStoreApi.ITEMS,
                            new ItemQuery(query.viewer(), query.bulkJobId(), query.status(), last, STEP))
                    .compose(more -> {
                        page = more;
                        return write().map(written -> page.more());
                    });
        }

        private Future<Void> write() {
            int columns = page.job().columns().size();
            StringBuilder lines = new StringBuilder();
            page.items().forEach(item -> lines.append(CsvLine.of(cells(item, columns))));
            return lines.isEmpty() ? Future.succeededFuture() : response.write(lines.toString());
        }
    }

    private List<@Nullable String> cells(BulkItem item, int columns) {
        List<@Nullable String> cells = new ArrayList<>(columns + RESULTS.size());
        for (int i = 0; i < columns; i++) {
            cells.add(i < item.cells().size() ? item.cells().get(i) : null);
        }
        cells.add(Integer.toString(item.row()));
        cells.add(Wire.word(item.status()));
        cells.add(item.cause() == null ? null : Wire.word(item.cause()));
        cells.add(item.message());
        cells.add(text(item.jobId()));
        cells.add(text(item.episodeId()));
        cells.add(link(item));
        return cells;
    }

    private @Nullable String link(BulkItem item) {
        if (item.episodeId() != null) {
            return address + "/episodes/" + item.episodeId();
        }
        return item.jobId() == null ? null : address + "/jobs/" + item.jobId();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
