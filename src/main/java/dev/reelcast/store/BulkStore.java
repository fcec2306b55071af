package dev.reelcast.store;

import dev.reelcast.bus.BulkStoreApi.BulkPage;
import dev.reelcast.bus.BulkStoreApi.BulkQuery;
import dev.reelcast.bus.BulkStoreApi.CellQuery;
import dev.reelcast.bus.BulkStoreApi.Given;
import dev.reelcast.bus.BulkStoreApi.Grid;
import dev.reelcast.bus.BulkStoreApi.ItemInput;
import dev.reelcast.bus.BulkStoreApi.ItemPage;
import dev.reelcast.bus.BulkStoreApi.ItemQuery;
import dev.reelcast.bus.BulkStoreApi.NewBulk;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.bus.BulkStoreApi.NewItems;
import dev.reelcast.bus.BulkStoreApi.OneBulk;
import dev.reelcast.bus.BulkStoreApi.Preview;
import dev.reelcast.bus.BulkStoreApi.Rereading;
import dev.reelcast.bus.BulkStoreApi.RowError;
import dev.reelcast.bus.BulkStoreApi.WriteBack;
import dev.reelcast.bus.BulkStoreApi.WrittenBack;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Bulk jobs as they are read, and as their rows come in. What moves them is in {@link BulkRuns}. */
final class BulkStore {

    private static final int ERRORS = 100;
    private static final int SAMPLE = 20;
    private static final int COUNTED = 10_000;

    private final Sql sql;

    BulkStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Void> create(NewBulk bulk) {
        return sql.<Void>transaction(within -> ownAgent(within, bulk.ownerId(), bulk.agentId())
                .compose(owned -> within.execute(
                        BulkSql.CREATE,
                        bulk.id(),
                        bulk.ownerId(),
                        bulk.agentId(),
                        bulk.title(),
                        Wire.word(bulk.source()),
                        bulk.origin(),
                        Values.jsonArray(bulk.columns()),
                        Wire.json(bulk.settings())))
                .mapEmpty());
    }

    private static Future<Void> ownAgent(Sql within, UUID ownerId, @Nullable UUID agentId) {
        if (agentId == null) {
            return Future.succeededFuture();
        }
        return within.first(JobSql.OWN_AGENT, row -> true, agentId, ownerId)
                .compose(found ->
                        found.isPresent() ? Future.succeededFuture() : Future.failedFuture(Failure.notFound("agent")));
    }

    Future<Void> add(NewItems items) {
        return write(BulkItemSql.ADD, items);
    }

    Future<Void> replace(NewItems items) {
        return write(BulkItemSql.REPLACE, items);
    }

    private Future<Void> write(String statement, NewItems items) {
        List<NewItem> rows = items.items();
        return sql.transaction(
                within -> unchecked(within, items.bulkJobId()).compose(open -> write(within, statement, items, rows)));
    }

    /** Rows come in while the bulk job is pending, and before they were counted. */
    private static Future<Void> unchecked(Sql within, UUID bulkJobId) {
        return pending(within, QueueStore.everything(), bulkJobId).map(job -> {
            if (job.counts().total() > 0) {
                throw Failure.of(
                        FailureKind.CONFLICT, "read_twice", "The rows were read in another way meanwhile. Try again.");
            }
            return null;
        });
    }

    private static Future<Void> write(Sql within, String statement, NewItems items, List<NewItem> rows) {
        return within.execute(
                        statement,
                        items.bulkJobId(),
                        column(rows, Integer[]::new, NewItem::item),
                        column(rows, Integer[]::new, NewItem::row),
                        column(rows, String[]::new, item -> Values.storable(Json.encode(item.cells()))),
                        column(rows, String[]::new, NewItem::problem),
                        column(rows, String[]::new, of(input -> Wire.word(input.type()))),
                        column(rows, String[]::new, of(ItemInput::title)),
                        column(rows, String[]::new, of(ItemInput::url)),
                        column(rows, String[]::new, of(ItemInput::host)),
                        column(rows, String[]::new, of(ItemInput::canonical)),
                        column(
                                rows,
                                String[]::new,
                                of(input -> input.render() == null ? null : Wire.text(input.render()))))
                .mapEmpty();
    }

