package dev.reelcast.ingest;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.config.Config;
import dev.reelcast.media.Cancellation;
import dev.reelcast.net.ChannelUrl;
import dev.reelcast.net.Refused;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Channels by whoever can tell of them: the Data API where a key is set, else yt-dlp. */
public final class Channels {

    private final ChannelListing listing;
    private final ChannelListing pages;

    /** @param service of the Data API, null when there is no key */
    public Channels(Bus bus, Config.Youtube youtube, @Nullable ServiceClient service, YtDlpRuns runs) {
        String key = youtube.apiKey();
        this.pages = new YtDlpListing(runs);
        this.listing = service == null || key == null
                ? pages
                : new DataApiListing(new DataApi(service, key, new Quota(bus, youtube.quota())));
    }

    /** Who lists a channel. */
    ChannelListing listing() {
        return listing;
    }

    /** As {@link dev.reelcast.bus.IngestApi#RESOLVE}. */
    Future<String> resolve(String channel) {
        return resolve(channel, new Cancellation())
                .recover(cause ->
                        Future.failedFuture(cause instanceof ListingException failure ? failure.failure() : cause));
    }

    /** Fails with a {@link ListingException}, or a {@link Failure} when what is given names no channel. */
    Future<String> resolve(String channel, Cancellation cancellation) {
        ChannelUrl url;
        try {
            url = ChannelUrl.parse(channel);
        } catch (Refused refused) {
            return Future.failedFuture(Failure.of(
                    FailureKind.UNPROCESSABLE, refused.reason().word(), String.valueOf(refused.getMessage())));
        }
        // Of /c/ addresses the Data API knows nothing.
        boolean byPage = url.channelId() == null && url.handle() == null && url.user() == null;
        return (byPage ? pages : listing).resolve(url, cancellation);
    }
}
