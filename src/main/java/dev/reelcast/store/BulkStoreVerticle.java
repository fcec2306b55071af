package dev.reelcast.store;

import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.model.BulkJob;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers for the tables of bulk jobs. */
public final class BulkStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public BulkStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        BulkStore bulk = new BulkStore(open);
        BulkRuns runs = new BulkRuns(open);
        return Future.all(List.of(
                bus.serve(BulkStoreApi.CREATE, bulk::create),
                bus.serve(BulkStoreApi.ADD, bulk::add),
                bus.serve(BulkStoreApi.CELLS, bulk::cells),
                bus.serve(BulkStoreApi.REREAD, bulk::reread),
                bus.serve(BulkStoreApi.REPLACE, bulk::replace),
                bus.serve(BulkStoreApi.CHECKED, bulk::checked),
                bus.serve(BulkStoreApi.PREVIEW, bulk::preview),
                bus.serve(BulkStoreApi.FIND, bulk::find),
                bus.serve(BulkStoreApi.LIST, bulk::list),
                bus.serve(BulkStoreApi.ITEMS, bulk::items),
                bus.serve(BulkStoreApi.GRID, bulk::grid),
                bus.serve(BulkStoreApi.ORIGIN, bulk::origin),
                bus.serve(BulkStoreApi.CLAIM_WRITE_BACK, bulk::claimWriteBack),
                bus.serve(BulkStoreApi.WRITTEN_BACK, bulk::writtenBack),
                bus.serve(BulkStoreApi.TIDY, bulk::tidy),
                bus.serve(BulkStoreApi.START, announcer.after(runs::start)),
                bus.serve(BulkStoreApi.STEER, announcer.after(runs::steer)),
                bus.serve(BulkStoreApi.UPDATE, announcer.after(runs::update)),
                bus.serve(BulkStoreApi.SKIP, announcer.after(runs::skip)),
                bus.serve(BulkStoreApi.ADVANCE, request -> advance(runs))));
    }

    private Future<Boolean> advance(BulkRuns runs) {
        return runs.due().compose(due -> {
            Iterator<UUID> left = due.iterator();
            return each(runs, left).map(done -> !due.isEmpty());
        });
    }

    /** One after the other, each in a transaction of its own: what goes wrong with one is not another's matter. */
    private Future<Void> each(BulkRuns runs, Iterator<UUID> left) {
        if (!left.hasNext()) {
            return Future.succeededFuture();
        }
        Future<@Nullable BulkJob> advanced = announcer.after(runs::advance).apply(left.next());
        return advanced.transform(done -> {
            Future<Void> others = each(runs, left);
            return done.succeeded() ? others : others.compose(rest -> Future.failedFuture(done.cause()));
        });
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
