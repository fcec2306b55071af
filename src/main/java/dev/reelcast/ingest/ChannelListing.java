package dev.reelcast.ingest;

import dev.reelcast.bus.BackfillApi.Listed;
import dev.reelcast.media.Cancellation;
import dev.reelcast.model.ListingSource;
import dev.reelcast.net.ChannelUrl;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Somebody who can tell what is on a channel. Futures fail with a {@link ListingException}. */
interface ChannelListing {

    /**
     * A part of a channel.
     *
     * @param videos those that were published at the time asked for or later
     * @param seen how many were looked at, older ones included
     * @param next what to ask with for the next page, null at the end
     */
    record Page(List<Listed> videos, int seen, @Nullable String next) {
        public Page {
            videos = List.copyOf(videos);
        }
    }

    ListingSource source();

    /** The id ({@code UC…}) of a channel that is named in another way. */
    Future<String> resolve(ChannelUrl channel, Cancellation cancellation);

    /**
     * A page of a channel's videos.
     *
     * @param since those before are left out
     * @param cursor of the page before, null for the first
     * @param seen hears, on any thread, how many videos of the page were looked at so far
     */
    Future<Page> page(
            String channelId, Instant since, @Nullable String cursor, IntConsumer seen, Cancellation cancellation);
}
