package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.FeedStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the tables of feeds. */
public final class FeedStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public FeedStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        FeedStore feeds = new FeedStore(open);
        CombinedFeedStore combined = new CombinedFeedStore(open);
        return Future.all(List.of(read(feeds), own(combined)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }

    private Future<?> read(FeedStore feeds) {
        return Future.all(List.of(
                bus.serve(FeedStoreApi.AT, feeds::at),
                bus.serve(FeedStoreApi.FIND, feeds::find),
                bus.serve(FeedStoreApi.PAGE, feeds::page),
                bus.serve(FeedStoreApi.KEEP_GUID, feeds::keepGuid),
                bus.serve(FeedStoreApi.MEDIA, feeds::media),
                bus.serve(FeedStoreApi.OF_TOKEN, feeds::ofToken),
                bus.serve(FeedStoreApi.STATE, feeds::state),
                bus.serve(FeedStoreApi.PING, feeds::ping),
                bus.serve(FeedStoreApi.CLAIM_PINGS, feeds::claimPings),
                bus.serve(FeedStoreApi.PINGED, feeds::pinged)));
    }

    private Future<?> own(CombinedFeedStore combined) {
        return Future.all(List.of(
                bus.serve(FeedStoreApi.LIST, combined::list),
                bus.serve(FeedStoreApi.FIND_COMBINED, combined::find),
                bus.serve(FeedStoreApi.CREATE, combined::create),
                bus.serve(FeedStoreApi.UPDATE, combined::update),
                bus.serve(FeedStoreApi.DELETE, announcer.after(combined::delete)),
                bus.serve(FeedStoreApi.ADD_TOKEN, combined::addToken),
                bus.serve(FeedStoreApi.REVOKE_TOKEN, announcer.after(combined::revokeToken))));
    }
}
