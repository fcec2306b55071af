package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SheetStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the table of keys to spreadsheets. */
public final class SheetStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private @Nullable Pool pool;

    public SheetStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        SheetStore sheets = new SheetStore(open);
        return Future.all(List.of(
                bus.serve(SheetStoreApi.ADD, sheets::add),
                bus.serve(SheetStoreApi.LIST, sheets::list),
                bus.serve(SheetStoreApi.OPEN, sheets::open),
                bus.serve(SheetStoreApi.DELETE, sheets::delete),
                bus.serve(SheetStoreApi.USED, sheets::used)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
