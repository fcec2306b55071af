package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.NotificationApi;
import dev.reelcast.bus.WebhookStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the tables of notifications and webhooks. */
public final class NotificationStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public NotificationStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        NotificationStore notifications = new NotificationStore(open);
        WebhookStore webhooks = new WebhookStore(open);
        return Future.all(List.of(
                bus.serve(NotificationApi.LIST, notifications::list),
                bus.serve(NotificationApi.READ, announcer.after(notifications::read)),
                bus.serve(NotificationApi.TIDY, notifications::tidy),
                bus.serve(WebhookStoreApi.ADD, webhooks::add),
                bus.serve(WebhookStoreApi.LIST, webhooks::list),
                bus.serve(WebhookStoreApi.DELETE, webhooks::delete),
                bus.serve(WebhookStoreApi.TARGET, webhooks::target),
                bus.serve(WebhookStoreApi.CLAIM, webhooks::claim),
                bus.serve(WebhookStoreApi.CALLED, webhooks::called),
                bus.serve(WebhookStoreApi.TESTED, webhooks::tested),
                bus.serve(WebhookStoreApi.TIDY, webhooks::tidy)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
