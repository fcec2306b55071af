package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the table of episodes. */
public final class EpisodeStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public EpisodeStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        EpisodeStore episodes = new EpisodeStore(open);
        return Future.all(List.of(
                bus.serve(EpisodeStoreApi.FIND, episodes::find),
                bus.serve(EpisodeStoreApi.LIST, episodes::list),
                bus.serve(EpisodeStoreApi.UPDATE, announcer.after(episodes::update)),
                bus.serve(EpisodeStoreApi.PUBLISH, announcer.after(episodes::publish)),
                bus.serve(EpisodeStoreApi.UNPUBLISH, announcer.after(episodes::unpublish)),
                bus.serve(EpisodeStoreApi.HOLD, announcer.after(episodes::hold)),
                bus.serve(EpisodeStoreApi.REJECT, announcer.after(episodes::reject)),
                bus.serve(EpisodeStoreApi.PUBLISH_DUE, announcer.after(episodes::publishDue)),
                bus.serve(EpisodeStoreApi.PUBLIC, episodes::open)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
