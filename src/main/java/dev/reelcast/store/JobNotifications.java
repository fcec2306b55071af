package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.QueueStoreApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this node's queue of new work as soon as any server's transaction has put it into the table. The connection is
 * asked for an answer every few seconds: one on which nothing arrives any more, while it looks open, is replaced.
 */
final class JobNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(JobNotifications.class);

    private static final String LISTEN = "listen reelcast_jobs";
    private static final long PING_MILLIS = 5_000;
    /** Without a byte for so long, although asked at least once, the connection is dead. */
    private static final int SILENCE_SECONDS = 12;

    private static final long AGAIN_MILLIS = 500;

    private final Vertx vertx;
    private final Bus bus;
    private final Pool line;
    private volatile boolean stopped;

    JobNotifications(Vertx vertx, Database database, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        this.line = database.line(vertx, SILENCE_SECONDS);
    }

    /** @return fails when the database cannot be reached now; later losses are made good without anyone's help */
    Future<Void> start() {
        return line.getConnection()
                .compose(this::listen)
                .recover(cause -> stop().transform(closed -> Future.failedFuture(SqlFailures.of(cause))));
    }

    Future<Void> stop() {
        stopped = true;
        return line.close();
    }

    private Future<Void> listen(SqlConnection opened) {
        PgConnection connection = PgConnection.cast(opened);
        connection.notificationHandler(notification -> available());
        long pings = vertx.setPeriodic(PING_MILLIS, id -> ping(connection));
        connection.closeHandler(closed -> {
            vertx.cancelTimer(pings);
            if (!stopped) {
                LOG.warn("The database's notifications are not heard for now; the queue is polled");
                reconnect();
            }
        });
        return connection
                .query(LISTEN)
                .execute()
                // What was announced while nobody listened is lost, so that listening again counts as news.
                .onSuccess(listening -> available())
                .onFailure(refused -> {
                    vertx.cancelTimer(pings);
                    connection.closeHandler(closed -> {});
                    connection.close();
                })
                .mapEmpty();
    }

    /** Listening once more changes nothing, and is answered. */
    private static void ping(PgConnection connection) {
        connection.query(LISTEN).execute().onFailure(dead -> LOG.debug("no answer: {}", dead.toString()));
    }

    private void reconnect() {
        vertx.setTimer(AGAIN_MILLIS, id -> {
            if (!stopped) {
                line.getConnection()
                        .compose(this::listen)
                        .onFailure(away -> reconnect())
                        .onSuccess(listening -> LOG.info("The database's notifications are heard again"));
            }
        });
    }

    private void available() {
        bus.tell(QueueStoreApi.WAKE, true);
    }
}
