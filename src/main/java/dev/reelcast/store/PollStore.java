package dev.reelcast.store;

import dev.reelcast.bus.PollStoreApi.Due;
import dev.reelcast.bus.PollStoreApi.Follower;
import dev.reelcast.bus.PollStoreApi.Polled;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** Feeds of channels that are followed, and when each is read. */
final class PollStore {

    private final Sql sql;

    PollStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<List<Due>> due(int limit) {
        return sql.execute(PollSql.ADD)
                .compose(added -> sql.execute(PollSql.FORGET))
                .compose(forgotten -> sql.list(
                        PollSql.DUE,
                        row -> new Due(row.getString("source"), Values.records(Follower.class, row, "followers")),
                        (long) limit));
    }

    Future<Void> done(Polled polled) {
        double every = Values.seconds(polled.every());
        return (polled.error() == null
                        ? sql.execute(PollSql.READ, polled.source(), every)
                        : sql.execute(PollSql.FAILED, polled.source(), every, Values.storable(polled.error())))
                .mapEmpty();
    }
}
