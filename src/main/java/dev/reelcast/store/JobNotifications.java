package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.QueueStoreApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;

/** Tells this node's queue of new work as soon as any server's transaction has put it into the table. */
final class JobNotifications {

    private static final String CHANNEL = "reelcast_jobs";

    private final Bus bus;
    private final PgSubscriber subscriber;

    JobNotifications(Vertx vertx, Database database, Bus bus) {
        this.bus = bus;
        this.subscriber = database.subscriber(vertx);
    }

    Future<Void> start() {
        subscriber
                .channel(CHANNEL)
                // What was announced while the connection was away is lost, so that coming back counts as news.
                .subscribeHandler(subscribed -> available())
                .handler(payload -> available());
        return subscriber.connect().recover(cause -> Future.failedFuture(SqlFailures.of(cause)));
    }

    Future<Void> stop() {
        return subscriber.close();
    }

    private void available() {
        bus.tell(QueueStoreApi.WAKE, true);
    }
}
