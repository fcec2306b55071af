package dev.reelcast.ingest;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.PollStoreApi;
import dev.reelcast.bus.PollStoreApi.Due;
import dev.reelcast.bus.PollStoreApi.Follower;
import dev.reelcast.bus.PollStoreApi.Polled;
import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.config.Config;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the feeds of channels that are followed now and then: what a hub lost is found here. */
public final class PollVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(PollVerticle.class);

    private static final long EVERY_MILLIS = 5_000;
    /** Few: it is never urgent, and hubs and pages share the way out. */
    private static final int AT_ONCE = 5;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Bus bus;
    private final UrlGuard guard;
    private final Duration every;
    private final long lookMillis;
    private @Nullable GuardedClient client;
    private boolean stopped;

    public PollVerticle(Bus bus, Config config) {
        this(bus, config, EVERY_MILLIS);
    }

    /** @param lookMillis how often it looks for feeds that are due */
    PollVerticle(Bus bus, Config config, long lookMillis) {
        this.lookMillis = lookMillis;
        this.bus = bus;
        this.guard = new UrlGuard(config.network().allowPrivate());
        this.every = config.youtube().poll();
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
                lookMillis,
                id -> tick().onComplete(done -> {
                    if (stopped) {
                        return;
                    }
                    if (done.failed()) {
                        LOG.warn(
                                "Channels are looked at a moment later: {}",
                                done.cause().getMessage());
                    }
                    later();
                }));
    }

    /** Reads what is due, a few at once; answers how many feeds that were. */
    public Future<Integer> tick() {
        return bus.request(PollStoreApi.DUE, AT_ONCE)
                .compose(due ->
                        Future.join(due.stream().map(this::poll).toList()).map(done -> due.size()));
    }

    private Future<Void> poll(Due due) {
        return read(due.source()).compose(feed -> take(feed, due)).transform(taken -> {
            String error = taken.succeeded() ? null : sentence(taken.cause());
            if (error != null) {
                LOG.info("The feed {} could not be taken in: {}", due.source(), error);
            }
            return bus.request(PollStoreApi.DONE, new Polled(due.source(), every, error));
        });
    }

    private Future<AtomFeed> read(String source) {
        Fetch fetch = Fetch.get(source)
                .header("accept", HubDiscovery.ACCEPT)
                .maxBytes(AtomReader.MAX_BYTES)
                .within(LIMIT);
        return Objects.requireNonNull(client)
                .fetch(fetch)
                .future()
                // A mebibyte takes a while to be read.
                .compose(answer -> vertx.executeBlocking(
                        () -> AtomReader.read(answer.body().getBytes()), false));
    }

    /** One agent after the other: one that cannot be served now must not keep the others from it. */
    private Future<Void> take(AtomFeed feed, Due due) {
        Future<@Nullable Throwable> failure = Future.succeededFuture();
        for (Follower follower : due.followers()) {
            failure = failure.compose(before -> take(feed, follower)
                    .transform(taken ->
                            Future.succeededFuture(taken.failed() && before == null ? taken.cause() : before)));
        }
        return failure.compose(first -> first == null ? Future.succeededFuture() : Future.failedFuture(first));
    }

    private Future<Void> take(AtomFeed feed, Follower follower) {
        Sighting sighting = FeedSighting.of(feed, follower.agentId(), VideoOrigin.POLL, null, follower.channelId());
        return sighting == null
                ? Future.succeededFuture()
                : bus.request(VideoStoreApi.TAKE, sighting)
                        .<Void>mapEmpty()
                        // The agent was deleted a moment ago.
                        .recover(failed -> failed instanceof Failure gone && gone.kind() == FailureKind.NOT_FOUND
                                ? Future.succeededFuture()
                                : Future.failedFuture(failed));
    }

    private static String sentence(Throwable cause) {
        return cause instanceof FetchException || cause instanceof FeedException || cause instanceof Failure
                ? String.valueOf(cause.getMessage())
                : "Something went wrong on the server.";
    }
}
