package dev.reelcast.ingest;

import dev.reelcast.bus.BackfillApi.Listed;
import dev.reelcast.ingest.ListingException.Kind;
import dev.reelcast.media.Cancellation;
import dev.reelcast.model.ListingSource;
import dev.reelcast.net.ChannelUrl;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A channel by the Data API: the playlist of its uploads, newest first, 50 at a time, and what is known of each. Two units
 * of the quota a page, and one to begin with.
 */
final class DataApiListing implements ChannelListing {

    private static final String PAGE = "50";

    private final DataApi api;

    DataApiListing(DataApi api) {
        this.api = api;
    }

    @Override
    public ListingSource source() {
        return ListingSource.DATA_API;
    }

    @Override
    public Future<String> resolve(ChannelUrl channel, Cancellation cancellation) {
        if (channel.channelId() != null) {
            return Future.succeededFuture(channel.channelId());
        }
        if (channel.handle() == null && channel.user() == null) {
            return Future.failedFuture(new ListingException(
                    Kind.GONE, "Channels of that form of URL cannot be looked up; give the channel's handle."));
        }
        Map<String, String> named = channel.handle() != null
                ? Map.of("part", "id", "forHandle", "@" + channel.handle())
                : Map.of("part", "id", "forUsername", Objects.requireNonNull(channel.user()));
        return api.list("channels", named, cancellation)
                .compose(reply -> reply.items().stream()
                        .map(item -> text(item, "id"))
                        .filter(id -> id.startsWith("UC"))
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(gone())));
    }

    @Override
    public Future<Page> page(
            String channelId, Instant since, @Nullable String cursor, IntConsumer seen, Cancellation cancellation) {
        return cursor == null
                ? uploads(channelId, cancellation).compose(playlist -> page(playlist, since, "", cancellation))
                : page(
                        cursor.substring(0, cursor.indexOf(' ')),
                        since,
                        cursor.substring(cursor.indexOf(' ') + 1),
                        cancellation);
    }

    private Future<String> uploads(String channelId, Cancellation cancellation) {
        return api.list("channels", Map.of("part", "contentDetails", "id", channelId), cancellation)
                .compose(reply -> reply.items().stream()
                        .map(item -> text(object(object(item, "contentDetails"), "relatedPlaylists"), "uploads"))
                        .filter(playlist -> !playlist.isEmpty())
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(gone())));
    }

    private Future<Page> page(String playlist, Instant since, String token, Cancellation cancellation) {
        return api.list(
                        "playlistItems",
                        Map.of(
                                "part",
                                "contentDetails",
                                "playlistId",
                                playlist,
                                "maxResults",
                                PAGE,
                                "pageToken",
                                token),
                        cancellation)
                .compose(reply -> {
                    List<JsonObject> items = reply.items().stream()
                            .map(item -> object(item, "contentDetails"))
                            .toList();
                    String young = items.stream()
                            .filter(item -> !publishedBefore(item, since))
                            .map(item -> text(item, "videoId"))
                            .filter(id -> !id.isEmpty())
                            .collect(Collectors.joining(","));
                    // The list is by date but for a video that was private for a while: only a whole page of older ones
                    // is taken for the end.
                    boolean last = reply.nextPage().isEmpty() || young.isEmpty();
                    return details(young, since, cancellation)
                            .map(videos ->
                                    new Page(videos, items.size(), last ? null : playlist + " " + reply.nextPage()));
                });
    }

    /** What cannot be seen by the public is not answered. */
    private Future<List<Listed>> details(String ids, Instant since, Cancellation cancellation) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return api.list("videos", Map.of("part", "snippet,contentDetails", "id", ids, "maxResults", PAGE), cancellation)
                .map(reply -> reply.items().stream()
                        .map(DataApiVideo::found)
                        .flatMap(Optional::stream)
                        .filter(video -> video.publishedAt() == null
                                || !video.publishedAt().isBefore(since))
                        .map(video -> new Listed(video, false))
                        .toList());
    }

    private static boolean publishedBefore(JsonObject item, Instant since) {
        Instant published = DataApiVideo.time(item.getValue("videoPublishedAt"));
        return published != null && published.isBefore(since);
    }

    private static ListingException gone() {
        return new ListingException(Kind.GONE, "YouTube has no such channel, or it is closed.");
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }
}
