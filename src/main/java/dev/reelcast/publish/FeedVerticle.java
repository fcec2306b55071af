package dev.reelcast.publish;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.model.Episode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Writes feeds when they are asked for. */
public final class FeedVerticle extends VerticleBase {

    private final Bus bus;
    private final FeedWriter writer;

    /** @param publicUrl how the server is reached from outside, without a slash at the end */
    public FeedVerticle(Bus bus, URI publicUrl) {
        this.bus = bus;
        this.writer = new FeedWriter(publicUrl.toString());
    }

    @Override
    public Future<?> start() {
        return bus.serve(PublishApi.FEED, this::feed);
    }

    private Future<PublishApi.Rendered> feed(String slug) {
        // A long feed takes a while to write, so it is written beside the event loop.
        return bus.request(EpisodeStoreApi.FEED, slug)
                .compose(feed -> vertx.executeBlocking(() -> rendered(feed), false));
    }

    private PublishApi.Rendered rendered(EpisodeStoreApi.Feed feed) {
        Instant lastModified = lastModified(feed);
        byte[] body = writer.write(feed, lastModified);
        return new PublishApi.Rendered(body, etag(body), lastModified);
    }

    private static Instant lastModified(EpisodeStoreApi.Feed feed) {
        Instant newest = feed.agent().updatedAt();
        for (Episode episode : feed.episodes()) {
            newest = episode.updatedAt().isAfter(newest) ? episode.updatedAt() : newest;
        }
        return newest.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String etag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