    private static Function<NewItem, @Nullable String> of(Function<ItemInput, @Nullable String> member) {
        return item -> {
            ItemInput input = item.input();
            return input == null ? null : member.apply(input);
        };
    }

    private static <T> T[] column(List<NewItem> items, IntFunction<T[]> array, Function<NewItem, @Nullable T> value) {
        return items.stream().map(value).toArray(array);
    }

    Future<Void> reread(Rereading reading) {
        Viewer viewer = reading.viewer();
        return sql.transaction(within -> pending(within, viewer, reading.bulkJobId())
                .compose(job -> ownAgent(within, job.ownerId(), reading.agentId()))
                .compose(owned -> within.execute(
                        BulkSql.REREAD,
                        reading.bulkJobId(),
                        viewer.userId(),
                        viewer.seesAll(),
                        reading.agentId(),
                        Values.jsonArray(reading.columns()),
                        Wire.json(reading.settings())))
                .mapEmpty());
    }

    Future<List<Given>> cells(CellQuery query) {
        return find(sql, query.viewer(), query.bulkJobId())
                .compose(found ->
                        sql.list(BulkItemSql.CELLS, BulkRow::given, query.bulkJobId(), query.after(), query.limit()));
    }

    Future<Preview> checked(OneBulk which) {
        return sql.<BulkJob>transaction(within -> pending(within, which.viewer(), which.bulkJobId())
                        .compose(job -> within.execute(BulkItemSql.MARK_DUPLICATES, job.id())
                                .compose(marked -> job.settings().again()
                                        ? Future.succeededFuture(0)
                                        : within.execute(BulkItemSql.MARK_DONE, job.id(), job.ownerId(), job.agentId()))
                                .compose(marked -> within.execute(BulkSql.COUNT_ITEMS, job.id()))
                                .map(counted -> job)))
                .compose(job -> preview(which));
    }

    Future<Preview> preview(OneBulk which) {
        return find(sql, which.viewer(), which.bulkJobId()).compose(job -> {
            if (job.status() != BulkStatus.PENDING) {
                throw Failure.of(FailureKind.CONFLICT, "already_started", "The bulk job has been started already.");
            }
            Future<List<RowError>> errors = items(job.id(), JobStatus.FAILED, 0, ERRORS)
                    .map(items -> items.stream()
                            .map(item -> new RowError(item.row(), String.valueOf(item.message())))
                            .toList());
            Future<List<BulkItem>> sample = items(job.id(), null, 0, SAMPLE);
            Future<Integer> done = sql.first(BulkItemSql.COUNT_DONE, row -> row.getInteger("items"), job.id())
                    .map(found -> found.orElse(0));
            Future<@Nullable Integer> estimate = sql.first(BulkSql.ESTIMATE, BulkStore::seconds, job.id())
                    .map(found -> found.filter(seconds -> seconds >= 0).orElse(null));
            return Future.all(errors, sample, done, estimate)
                    .map(all -> new Preview(
                            job,
                            job.counts().pending(),
                            done.result(),
                            errors.result(),
                            sample.result(),
                            estimate.result()));
        });
    }

    /** -1 when it is not known. */
    private static int seconds(Row row) {
        Long seconds = row.getLong("seconds");
        return seconds == null ? -1 : (int) Math.min(Integer.MAX_VALUE, seconds);
    }

    Future<BulkJob> find(OneBulk which) {
        return find(sql, which.viewer(), which.bulkJobId());
    }

