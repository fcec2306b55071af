package dev.reelcast.ingest;

import dev.reelcast.bus.BackfillApi.Listed;
import dev.reelcast.bus.VideoStoreApi.Broadcast;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.ingest.ListingException.Kind;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.YtDlpChannel;
import dev.reelcast.media.YtDlpChannel.Entry;
import dev.reelcast.media.YtDlpChannel.Tab;
import dev.reelcast.model.ListingSource;
import dev.reelcast.model.Wire;
import dev.reelcast.net.ChannelUrl;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel by its pages: the list of its videos, then that of its live streams, then that of its shorts, each read until
 * it is surely past the time asked for. A page of this listing is one of these lists.
 */
final class YtDlpListing implements ChannelListing {

    /** A list is not followed to the end for one that stands out of its order. */
    private static final int OLDER_IN_A_ROW = 30;

    private final YtDlpRuns runs;

    YtDlpListing(YtDlpRuns runs) {
        this.runs = runs;
    }

    @Override
    public ListingSource source() {
        return ListingSource.YT_DLP;
    }

    @Override
    public Future<String> resolve(ChannelUrl channel, Cancellation cancellation) {
        return channel.channelId() != null
                ? Future.succeededFuture(channel.channelId())
                : run(cancellation, ytDlp -> ytDlp.id(channel.url()));
    }

    @Override
    public Future<Page> page(
            String channelId, Instant since, @Nullable String cursor, IntConsumer seen, Cancellation cancellation) {
        Tab tab = cursor == null ? Tab.VIDEOS : Wire.parse(Tab.class, cursor);
        String next = tab.ordinal() + 1 < Tab.values().length ? Wire.word(Tab.values()[tab.ordinal() + 1]) : null;
        return run(cancellation, ytDlp -> {
            Since border = new Since(since, Instant.now(), ytDlp::published);
            List<Entry> entries = read(ytDlp, channelId, tab, border, seen);
            List<Listed> young = entries.subList(0, border.count(entries)).stream()
                    .map(entry -> listed(entry, tab))
                    .toList();
            return new Page(young, entries.size(), next);
        });
    }

    private static List<Entry> read(YtDlpChannel ytDlp, String channelId, Tab tab, Since border, IntConsumer seen) {
        List<Entry> entries = new ArrayList<>();
        int[] older = {0};
        ytDlp.list(channelId, tab, entry -> {
            entries.add(entry);
            seen.accept(entries.size());
            older[0] = border.surelyOlder(entry) ? older[0] + 1 : 0;
            return older[0] < OLDER_IN_A_ROW;
        });
        return entries;
    }

    private static Listed listed(Entry entry, Tab tab) {
        Found video = new Found(
                entry.videoId(),
                entry.title(),
                entry.published(),
                null,
                entry.durationSeconds(),
                tab == Tab.SHORTS,
                broadcast(entry.live(), tab));
        return new Listed(video, true);
    }

    private static Broadcast broadcast(@Nullable String live, Tab tab) {
        if ("is_upcoming".equals(live)) {
            return Broadcast.UPCOMING;
        }
        if ("is_live".equals(live)) {
            return Broadcast.LIVE;
        }
        return tab == Tab.STREAMS || "was_live".equals(live) ? Broadcast.ENDED : Broadcast.NONE;
    }

    private <T> Future<T> run(Cancellation cancellation, Function<YtDlpChannel, T> work) {
        return runs.run(cancellation, work)
                .recover(cause -> Future.failedFuture(
                        cause instanceof MediaException failure
                                ? failure(failure)
                                : new ListingException(Kind.LATER, "The channel could not be listed.", cause)));
    }

    private static ListingException failure(MediaException failure) {
        Kind kind =
                switch (failure.kind()) {
                    case UNAVAILABLE -> Kind.GONE;
                    case TOOL_MISSING -> Kind.REFUSED;
                    default -> Kind.LATER;
                };
        return new ListingException(kind, String.valueOf(failure.getMessage()), failure);
    }
}
