package dev.reelcast.store;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the table of agents. */
public final class AgentStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private @Nullable Pool pool;

    public AgentStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        AgentStore agents = new AgentStore(open);
        return Future.all(List.of(
                bus.serve(AgentStoreApi.CREATE, agents::create),
                bus.serve(AgentStoreApi.FIND_OR_CREATE, agents::findOrCreate),
                bus.serve(AgentStoreApi.FIND, agents::find),
                bus.serve(AgentStoreApi.LIST, agents::list),
                bus.serve(AgentStoreApi.UPDATE, agents::update),
                bus.serve(AgentStoreApi.DELETE, agents::delete),
                bus.serve(AgentStoreApi.SET_MEDIA, agents::setMedia),
                bus.serve(AgentStoreApi.STATS, agents::stats)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