    static Future<BulkJob> find(Sql within, Viewer viewer, UUID bulkJobId) {
        return within.first(BulkSql.FIND, BulkRow::job, bulkJobId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("bulk job")));
    }

    /** Locked, as nobody has started it. */
    private static Future<BulkJob> pending(Sql within, Viewer viewer, UUID bulkJobId) {
        return within.first(BulkSql.LOCK, BulkRow::job, bulkJobId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("bulk job")))
                .map(job -> {
                    if (job.status() != BulkStatus.PENDING) {
                        throw Failure.of(
                                FailureKind.CONFLICT, "already_started", "The bulk job has been started already.");
                    }
                    return job;
                });
    }

    Future<BulkPage> list(BulkQuery query) {
        Viewer viewer = query.viewer();
        String status = Values.wordOrNull(query.status());
        Future<List<BulkJob>> jobs = sql.list(
                BulkSql.LIST,
                BulkRow::job,
                status,
                viewer.userId(),
                viewer.seesAll(),
                query.before(),
                query.limit() + 1);
        Future<Integer> total = sql.first(
                        BulkSql.COUNT, row -> row.getInteger("total"), status, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElse(0));
        return Future.all(jobs, total).map(all -> {
            boolean more = jobs.result().size() > query.limit();
            return new BulkPage(
                    more ? jobs.result().subList(0, query.limit()) : jobs.result(),
                    Math.min(COUNTED, total.result()),
                    total.result() > COUNTED,
                    more);
        });
    }

    Future<ItemPage> items(ItemQuery query) {
        return find(sql, query.viewer(), query.bulkJobId())
                .compose(job -> items(job.id(), query.status(), query.after(), query.limit() + 1)
                        .map(items -> {
                            boolean more = items.size() > query.limit();
                            return new ItemPage(
                                    job,
                                    more ? items.subList(0, query.limit()) : items,
                                    total(job, query.status()),
                                    more);
                        }));
    }

    private static int total(BulkJob job, @Nullable JobStatus status) {
        if (status == null) {
            return job.counts().total();
        }
        return switch (status) {
            case PENDING -> job.counts().pending();
            case PROCESSING -> job.counts().processing();
            case COMPLETED -> job.counts().completed();
            case FAILED -> job.counts().failed();
            case SKIPPED -> job.counts().skipped();
            case CANCELLED -> job.counts().cancelled();
        };
    }

    private Future<List<BulkItem>> items(UUID bulkJobId, @Nullable JobStatus status, int after, int limit) {
        return sql.list(BulkItemSql.LIST, BulkRow::item, bulkJobId, Values.wordOrNull(status), after, (long) limit);
    }

    Future<Grid> grid(OneBulk which) {
        // The number is read first: what happens between is told once more, and does no harm.
        return find(which)
                .compose(job -> sql.first(BulkItemSql.GRID, row -> row.getString("letters"), job.id())
                        .map(letters -> new Grid(letters.orElse(""), job.lastSeq())));
    }

    Future<Optional<JsonObject>> origin(OneBulk which) {
        Viewer viewer = which.viewer();
        return sql.list(
                        BulkSql.ORIGIN,
                        row -> Optional.ofNullable(row.getJsonObject("origin")),
                        which.bulkJobId(),
                        viewer.userId(),
                        viewer.seesAll())
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> Failure.notFound("bulk job")));
    }

    Future<Optional<WriteBack>> claimWriteBack(Duration lease) {
        return sql.first(
                BulkSql.CLAIM_WRITE_BACK,
                row -> new WriteBack(row.getUUID("id"), row.getUUID("owner_id"), row.getInteger("write_back_tries")),
                Values.seconds(lease));
    }

    Future<Void> writtenBack(WrittenBack written) {
        Duration again = written.again();
        return sql.execute(
                        BulkSql.WRITTEN_BACK,
                        written.bulkJobId(),
                        written.error(),
                        again == null ? null : Values.seconds(again))
                .mapEmpty();
    }

    Future<Integer> tidy(Duration age) {
        return sql.execute(BulkSql.TIDY, Values.seconds(age));
    }
}
