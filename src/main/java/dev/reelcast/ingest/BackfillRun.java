package dev.reelcast.ingest;

import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.BackfillApi.Claimed;
import dev.reelcast.bus.BackfillApi.GivenBack;
import dev.reelcast.bus.BackfillApi.GoOn;
import dev.reelcast.bus.BackfillApi.HandedOver;
import dev.reelcast.bus.BackfillApi.Held;
import dev.reelcast.bus.BackfillApi.ListedPage;
import dev.reelcast.bus.BackfillApi.Renewal;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.media.Cancellation;
import dev.reelcast.model.BackfillState;
import dev.reelcast.model.VideoOrigin;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One holder's work at one backfill: page after page of the channel into the list, then the list, a few videos at a time,
 * to the agent. It may end between any two steps, and another begins at the first that is not done.
 */
final class BackfillRun {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillRun.class);

    private static final int MOST_FAILURES = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Bus bus;
    private final Channels channels;
    private final Claimed claimed;
    private final Held held;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger seen = new AtomicInteger();

    BackfillRun(Bus bus, Channels channels, Claimed claimed) {
        this.bus = bus;
        this.channels = channels;
        this.claimed = claimed;
        this.held = claimed.held();
    }

    /** Does what is left of it, or gives it back; never fails. */
    Future<Void> go() {
        Future<Boolean> listed = claimed.backfill().state() == BackfillState.TAKING
                ? Future.succeededFuture(true)
                : channel().compose(channelId -> list(channelId, claimed.cursor()));
        return listed.compose(mine -> mine ? take() : Future.succeededFuture())
                .recover(this::giveBack)
                .onFailure(cause -> LOG.warn("A backfill waits for its lease to end: {}", cause.getMessage()))
                .otherwiseEmpty()
                .mapEmpty();
    }

    /** Keeps the lease, and stops the work when it is lost. */
    Future<Void> renew() {
        return bus.request(BackfillApi.RENEW, new Renewal(held, seen.get()))
                .onSuccess(mine -> {
                    if (!mine) {
                        stop();
                    }
                })
                .mapEmpty();
    }

    /** Ends what is under way; it is gone on with by whoever takes it next. */
    void stop() {
        cancellation.cancel();
    }

    private Future<String> channel() {
        String known = claimed.channelId();
        String named = claimed.channel();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return named == null
                ? Future.failedFuture(
                        new ListingException(ListingException.Kind.GONE, "The agent follows no channel any more."))
                : channels.resolve(named, cancellation);
    }

    /** Answers whether it is still ours. */
    private Future<Boolean> list(String channelId, @Nullable String cursor) {
        ChannelListing listing = channels.listing();
        seen.set(0);
        return listing.page(channelId, claimed.backfill().since(), cursor, seen::set, cancellation)
                .compose(page -> bus.request(
                                BackfillApi.LISTED,
                                new ListedPage(
                                        held, channelId, listing.source(), page.videos(), page.seen(), page.next()))
                        .compose(mine -> mine && page.next() != null
                                ? list(channelId, page.next())
                                : Future.succeededFuture(mine)));
    }

    /** Nothing is handed over for a dry run: it has ended by now. */
    private Future<Void> take() {
        if (cancellation.isCancelled()) {
            return Future.failedFuture(new dev.reelcast.media.CancelledException());
        }
        return bus.request(BackfillApi.NEXT, held)
                .compose(videos -> videos.isEmpty()
                        ? bus.request(BackfillApi.COMPLETE, held).mapEmpty()
                        : handOver(videos).compose(mine -> mine ? take() : Future.succeededFuture()));
    }

    private Future<Boolean> handOver(List<Found> videos) {
        Sighting sighting = new Sighting(claimed.backfill().agentId(), VideoOrigin.BACKFILL, null, videos, List.of());
        return bus.request(VideoStoreApi.TAKE, sighting)
                .compose(taken -> bus.request(
                        BackfillApi.TAKEN,
                        new HandedOver(held, videos.stream().map(Found::videoId).toList())));
    }

    private Future<Void> giveBack(Throwable cause) {
        return bus.request(BackfillApi.GIVE_BACK, after(cause)).mapEmpty();
    }

    private GivenBack after(Throwable cause) {
        if (cancellation.isCancelled()) {
            return new GivenBack(held, GoOn.NOW, Duration.ZERO, null);
        }
        if (cause instanceof ListingException failure) {
            return switch (failure.kind()) {
                case GONE, REFUSED -> failed(failure.sentence());
                case QUOTA -> new GivenBack(held, GoOn.NEXT_QUOTA, Duration.ZERO, failure.sentence());
                case LATER -> later(failure.sentence());
            };
        }
        Failure failure = Failure.from(cause);
        if (failure.kind() == FailureKind.INTERNAL) {
            LOG.error("A backfill failed", cause);
        }
        return failure.kind() == FailureKind.UNPROCESSABLE ? failed(failure.sentence()) : later(failure.sentence());
    }

    private GivenBack later(String reason) {
        int failures = claimed.failures();
        if (failures + 1 >= MOST_FAILURES) {
            return failed(reason);
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << failures);
        return new GivenBack(held, GoOn.LATER, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT, reason);
    }

    private GivenBack failed(String reason) {
        return new GivenBack(held, GoOn.NEVER, Duration.ZERO, reason);
    }
}
