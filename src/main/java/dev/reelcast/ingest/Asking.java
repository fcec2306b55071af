package dev.reelcast.ingest;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SubscriptionStoreApi;
import dev.reelcast.bus.SubscriptionStoreApi.Directed;
import dev.reelcast.bus.SubscriptionStoreApi.Due;
import dev.reelcast.bus.SubscriptionStoreApi.Failed;
import dev.reelcast.bus.SubscriptionStoreApi.Rekeyed;
import dev.reelcast.config.Config;
import dev.reelcast.config.Vault;
import dev.reelcast.ingest.HubDiscovery.Found;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one request to a hub, from finding the hub to telling what came of it. */
final class Asking {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final String YOUTUBE = "https://www.youtube.com/";
    private static final String YOUTUBE_HUB = "https://pubsubhubbub.appspot.com/subscribe";

    private final Bus bus;
    private final HubDiscovery discovery;
    private final HubClient client;
    private final Vault vault;
    private final RetryPlan plan;
    private final @Nullable URI configuredHub;
    private volatile boolean stopped;

    private record Target(String hub, String topic) {}

    Asking(Bus bus, HubDiscovery discovery, HubClient client, Vault vault, RetryPlan plan, Config.Youtube youtube) {
        this.bus = bus;
        this.discovery = discovery;
        this.client = client;
        this.vault = vault;
        this.plan = plan;
        this.configuredHub = youtube.hubUrl();
    }

    /** From here on a request that comes to nothing is not the hub's fault; another server makes it. */
    void stop() {
        stopped = true;
    }

    /** Fails only when it was stopped or its outcome could not be stored: then the request is made once more. */
    Future<Void> ask(Due due) {
        Future<Void> asked = due.subscribe() ? subscribe(due) : unsubscribe(due);
        return asked.transform(done -> {
            if (done.succeeded()) {
                return bus.request(SubscriptionStoreApi.ACCEPTED, due.asked());
            }
            return done.cause() instanceof HubTrouble trouble && !stopped
                    ? failed(due, trouble)
                    : Future.failedFuture(done.cause());
        });
    }

    private Future<Void> subscribe(Due due) {
        return credentials(due)
                .compose(credentials -> target(due)
                        .compose(target -> bus.request(
                                        SubscriptionStoreApi.DIRECT,
                                        new Directed(due.asked(), target.hub(), target.topic(), client.callbacks()))
                                .compose(directed -> client.subscribe(target.hub(), target.topic(), credentials)
                                        .recover(failure -> notTaken(failure)))));
    }

    /** A hub that was never asked has nothing to forget, and of what nobody can read nobody can take leave. */
    private Future<Void> unsubscribe(Due due) {
        String hub = due.hub();
        return Credentials.open(vault, due.sealed())
                .filter(credentials -> hub != null)
                .map(credentials -> client.unsubscribe(String.valueOf(hub), due.topic(), credentials)
                        .recover(failure -> notTaken(failure)))
                .orElseGet(Future::succeededFuture);
    }

    private static Future<Void> notTaken(Throwable failure) {
        return Future.failedFuture(HubTrouble.of("The hub did not take the request", failure));
    }

    /** Those that were sealed under a key that is lost are replaced: to the hub it is a new callback. */
    private Future<Credentials> credentials(Due due) {
        return Credentials.open(vault, due.sealed())
                .map(Future::succeededFuture)
                .orElseGet(() -> {
                    LOG.warn(
                            "The secret of subscription {} cannot be read; it gets a new one",
                            due.asked().id());
                    Credentials fresh = Credentials.random();
                    Rekeyed rekeyed = new Rekeyed(due.asked(), Credentials.hash(fresh.token()), fresh.sealed(vault));
                    return bus.request(SubscriptionStoreApi.REKEY, rekeyed).map(written -> fresh);
                });
    }

    private Future<Target> target(Due due) {
        if (!due.given() && configuredHub != null) {
            return Future.succeededFuture(new Target(configuredHub.toString(), due.source()));
        }
        return discovery.discover(due.source()).compose(found -> chosen(due, found), unread -> otherwise(due, unread));
    }

    /** Each failure is a reason to turn to the next hub, where there are several. */
    private Future<Target> chosen(Due due, Found found) {
        String topic = found.topic() == null ? due.topic() : found.topic();
        List<String> hubs = found.hubs();
        if (!hubs.isEmpty()) {
            return Future.succeededFuture(new Target(hubs.get(due.failures() % hubs.size()), topic));
        }
        String known = usual(due);
        return known == null
                ? Future.failedFuture(HubTrouble.of("The feed names no hub that would tell of its videos."))
                : Future.succeededFuture(new Target(known, topic));
    }

    /** YouTube's feeds name no hub, and are away at times when its hub is not. */
    private Future<Target> otherwise(Due due, Throwable unread) {
        String hub = due.hub() == null ? usual(due) : due.hub();
        return hub == null
                ? Future.failedFuture(HubTrouble.of("The feed cannot be read", unread))
                : Future.succeededFuture(new Target(hub, due.topic()));
    }

    private @Nullable String usual(Due due) {
        if (configuredHub != null) {
            return configuredHub.toString();
        }
        return !due.given() || due.source().startsWith(YOUTUBE) ? YOUTUBE_HUB : null;
    }

    private Future<Void> failed(Due due, HubTrouble trouble) {
        Duration wait = plan.next(due.failures(), trouble.permanent(), trouble.retryAfter(), due.leaseLeft());
        String error = String.valueOf(trouble.getMessage());
        LOG.info("Subscription {} is tried again in {} s: {}", due.asked().id(), wait.toSeconds(), error);
        return bus.request(SubscriptionStoreApi.FAILED, new Failed(due.asked(), error, wait));
    }
}
