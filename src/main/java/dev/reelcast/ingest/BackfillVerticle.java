package dev.reelcast.ingest;

import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.BackfillApi.Claim;
import dev.reelcast.bus.BackfillApi.Claimed;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.IngestApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works at backfills, two at once, and keeps their leases. Those of a server that died are taken over when its leases end,
 * at once by its own next life.
 */
public final class BackfillVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillVerticle.class);

    private static final int AT_ONCE = 2;
    private static final long EVERY_MILLIS = 2_000;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Bus bus;
    private final Channels channels;
    private final UUID server;
    private final Map<UUID, BackfillRun> running = new HashMap<>();
    private final Map<UUID, Future<Void>> ends = new HashMap<>();
    private boolean stopped;
    private boolean looking;

    /** @param server the same in every life on the same data */
    public BackfillVerticle(Bus bus, Channels channels, UUID server) {
        this.bus = bus;
        this.channels = channels;
        this.server = server;
    }

    @Override
    public Future<?> start() {
        later();
        return bus.serve(IngestApi.BACKFILL_DUE, due -> {
            look();
            return Future.succeededFuture();
        });
    }

    /** What runs is given back, so that it goes on elsewhere at once. */
    @Override
    public Future<?> stop() {
        stopped = true;
        running.values().forEach(BackfillRun::stop);
        return Future.join(List.copyOf(ends.values()));
    }

    private void later() {
        vertx.setTimer(
                EVERY_MILLIS,
                id -> tick().onComplete(done -> {
                    if (done.failed()) {
                        LOG.warn(
                                "Backfills cannot be looked at now: {}",
                                done.cause().getMessage());
                    }
                    if (!stopped) {
                        later();
                    }
                }));
    }

    /** Renews what runs and begins what is due. */
    Future<Void> tick() {
        return Future.join(running.values().stream().map(BackfillRun::renew).toList())
                .compose(renewed -> begin());
    }

    private void look() {
        begin().onFailure(cause -> LOG.warn("Backfills cannot be looked at now: {}", cause.getMessage()));
    }

    /** One question at a time: two answers could be the same backfill. */
    private Future<Void> begin() {
        if (stopped || looking || running.size() >= AT_ONCE) {
            return Future.succeededFuture();
        }
        looking = true;
        return bus.request(BackfillApi.CLAIM, new Claim(server, LEASE, List.copyOf(running.keySet())))
                .onComplete(answered -> looking = false)
                .compose(claimed -> {
                    claimed.ifPresent(this::run);
                    return claimed.isPresent() ? begin() : Future.succeededFuture();
                });
    }

    private void run(Claimed claimed) {
        UUID id = claimed.held().backfillId();
        BackfillRun run = new BackfillRun(bus, channels, claimed);
        running.put(id, run);
        if (stopped) {
            run.stop();
        }
        ends.put(id, run.go().onComplete(ended -> {
            running.remove(id);
            ends.remove(id);
            look();
        }));
    }
}
