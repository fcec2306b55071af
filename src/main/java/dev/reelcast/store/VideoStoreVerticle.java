package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.PollStoreApi;
import dev.reelcast.bus.VideoStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for videos, and for the feeds that they are looked for in. */
public final class VideoStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;

    public VideoStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        VideoStore videos = new VideoStore(open);
        VideoLists lists = new VideoLists(open);
        PollStore polls = new PollStore(open);
        return Future.all(List.of(
                bus.serve(VideoStoreApi.TAKE, announcer.after(videos::take)),
                bus.serve(VideoStoreApi.LIST, lists::list),
                bus.serve(VideoStoreApi.PROCESS, announcer.after(videos::process)),
                bus.serve(VideoStoreApi.IGNORE, announcer.after(videos::ignore)),
                bus.serve(VideoStoreApi.PREVIEW, lists::preview),
                bus.serve(PollStoreApi.DUE, polls::due),
                bus.serve(PollStoreApi.DONE, polls::done)));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
