package dev.reelcast.retention;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.RetentionApi;
import dev.reelcast.bus.RetentionApi.LeftBehind;
import dev.reelcast.bus.RetentionApi.Rules;
import dev.reelcast.bus.RetentionApi.Step;
import dev.reelcast.bus.RetentionApi.Swept;
import dev.reelcast.config.Config;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps a while after the start, and then from time to time. */
public final class RetentionVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionVerticle.class);

    private static final long FIRST_MILLIS = TimeUnit.MINUTES.toMillis(5);
    private static final long EVERY_MILLIS = TimeUnit.HOURS.toMillis(6);
    /** Between two steps: as long as a step takes, so that the queue keeps most of the machine. */
    private static final long BREATH_MILLIS = 40;

    private static final int FILES_AT_ONCE = 20;
    private static final UUID OLDEST = new UUID(0, 0);

    private final Bus bus;
    private final Rules rules;
    private final MediaStore media;
    private boolean stopped;

    public RetentionVerticle(Bus bus, Config.Retention retention, MediaStore media) {
        this.bus = bus;
        this.rules = new Rules(retention.jobs(), retention.history(), retention.batch());
        this.media = media;
    }

    @Override
    public Future<?> start() {
        later(FIRST_MILLIS);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    private void later(long millis) {
        vertx.setTimer(
                millis,
                id -> tick().onComplete(done -> {
                    if (stopped) {
                        return;
                    }
                    if (done.failed()) {
                        LOG.warn(
                                "What is too old stays a while longer: {}",
                                done.cause().getMessage());
                    }
                    later(EVERY_MILLIS);
                }));
    }

    /** One sweep through all that ended; answers what it removed, once the files are gone too. */
    public Future<Swept> tick() {
        return sweep(new Swept(OLDEST, 0, 0, 0))
                .compose(swept -> clear(OLDEST, 0).map(cleared -> {
                    if (swept.jobs() + swept.events() + swept.lines() + cleared > 0) {
                        LOG.info(
                                "Removed what is too old: {} jobs, {} events, {} log lines, the files of {} jobs",
                                swept.jobs(),
                                swept.events(),
                                swept.lines(),
                                cleared);
                    }
                    return swept;
                }));
    }

    private Future<Swept> sweep(Swept soFar) {
        UUID after = soFar.next();
        if (after == null || stopped) {
            return Future.succeededFuture(soFar);
        }
        return bus.request(RetentionApi.SWEEP, new Step(rules, after))
                .map(step -> new Swept(
                        step.next(),
                        soFar.jobs() + step.jobs(),
                        soFar.events() + step.events(),
                        soFar.lines() + step.lines()))
                .compose(sum -> sum.next() == null ? Future.succeededFuture(sum) : breath().compose(go -> sweep(sum)));
    }

    private Future<Void> breath() {
        return vertx.timer(BREATH_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private Future<Integer> clear(UUID after, int soFar) {
        return bus.request(RetentionApi.LEFT_BEHIND, new LeftBehind(after, FILES_AT_ONCE))
                .compose(jobs -> {
                    if (jobs.isEmpty() || stopped) {
                        return Future.succeededFuture(soFar);
                    }
                    return vertx.executeBlocking(() -> deleted(jobs), false)
                            .compose(gone -> bus.request(RetentionApi.CLEARED, gone)
                                    .compose(cleared -> clear(jobs.get(jobs.size() - 1), soFar + gone.size())));
                });
    }

    /** An episode's media stand apart from the job's own; a job that is gone has no episode, but may have begun one. */
    private List<UUID> deleted(List<UUID> jobs) {
        List<UUID> deleted = new ArrayList<>();
        for (UUID job : jobs) {
            try {
                media.deleteBelow("jobs/" + job);
                media.deleteBelow("episodes/" + job);
                deleted.add(job);
            } catch (IOException e) {
                LOG.warn("The files of the removed job {} stay until the next time: {}", job, e.getMessage());
            }
        }
        return deleted;
    }
}
