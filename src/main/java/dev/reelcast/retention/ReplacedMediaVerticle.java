package dev.reelcast.retention;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.RetentionApi;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the media that episodes had before they were cut anew, a while after: somebody may just be listening. */
public final class ReplacedMediaVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ReplacedMediaVerticle.class);

    private static final long EVERY_MILLIS = TimeUnit.MINUTES.toMillis(5);
    private static final Duration A_WHILE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;

    private final Bus bus;
    private final MediaStore media;
    private boolean stopped;

    public ReplacedMediaVerticle(Bus bus, MediaStore media) {
        this.bus = bus;
        this.media = media;
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
                                "Replaced media stay a while longer: {}",
                                done.cause().getMessage());
                    }
                    later();
                }));
    }

    /** Answers how many files are gone; those that could not go are tried again the next time. */
    public Future<Integer> tick() {
        return bus.request(RetentionApi.REPLACED, new RetentionApi.Replaced(A_WHILE, AT_ONCE))
                .compose(keys -> vertx.executeBlocking(() -> deleted(keys), false))
                .compose(gone -> gone.isEmpty()
                        ? Future.succeededFuture(0)
                        : bus.request(RetentionApi.DROPPED, gone).map(dropped -> gone.size()));
    }

    private List<String> deleted(List<String> keys) {
        List<String> gone = new ArrayList<>();
        for (String key : keys) {
            try {
                media.delete(key);
                gone.add(key);
            } catch (IOException e) {
                LOG.warn("The replaced file {} stays until the next time: {}", key, e.getMessage());
            }
        }
        return gone;
    }
}
