package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.QueueStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import org.jspecify.annotations.Nullable;

/** Writes how runs end: on a loop of its own, so that the slots they leave are filled meanwhile. */
final class RunStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final StageTimes times;
    private @Nullable Pool pool;

    RunStoreVerticle(Bus bus, Database database, StageTimes times) {
        this.bus = bus;
        this.database = database;
        this.times = times;
    }

    @Override
    public Future<?> start() {
        Pool open = database.openRuns(vertx);
        pool = open;
        RunStore runs = new RunStore(open, times, task -> context.runOnContext(now -> task.run()));
        Announcer announcer = new Announcer(bus);
        return Future.all(
                bus.serve(QueueStoreApi.CHECKPOINT, announcer.after(runs::checkpoint)),
                bus.serve(QueueStoreApi.END, announcer.after(runs::end)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
