package dev.reelcast.publish;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has episodes published when it is time. Every server does so; an episode goes out once. */
public final class ScheduleVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleVerticle.class);

    private static final long EVERY_MILLIS = TimeUnit.SECONDS.toMillis(3);
    private static final int AT_ONCE = 50;

    private final Bus bus;
    private boolean stopped;

    public ScheduleVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        later();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    private void later() {
        vertx.setTimer(
                EVERY_MILLIS,
                id -> tick().onComplete(done -> {
                    if (stopped) {
                        return;
                    }
                    if (done.failed()) {
                        LOG.warn(
                                "Scheduled episodes wait a little longer: {}",
                                done.cause().getMessage());
                    }
                    later();
                }));
    }

    /** Publishes what is due; answers how many episodes were looked at. */
    public Future<Integer> tick() {
        return bus.request(EpisodeStoreApi.PUBLISH_DUE, AT_ONCE)
                .compose(
                        due -> due < AT_ONCE || stopped ? Future.succeededFuture(due) : tick().map(more -> due + more));
    }
}
