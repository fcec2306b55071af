package dev.reelcast.publish;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.FeedStoreApi.ClaimPings;
import dev.reelcast.bus.FeedStoreApi.Ping;
import dev.reelcast.bus.FeedStoreApi.Pinged;
import dev.reelcast.model.FeedUrls;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the hub which feeds have changed, as hubs take it: a form with {@code hub.mode=publish} and the feed in {@code
 * hub.url} (PubSubHubbub 0.4 §7; WebSub §6 leaves the way to the hub). Any 2xx will do.
 */
public final class HubVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(HubVerticle.class);

    private static final long EVERY_MILLIS = 1_000;
    private static final int AT_ONCE = 10;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Longer than the hub may take, so that no other server tells it too. */
    private static final Duration LEASE = Duration.ofSeconds(90);

    private static final long LARGEST_ANSWER = 1L << 20;

    private final Bus bus;
    private final URI hub;
    private final FeedUrls urls;
    private final UrlGuard guard;
    private final PingPolicy policy = new PingPolicy(new Random());
    private @Nullable GuardedClient client;
    private boolean stopped;

    /**
     * @param baseUrl how the server is reached from outside, without a slash at the end
     * @param guard judges the hub's address
     */
    public HubVerticle(Bus bus, URI hub, String baseUrl, UrlGuard guard) {
        this.bus = bus;
        this.hub = hub;
        this.urls = new FeedUrls(baseUrl);
        this.guard = guard;
    }

    @Override
    public Future<?> start() {
        client = new GuardedClient(vertx, guard);
        later();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return client == null ? Future.succeededFuture() : client.close();
    }

    private void later() {
        vertx.setTimer(
                EVERY_MILLIS,
                id -> tick().onComplete(done -> {
                    if (done.failed()) {
                        LOG.warn(
                                "The hub waits for the database: {}",
                                done.cause().getMessage());
                    }
                    if (!stopped) {
                        later();
                    }
                }));
    }

    /** Tells the hub what is due; answers of how many feeds. */
    public Future<Integer> tick() {
        return bus.request(FeedStoreApi.CLAIM_PINGS, new ClaimPings(LEASE, AT_ONCE))
                .compose(due ->
                        Future.join(due.stream().map(this::tell).toList()).map(due.size()))
                .compose(told ->
                        told == AT_ONCE && !stopped ? tick().map(more -> more + told) : Future.succeededFuture(told));
    }

    private Future<Void> tell(Ping ping) {
        GuardedClient open = client;
        if (open == null) {
            return Future.succeededFuture();
        }
        String topic = urls.of(ping.combined(), ping.slug());
        Buffer form = Buffer.buffer("hub.mode=publish&hub.url=" + URLEncoder.encode(topic, StandardCharsets.UTF_8));
        Fetch fetch = Fetch.post(hub.toString(), "application/x-www-form-urlencoded", form)
                .maxBytes(LARGEST_ANSWER)
                .within(LIMIT);
        return open.fetch(fetch)
                .future()
                .map(answer -> new Pinged(ping.feedId(), ping.version(), null, null))
                .recover(failure -> Future.succeededFuture(failed(ping, failure)))
                .compose(outcome -> bus.request(FeedStoreApi.PINGED, outcome));
    }

    private Pinged failed(Ping ping, Throwable failure) {
        if (!(failure instanceof FetchException why)) {
            LOG.error("The hub could not be told of {}", ping.slug(), failure);
            return new Pinged(ping.feedId(), ping.version(), "Something went wrong on this server.", LEASE);
        }
        if (ping.attempt() == 1) {
            LOG.warn("The hub could not be told of {}: {}", ping.slug(), why.getMessage());
        }
        Duration retry = policy.next(ping.attempt(), why).orElse(null);
        return new Pinged(ping.feedId(), ping.version(), String.valueOf(why.getMessage()), retry);
    }
}
