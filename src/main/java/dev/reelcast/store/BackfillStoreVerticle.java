package dev.reelcast.store;

import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the tables of backfills. */
public final class BackfillStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public BackfillStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        BackfillStore backfills = new BackfillStore(open);
        BackfillRuns runs = new BackfillRuns(open);
        QuotaStore quota = new QuotaStore(open);
        return Future.all(List.of(
                bus.serve(BackfillApi.START, announcer.after(backfills::start)),
                bus.serve(BackfillApi.FIND, backfills::find),
                bus.serve(BackfillApi.VIDEOS, backfills::videos),
                bus.serve(BackfillApi.CANCEL, backfills::cancel),
                bus.serve(BackfillApi.CLAIM, runs::claim),
                bus.serve(BackfillApi.RENEW, runs::renew),
                bus.serve(BackfillApi.LISTED, announcer.after(runs::listed)),
                bus.serve(BackfillApi.NEXT, runs::next),
                bus.serve(BackfillApi.TAKEN, runs::taken),
                bus.serve(BackfillApi.COMPLETE, announcer.after(runs::complete)),
                bus.serve(BackfillApi.GIVE_BACK, runs::giveBack),
                bus.serve(BackfillApi.SPEND, quota::spend),
                bus.serve(BackfillApi.SPENT, quota::spent),
                bus.serve(BackfillApi.QUOTA, quota::find)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
