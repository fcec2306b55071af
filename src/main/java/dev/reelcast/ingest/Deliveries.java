package dev.reelcast.ingest;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SubscriptionApi.Notice;
import dev.reelcast.bus.SubscriptionApi.Receipt;
import dev.reelcast.bus.SubscriptionStoreApi;
import dev.reelcast.bus.SubscriptionStoreApi.Passed;
import dev.reelcast.bus.SubscriptionStoreApi.Passing;
import dev.reelcast.bus.SubscriptionStoreApi.Receiver;
import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.config.Vault;
import dev.reelcast.model.SubscriptionState;
import dev.reelcast.model.VideoOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hub brings: first whose it is, then whether it is the hub's, then what it says, and only then is it taken. */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Vertx vertx;
    private final Bus bus;
    private final Vault vault;

    /** Either what a notice tells, or why it is passed over. */
    private record Judged(@Nullable Sighting sighting, Passing otherwise) {}

    Deliveries(Vertx vertx, Bus bus, Vault vault) {
        this.vertx = vertx;
        this.bus = bus;
        this.vault = vault;
    }

    Future<Receipt> deliver(Notice notice) {
        return bus.request(SubscriptionStoreApi.RECEIVER, Credentials.hash(notice.token()))
                .compose(receiver -> {
                    if (receiver == null) {
                        return Future.succeededFuture(Receipt.UNKNOWN);
                    }
                    byte[] sealed = receiver.sealed();
                    UUID agentId = receiver.agentId();
                    if (sealed == null) {
                        return Future.succeededFuture(Receipt.GONE);
                    }
                    if (agentId == null || receiver.state() == SubscriptionState.ENDING) {
                        return Future.succeededFuture(Receipt.IGNORED);
                    }
                    // A mebibyte takes a while to be hashed and read.
                    return vertx.executeBlocking(() -> judge(receiver, agentId, sealed, notice), false)
                            .compose(judged -> take(receiver, judged));
                });
    }

    private Judged judge(Receiver receiver, UUID agentId, byte[] sealed, Notice notice) {
        byte[] body = notice.body().getBytes();
        Optional<Credentials> credentials = Credentials.open(vault, sealed);
        if (credentials.isEmpty()) {
            return new Judged(null, Passing.NO_SECRET);
        }
        if (!Signature.matches(notice.signatures(), credentials.get().secret(), body)) {
            LOG.info("A notice to subscription {} has a wrong signature, or none", receiver.id());
            return new Judged(null, Passing.UNSIGNED);
        }
        try {
            Sighting sighting = FeedSighting.of(
                    AtomReader.read(body), agentId, VideoOrigin.HUB, receiver.id(), receiver.channelId());
            return new Judged(sighting, Passing.NO_NEWS);
        } catch (FeedException e) {
            LOG.info("A notice to subscription {} cannot be read: {}", receiver.id(), e.getMessage());
            return new Judged(null, Passing.NO_NEWS);
        }
    }

    private Future<Receipt> take(Receiver receiver, Judged judged) {
        Sighting sighting = judged.sighting();
        if (sighting == null) {
            return bus.request(SubscriptionStoreApi.PASSED, new Passed(receiver.id(), judged.otherwise()))
                    .map(counted -> Receipt.IGNORED);
        }
        return bus.request(VideoStoreApi.TAKE, sighting)
                .map(taken -> Receipt.TAKEN)
                // The agent was deleted a moment ago.
                .recover(failure -> failure instanceof Failure gone && gone.kind() == FailureKind.NOT_FOUND
                        ? Future.succeededFuture(Receipt.GONE)
                        : Future.failedFuture(failure));
    }
}
