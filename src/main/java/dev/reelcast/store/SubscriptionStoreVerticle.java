package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SubscriptionStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the table of subscriptions. */
public final class SubscriptionStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public SubscriptionStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        SubscriptionStore subscriptions = new SubscriptionStore(open);
        return Future.all(List.of(
                bus.serve(SubscriptionStoreApi.FIND, subscriptions::find),
                bus.serve(SubscriptionStoreApi.KEEP, announcer.after(subscriptions::keep)),
                bus.serve(SubscriptionStoreApi.END, announcer.after(subscriptions::end)),
                bus.serve(SubscriptionStoreApi.DUE, subscriptions::due),
                bus.serve(SubscriptionStoreApi.DIRECT, subscriptions::direct),
                bus.serve(SubscriptionStoreApi.MOVED, subscriptions::moved),
                bus.serve(SubscriptionStoreApi.REKEY, subscriptions::rekey),
                bus.serve(SubscriptionStoreApi.ACCEPTED, announcer.after(subscriptions::accepted)),
                bus.serve(SubscriptionStoreApi.FAILED, announcer.after(subscriptions::failed)),
                bus.serve(SubscriptionStoreApi.CONFIRM, announcer.after(subscriptions::confirm)),
                bus.serve(SubscriptionStoreApi.DENY, announcer.after(subscriptions::deny)),
                bus.serve(SubscriptionStoreApi.RECEIVER, subscriptions::receiver),
                bus.serve(SubscriptionStoreApi.PASSED, subscriptions::passed),
                bus.serve(SubscriptionStoreApi.SWEEP, announcer.after(subscriptions::sweep))));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
