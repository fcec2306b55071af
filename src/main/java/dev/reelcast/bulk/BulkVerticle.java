package dev.reelcast.bulk;

import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bulk jobs moving, on every server: what is due of which one is found out, and done once, by the store. Looks often
 * while one is under way, so that browsers see it move, and seldom otherwise.
 */
public final class BulkVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(BulkVerticle.class);

    private static final long BUSY_MILLIS = 250;
    private static final long IDLE_MILLIS = 1_000;
    private static final long AFTER_FAILURE_MILLIS = 2_000;
    private static final long TIDY_MILLIS = Duration.ofHours(1).toMillis();
    /** A preview that nobody starts for so long is forgotten. */
    private static final Duration PREVIEWS = Duration.ofDays(1);

    private final Bus bus;
    private boolean stopped;

    public BulkVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TIDY_MILLIS, id -> tidy());
        again(IDLE_MILLIS);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    private void again(long millis) {
        if (!stopped) {
            vertx.setTimer(millis, id -> advance());
        }
    }

    private void advance() {
        bus.request(BulkStoreApi.ADVANCE, true)
                .onSuccess(busy -> again(busy ? BUSY_MILLIS : IDLE_MILLIS))
                .onFailure(failure -> {
                    LOG.warn("Bulk jobs wait: {}", failure.getMessage());
                    again(AFTER_FAILURE_MILLIS);
                });
    }

    private void tidy() {
        bus.request(BulkStoreApi.TIDY, PREVIEWS)
                .onSuccess(gone -> {
                    if (gone > 0) {
                        LOG.info("{} previews of bulk jobs that nobody started are forgotten", gone);
                    }
                })
                .onFailure(failure -> LOG.warn("Old previews stay for now: {}", failure.getMessage()));
    }
}
