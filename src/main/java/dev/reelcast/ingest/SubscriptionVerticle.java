package dev.reelcast.ingest;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SubscriptionApi;
import dev.reelcast.bus.SubscriptionApi.Denial;
import dev.reelcast.bus.SubscriptionApi.Follow;
import dev.reelcast.bus.SubscriptionApi.Intent;
import dev.reelcast.bus.SubscriptionStoreApi;
import dev.reelcast.bus.SubscriptionStoreApi.Confirmed;
import dev.reelcast.bus.SubscriptionStoreApi.Denied;
import dev.reelcast.bus.SubscriptionStoreApi.Due;
import dev.reelcast.config.Config;
import dev.reelcast.config.Vault;
import dev.reelcast.model.Subscription;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows channels through their hubs. Every server has it: what is due is taken by one of them, and a callback may reach
 * any.
 */
public final class SubscriptionVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionVerticle.class);

    private static final long EVERY_MILLIS = 1_000;
    private static final long AFTER_TROUBLE_MILLIS = 10_000;
    private static final long SWEEP_MILLIS = TimeUnit.SECONDS.toMillis(30);
    /** Requests of this server that may be under way: hubs that do not answer must not hold up the others for long. */
    private static final int AT_ONCE = 50;
    /** Of these, as many may begin in one look, which spreads what is due at once. */
    private static final int PER_LOOK = 10;

    /** A hub that still tells of what is over is told so, for as long as the longest lease. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final int REASON_LENGTH = 300;

    private final Bus bus;
    private final Config config;
    private final Vault vault;
    private final Following following;
    private @Nullable GuardedClient client;
    private @Nullable Asking asking;
    private int underWay;
    private boolean stopped;

    /** @param vault for the secrets of subscriptions; the same on every server */
    public SubscriptionVerticle(Bus bus, Config config, Vault vault) {
        this.bus = bus;
        this.config = config;
        this.vault = vault;
        this.following = new Following(bus, vault, config.youtube().feedUrl());
    }

    @Override
    public Future<?> start() {
        GuardedClient out =
                new GuardedClient(vertx, new UrlGuard(config.network().allowPrivate()));
        client = out;
        HubClient hubs = new HubClient(out, config.http().baseUrl());
        RetryPlan plan = new RetryPlan(() -> ThreadLocalRandom.current().nextDouble());
        asking = new Asking(bus, new HubDiscovery(out), hubs, vault, plan, config.youtube());
        moved(hubs.callbacks());
        Deliveries notices = new Deliveries(vertx, bus, vault);
        later(EVERY_MILLIS);
        vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
        return Future.all(List.of(
                bus.serve(SubscriptionApi.FOLLOW, this::follow),
                bus.serve(SubscriptionApi.FOLLOW_AGAIN, this::followAgain),
                bus.serve(SubscriptionApi.UNFOLLOW, this::unfollow),
                bus.serve(SubscriptionApi.CONFIRM, this::confirm),
                bus.serve(SubscriptionApi.DENY, this::deny),
                bus.serve(SubscriptionApi.DELIVER, notices::deliver)));
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        if (asking != null) {
            asking.stop();
        }
        return client == null ? Future.succeededFuture() : client.close();
    }

    /** Hubs that know this server by another address, which it had before, learn the new one now. */
    private void moved(String callbacks) {
        bus.request(SubscriptionStoreApi.MOVED, callbacks)
                .onFailure(failed -> LOG.warn("Hubs learn of a new address at their renewal: {}", failed.getMessage()));
    }

    private void later(long millis) {
        vertx.setTimer(
                millis,
                id -> claim().onComplete(claimed -> {
                    if (stopped) {
                        return;
                    }
                    if (claimed.failed()) {
                        LOG.warn(
                                "Hubs are asked a moment later: {}",
                                claimed.cause().getMessage());
                    }
                    later(claimed.succeeded() ? EVERY_MILLIS : AFTER_TROUBLE_MILLIS);
                }));
    }

    /** Asks hubs for what is due; answers how many requests that were, when each has come to something. */
    public Future<Integer> tick() {
        return claim().compose(asked -> Future.join(asked).transform(done -> Future.succeededFuture(asked.size())));
    }

    private Future<List<Future<Void>>> claim() {
        int room = Math.min(PER_LOOK, AT_ONCE - underWay);
        return stopped || room <= 0
                ? Future.succeededFuture(List.of())
                : bus.request(SubscriptionStoreApi.DUE, room)
                        .map(due -> due.stream().map(this::ask).toList());
    }

    private Future<Void> ask(Due due) {
        underWay++;
        return Objects.requireNonNull(asking).ask(due).onComplete(done -> {
            underWay--;
            if (done.failed() && !stopped) {
                LOG.warn(
                        "What came of asking a hub could not be kept: {}",
                        done.cause().getMessage());
            }
        });
    }

    private void sweep() {
        bus.request(SubscriptionStoreApi.SWEEP, REMEMBERED)
                .onFailure(failed -> LOG.warn("Subscriptions that ended stay a while: {}", failed.getMessage()));
    }

    private Future<Subscription> follow(Follow wanted) {
        return following.follow(wanted).onSuccess(kept -> now());
    }

    private Future<Subscription> followAgain(OneAgent which) {
        return following.followAgain(which).onSuccess(kept -> now());
    }

    private Future<Subscription> unfollow(OneAgent which) {
        return bus.request(SubscriptionStoreApi.END, which).onSuccess(ending -> now());
    }

    /** Nobody who presses a button waits for the next look. */
    private void now() {
        claim().onFailure(failed -> LOG.warn("Hubs are asked a moment later: {}", failed.getMessage()));
    }

    private Future<Boolean> confirm(Intent intent) {
        return bus.request(
                SubscriptionStoreApi.CONFIRM,
                new Confirmed(
                        Credentials.hash(intent.token()),
                        intent.subscribe(),
                        intent.topic(),
                        Lease.of(intent.leaseSeconds())));
    }

    private Future<Boolean> deny(Denial denial) {
        String reason = Fields.line(denial.reason(), REASON_LENGTH);
        return bus.request(
                SubscriptionStoreApi.DENY,
                new Denied(
                        Credentials.hash(denial.token()),
                        denial.topic(),
                        reason.isEmpty() ? "The hub refuses, and gives no reason." : "The hub refuses: " + reason));
    }
}
