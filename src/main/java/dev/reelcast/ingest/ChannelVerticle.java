package dev.reelcast.ingest;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.IngestApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Answers what channel a handle or a URL stands for. */
public final class ChannelVerticle extends VerticleBase {

    private final Bus bus;
    private final Channels channels;

    public ChannelVerticle(Bus bus, Channels channels) {
        this.bus = bus;
        this.channels = channels;
    }

    @Override
    public Future<?> start() {
        return bus.serve(IngestApi.RESOLVE, channels::resolve);
    }
}
