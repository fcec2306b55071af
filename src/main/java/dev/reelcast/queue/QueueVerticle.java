package dev.reelcast.queue;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Checkpoint;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.HandBack;
import dev.reelcast.bus.QueueStoreApi.Known;
import dev.reelcast.bus.QueueStoreApi.Renewal;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.bus.QueueStoreApi.Seen;
import dev.reelcast.bus.StageApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims while it has free slots, runs, settles; renews its leases, and looks after jobs whose server was lost. */
public final class QueueVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(QueueVerticle.class);
    private static final long AGAIN_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;
    private static final int BATCH = 100;
    private static final int GATHER_MILLIS = 5;
    private static final Set<FailureKind> MAY_PASS =
            Set.of(FailureKind.UNAVAILABLE, FailureKind.TIMEOUT, FailureKind.BUSY, FailureKind.NO_SPACE);

    private final Bus bus;
    private final Config.Queue config;
    private final UUID serverId;
    private final RetryPolicy retries = RetryPolicy.DEFAULT;
    private final Running running;
    private final Seen seen;
    private boolean claiming;
    private boolean claimAgain;
    private boolean anew;
    private boolean soon;
    private boolean stopping;
    private long renewedAt;

    /**
     * @param serverId the same in every life of this server on the same data
     * @param name of this server, for people
     */
    public QueueVerticle(Bus bus, Config.Queue config, UUID serverId, String name) {
        this.bus = bus;
        this.config = config;
        this.serverId = serverId;
        this.running = new Running(config.concurrency(), config.stages(), config.stageLimits());
        this.seen = new Seen(
                serverId,
                name,
                config.stages(),
                config.concurrency(),
                config.stageLimits(),
                config.hostLimits(),
                config.lease());
    }

    @Override
    public Future<?> start() {
        if (config.concurrency() == 0) {
            return Future.succeededFuture();
        }
        bus.subscribe(Facts.JOBS_STOPPED, this::stopJob);
        renewedAt = now();
        return bus.request(QueueStoreApi.HAND_BACK, new HandBack(serverId, false))
                .compose(count -> {
                    if (count > 0) {
                        LOG.info("{} jobs of this server's earlier life go on", count);
                    }
                    return bus.request(QueueStoreApi.SEEN, seen);
                })
                .compose(said -> bus.serve(QueueStoreApi.WAKE, this::wake))
                .onSuccess(said -> {
                    vertx.setPeriodic(config.poll().toMillis(), id -> claim());
                    vertx.setPeriodic(config.lease().toMillis() / 3, id -> tick());
                    claim();
                });
    }

    /** Stops what runs and gives it back, so that it goes on elsewhere or after the next start with no attempt counted. */
    @Override
    public Future<?> stop() {
        stopping = true;
        running.all().forEach(this::writeOff);
        Promise<Void> quiet = Promise.promise();
        awaitQuiet(quiet, now() + STOP_MILLIS);
        return quiet.future().compose(done -> bus.request(QueueStoreApi.HAND_BACK, new HandBack(serverId, true)));
    }

    private Future<Void> wake(boolean now) {
        claimAnew();
        return Future.succeededFuture();
    }

    /** Something may be there that comes before what was next. */
    private void claimAnew() {
        anew = true;
        claim();
    }

    private void claim() {
        if (claiming) {
            claimAgain = true;
            return;
        }
        Map<Stage, Integer> room = running.room();
        if (stopping || room.isEmpty()) {
            return;
        }
        claiming = true;
        claimAgain = false;
        int free = running.free();
        Claim claim = new Claim(serverId, room, free, config.hostLimits(), config.lease(), anew);
        anew = false;
        bus.request(QueueStoreApi.CLAIM, claim)
                .onSuccess(claimed -> {
                    claiming = false;
                    if (stopping) {
                        return;
                    }
                    claimed.forEach(this::run);
                    // What was taken may have been all that could be taken at once from one place.
                    if (claimAgain || !claimed.isEmpty() && claimed.size() < free) {
                        claim();
                    }
                })
                .onFailure(failure -> {
                    claiming = false;
                    anew = true;
                    LOG.warn("No jobs could be claimed: {}", failure.getMessage());
                });
    }

    private void run(Claimed claimed) {
        running.add(claimed);
        bus.request(
                        StageApi.run(claimed.stage()),
                        new StageApi.RunStage(claimed.run(), claimed.stage(), claimed.attempt()))
                .otherwise(failure -> internal(failure))
                .compose(outcome ->
                        running.counts(claimed.run()) ? settle(claimed, outcome) : Future.<Void>succeededFuture())
                .onFailure(failure -> LOG.error("Job {} could not be settled", claimed.run(), failure))
                .onComplete(done -> {
                    running.remove(claimed.run());
                    claimSoon();
                });
    }

    private Future<Void> settle(Claimed claimed, Outcome outcome) {
        if (outcome instanceof Outcome.Cancel && running.interrupted(claimed.run())) {
            return end(claimed, new Outcome.Snooze(Instant.now(), "The database was away; the stage starts again."));
        }
        if (outcome instanceof Outcome.Done done) {
            boolean goOn = !stopping && running.goesOn(claimed.run(), nextStage(claimed), claiming);
            if (!goOn) {
                giveSlotFree(claimed);
            }
            Checkpoint checkpoint = new Checkpoint(claimed.run(), claimed.stage(), done, goOn, config.lease());
            return persist(claimed, () -> bus.request(QueueStoreApi.CHECKPOINT, checkpoint))
                    .<Void>map(next -> {
                        if (next != null && !stopping) {
                            running.remove(claimed.run());
                            run(next);
                            // Its place in the stage before, or at its host, is another's.
                            claimSoon();
                        }
                        return null;
                    })
                    // What cannot be stored this time may be another time, and the job must not wait for its lease's
                    // end.
                    .recover(cause ->
                            running.counts(claimed.run()) ? end(claimed, internal(cause)) : Future.failedFuture(cause));
        }
        giveSlotFree(claimed);
        return end(claimed, outcome);
    }

    /** The next job need not wait until the database has written what became of this one. */
    private void giveSlotFree(Claimed claimed) {
        running.settle(claimed.run());
        claimSoon();
    }

    /**
     * Slots that become free together are filled by one claim: for one job it takes the database nearly as long as for
     * twenty.
     */
    private void claimSoon() {
        if (running.free() == config.concurrency()) {
            claim();
        } else if (!soon) {
            soon = true;
            claimWhenHalfIsFree(GATHER_MILLIS);
        }
    }

    private void claimWhenHalfIsFree(int millisLeft) {
        vertx.setTimer(1, id -> {
            if (millisLeft > 1 && running.free() * 2 < config.concurrency()) {
                claimWhenHalfIsFree(millisLeft - 1);
            } else {
                soon = false;
                claim();
            }
        });
    }

    private Future<Void> end(Claimed claimed, Outcome outcome) {
        Duration retryIn = outcome instanceof Outcome.Retry retry
                ? retries.delay(claimed.attempt(), ThreadLocalRandom.current()::nextDouble)
                        .map(delay -> delay.compareTo(retry.after()) > 0 ? delay : retry.after())
                        .orElse(null)
                : null;
        Ended ended = new Ended(claimed.run(), claimed.stage(), outcome, retryIn);
        return persist(claimed, () -> bus.request(QueueStoreApi.END, ended)).mapEmpty();
    }

    /** Writes a result as often as it takes while the database is away, as long as the run counts. */
    private <T> Future<T> persist(Claimed claimed, Supplier<Future<T>> write) {
        return write.get().recover(cause -> {
            Failure failure = Failure.from(cause);
            if (failure.code().equals(QueueStoreApi.LOST_RUN)) {
                LOG.info(
                        "Job {} went on without run {}",
                        claimed.run().jobId(),
                        claimed.run().number());
                return Future.succeededFuture();
            }
            if (!MAY_PASS.contains(failure.kind()) || !running.counts(claimed.run())) {
                return Future.failedFuture(failure);
            }
            return vertx.timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS).compose(waited -> persist(claimed, write));
        });
    }

    private void tick() {
        // Its own leases first: a server that was slow must not take its jobs from itself.
        renew().compose(renewed -> bus.request(QueueStoreApi.SEEN, seen))
                .compose(said -> bus.request(
                        QueueStoreApi.FORGOTTEN,
                        new Known(
                                serverId,
                                running.known(),
                                config.lease().multipliedBy(2).dividedBy(3))))
                .compose(forgotten -> {
                    if (forgotten > 0) {
                        LOG.warn("{} jobs begin again: they were this server's, and it was not told", forgotten);
                        claimAnew();
                    }
                    return bus.request(QueueStoreApi.RESCUE, BATCH);
                })
                .compose(rescued -> {
                    if (rescued > 0) {
                        LOG.warn("{} jobs were taken from servers that were lost", rescued);
                        claimAnew();
                    }
                    return bus.request(QueueStoreApi.EXPIRE, BATCH);
                })
                .compose(expired -> bus.request(QueueStoreApi.FORESEE, BATCH))
                .onFailure(failure -> LOG.warn("Lost and late jobs wait: {}", failure.getMessage()));
    }

    private Future<Void> renew() {
        Set<Run> counting = running.counting();
        if (counting.isEmpty()) {
            renewedAt = now();
            return Future.succeededFuture();
        }
        long asked = now();
        return bus.request(QueueStoreApi.RENEW, new Renewal(serverId, counting, config.lease()))
                .onSuccess(kept -> {
                    renewedAt = asked;
                    running.all().stream()
                            .filter(claimed -> counting.contains(claimed.run()) && !kept.contains(claimed.run()))
                            .forEach(this::writeOff);
                })
                .onFailure(failure -> {
                    LOG.warn("Leases were not renewed: {}", failure.getMessage());
                    if (now() - renewedAt >= config.lease().toMillis()) {
                        running.all().forEach(this::interrupt);
                    }
                })
                .mapEmpty();
    }

    private void stopJob(JsonObject fact) {
        running.ofJob(UUID.fromString(fact.getString("jobId"))).forEach(this::writeOff);
    }

    /** Nothing of the run is written any more; its slot is free once it has stopped. */
    private void writeOff(Claimed claimed) {
        running.writeOff(claimed.run());
        stopStage(claimed);
    }

    /** The lease may be another's by now. Whether it is, the database will say once it is back. */
    private void interrupt(Claimed claimed) {
        running.interrupt(claimed.run());
        stopStage(claimed);
    }

    private void stopStage(Claimed claimed) {
        bus.tell(StageApi.cancel(claimed.stage()), claimed.run());
    }

    private void awaitQuiet(Promise<Void> quiet, long until) {
        if (running.none() && !claiming || now() >= until) {
            quiet.complete();
        } else {
            vertx.setTimer(20, id -> awaitQuiet(quiet, until));
        }
    }

    private static Outcome.Retry internal(Throwable cause) {
        LOG.error("A stage went wrong unexpectedly", cause);
        return new Outcome.Retry("internal", Failure.from(cause).sentence());
    }

    private static Stage nextStage(Claimed claimed) {
        return Pipeline.of(claimed.type()).after(claimed.stage());
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
