package dev.reelcast.http;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Bulk jobs: their lists, items and results, and steering them. Their rows come in by {@link BulkIntake}. */
final class BulkRoutes {

    private static final int PAGE = 20;

    private final Bus bus;
    private final BulkIntake intake;
    private final BulkExport export;

    BulkRoutes(Bus bus, BulkIntake intake, BulkExport export) {
        this.bus = bus;
        this.intake = intake;
        this.export = export;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("previewBulkJob", intake::preview)
                .on("createBulkJob", intake::create)
                .on("listBulkJobs", this::list)
                .on("getBulkJob", this::find)
                .on("updateBulkJob", this::update)
                .on("deleteBulkJob", this::delete)
                .on("getBulkPreview", this::preview)
                .on("bulkItems", this::items)
                .on("bulkGrid", this::grid)
                .on("skipBulkItem", this::skip)
                .on("pauseBulkJob", call -> steer(call, BulkCommand.PAUSE))
                .on("resumeBulkJob", call -> steer(call, BulkCommand.RESUME))
                .on("cancelBulkJob", call -> steer(call, BulkCommand.CANCEL))
                .on("retryBulkJob", call -> steer(call, BulkCommand.RETRY_FAILED))
                .on("writeBackBulkJob", this::writeBack)
                .on("exportBulkJob", export::export);
    }

    private Future<Answer> list(Call call) {
        String cursor = call.text("cursor");
        return bus.request(
                        BulkStoreApi.LIST,
                        new BulkStoreApi.BulkQuery(
                                call.viewer(),
                                call.word(BulkStatus.class, "status"),
                                (int) call.number("limit", PAGE),
                                cursor == null ? null : BulkCursor.job(cursor)))
                .map(page -> {
                    List<BulkJob> jobs = page.jobs();
                    JsonObject answer = new JsonObject()
                            .put("bulkJobs", jobs.stream().map(BulkJson::job).toList())
                            .put("total", page.total());
                    if (page.totalIsLowerBound()) {
                        answer.put("totalIsLowerBound", true);
                    }
                    if (page.more()) {
                        answer.put(
                                "nextCursor",
                                BulkCursor.ofJob(jobs.get(jobs.size() - 1).id()));
                    }
                    return Answer.ok(answer);
                });
    }

    private Future<Answer> find(Call call) {
        return bus.request(BulkStoreApi.FIND, one(call)).map(BulkRoutes::job);
    }

    private Future<Answer> update(Call call) {
        BulkStoreApi.OneBulk one = one(call);
        String priority = call.body().getString("priority");
        return bus.request(
                        BulkStoreApi.UPDATE,
                        new BulkStoreApi.BulkPatch(
                                one.viewer(),
                                one.bulkJobId(),
                                new BulkBody(call.body()).title(),
                                priority == null ? null : Wire.parse(Priority.class, priority)))
                .map(BulkRoutes::job);
    }

    private Future<Answer> delete(Call call) {
        return bus.request(BulkStoreApi.STEER, steering(call, BulkCommand.DELETE))
                .map(deleted -> Answer.none());
    }

    private Future<Answer> preview(Call call) {
        return bus.request(BulkStoreApi.PREVIEW, one(call))
                .map(BulkJson::preview)
                .map(Answer::ok);
    }

    private Future<Answer> items(Call call) {
        BulkStoreApi.OneBulk one = one(call);
        return bus.request(
                        BulkStoreApi.ITEMS,
                        new BulkStoreApi.ItemQuery(
                                one.viewer(), one.bulkJobId(), call.word(JobStatus.class, "status"), after(call), (int)
                                        call.number("limit", PAGE)))
                .map(page -> {
                    List<BulkItem> items = page.items();
                    JsonObject answer = new JsonObject().put("videos", items).put("total", page.total());
                    if (page.more()) {
                        answer.put(
                                "nextCursor",
                                BulkCursor.ofItem(items.get(items.size() - 1).itemId()));
                    }
                    return Answer.ok(answer);
                });
    }

    /** The item before the first that is wanted. */
    private static int after(Call call) {
        String cursor = call.text("cursor");
        long from = call.number("from", 0);
        if (cursor != null && from != 0) {
            throw new Invalid("from", "Give either from or a cursor.");
        }
        return cursor != null ? BulkCursor.item(cursor) : (int) Math.min(Integer.MAX_VALUE, Math.max(0, from - 1));
    }

    private Future<Answer> grid(Call call) {
        return bus.request(BulkStoreApi.GRID, one(call))
                .map(grid ->
                        Answer.ok(new JsonObject().put("items", grid.letters()).put("seq", grid.seq())));
    }

    private Future<Answer> skip(Call call) {
        BulkStoreApi.OneBulk one = one(call);
        int item = (int) Math.min(Integer.MAX_VALUE, call.number("itemId", 0));
        return bus.request(BulkStoreApi.SKIP, new BulkStoreApi.OneItem(one.viewer(), one.bulkJobId(), item))
                .map(Answer::ok);
    }

    private Future<Answer> steer(Call call, BulkCommand command) {
        return bus.request(BulkStoreApi.STEER, steering(call, command)).map(BulkRoutes::job);
    }

    private Future<Answer> writeBack(Call call) {
        return bus.request(BulkApi.WRITE_BACK, one(call)).map(Answer::ok);
    }

    private static BulkStoreApi.Steering steering(Call call, BulkCommand command) {
        BulkStoreApi.OneBulk one = one(call);
        return new BulkStoreApi.Steering(
                one.viewer(), one.bulkJobId(), command, call.body().getBoolean("unfinished", false));
    }

    private static Answer job(BulkJob job) {
        return Answer.ok(BulkJson.job(job));
    }

    private static BulkStoreApi.OneBulk one(Call call) {
        return new BulkStoreApi.OneBulk(call.viewer(), call.id("bulkJobId", "bulk job"));
    }
}
