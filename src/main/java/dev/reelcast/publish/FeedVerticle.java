package dev.reelcast.publish;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.bus.PublishApi.Asked;
import dev.reelcast.bus.PublishApi.Rendered;
import dev.reelcast.config.Config;
import dev.reelcast.model.Feed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.UUID;

/** Writes feeds when they are asked for, each version once. */
public final class FeedVerticle extends VerticleBase {

    /** A thousand episodes are some 250 KB of it. */
    private static final long KEPT_BYTES = 32L << 20;

    private final Bus bus;
    private final String baseUrl;
    private final Config.Feeds settings;
    private final RenderedFeeds rendered = new RenderedFeeds(KEPT_BYTES);

    /** @param baseUrl how the server is reached from outside, without a slash at the end */
    public FeedVerticle(Bus bus, String baseUrl, Config.Feeds settings) {
        this.bus = bus;
        this.baseUrl = baseUrl;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        return bus.serve(PublishApi.FEED, this::feed);
    }

    private Future<Rendered> feed(Asked asked) {
        return bus.request(FeedStoreApi.AT, asked.feed())
                .compose(feed -> rendered.get(
                                new RenderedFeeds.Key(feed.id(), asked.token(), asked.document()),
                                feed.version(),
                                () -> write(asked, feed))
                        .map(document -> timed(document, feed)));
    }

    private Future<Rendered> write(Asked asked, Feed feed) {
        int limit = settings.episodes();
        int offset = (asked.document() - 1) * limit;
        FeedAddress address = new FeedAddress(baseUrl, feed, asked.token());
        Future<UUID> guid = guid(feed);
        return bus.request(FeedStoreApi.PAGE, new FeedStoreApi.PageQuery(feed, limit, offset))
                .compose(page -> guid.compose(known -> {
                    int documents = (int) Math.max(1, (page.total() + limit - 1) / limit);
                    if (asked.document() > documents) {
                        return Future.failedFuture(Failure.notFound("feed"));
                    }
                    FeedDocument document =
                            new FeedDocument(address, page, asked.document(), documents, known, settings.hub());
                    // A long feed takes a while to write, so it is written beside the event loop.
                    return vertx.executeBlocking(() -> Renderer.render(document), false);
                }));
    }

    /** The podcast's own of another host, else the one that is kept, else one that is kept from now on. */
    private Future<UUID> guid(Feed feed) {
        UUID known = feed.data().guid() == null ? feed.guid() : feed.data().guid();
        return known != null
                ? Future.succeededFuture(known)
                : bus.request(FeedStoreApi.KEEP_GUID, new FeedStoreApi.Guid(feed.id(), FeedGuid.of(address(feed))));
    }

    private String address(Feed feed) {
        return new FeedAddress(baseUrl, feed, null).self(1);
    }

    /** A time in whole seconds tells two versions of the same second not apart (RFC 9110 §8.8.2.2). */
    private static Rendered timed(Rendered document, Feed feed) {
        return feed.settled() ? document : new Rendered(document.gzip(), document.digest(), null, document.links());
    }
}
