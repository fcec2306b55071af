package dev.reelcast.store;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what stands beside the jobs' own table up to date, some moments behind it. Every server may do so. */
public final class JobIndexVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(JobIndexVerticle.class);
    private static final long PAUSE_MILLIS = 500;
    /** Between two steps of many: as long as a step takes, so that the queue keeps most of the machine. */
    private static final long BREATH_MILLIS = 40;

    private final Database database;
    private @Nullable Pool pool;
    private boolean stopped;

    public JobIndexVerticle(Database database) {
        this.database = database;
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        JobIndex index = new JobIndex(open);
        later(PAUSE_MILLIS, index::stepOfNumbers);
        later(PAUSE_MILLIS, index::stepOfWords);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return pool == null ? Future.succeededFuture() : pool.close();
    }

    private void later(long millis, Supplier<Future<Boolean>> step) {
        vertx.setTimer(
                millis,
                id -> step.get().onComplete(done -> {
                    if (stopped) {
                        return;
                    }
                    if (done.failed()) {
                        LOG.warn(
                                "Lists and figures fall behind: {}",
                                done.cause().getMessage());
                    }
                    later(done.succeeded() && done.result() ? BREATH_MILLIS : PAUSE_MILLIS, step);
                }));
    }
}
