package dev.reelcast.store;

import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.bus.VideoStoreApi.Taken;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Videos of the channels that agents follow. */
final class VideoStore {

    private final Sql sql;

    VideoStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Committed<Taken>> take(Sighting sighting) {
        return JobEvents.transaction(sql, within -> VideoIntake.take(within, sighting));
    }
}
