package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.UserStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the tables of users and sessions. */
public final class UserStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private @Nullable Pool pool;

    public UserStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        UserStore users = new UserStore(open);
        return Future.all(List.of(
                bus.serve(UserStoreApi.SETUP_NEEDED, ignored -> users.setupNeeded()),
                bus.serve(UserStoreApi.SETUP, users::setup),
                bus.serve(UserStoreApi.CREDENTIALS, users::credentials),
                bus.serve(UserStoreApi.ACTIVE, users::active),
                bus.serve(UserStoreApi.OPEN_SESSION, users::openSession),
                bus.serve(UserStoreApi.ROTATE, users::rotate),
                bus.serve(UserStoreApi.CLOSE_SESSION, users::closeSession)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
