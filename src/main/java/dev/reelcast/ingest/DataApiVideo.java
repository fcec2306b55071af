package dev.reelcast.ingest;

import dev.reelcast.bus.VideoStoreApi.Broadcast;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.media.UntrustedText;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A video resource of the Data API, read with distrust. */
final class DataApiVideo {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final int LONGEST_TITLE = 1_000;

    private DataApiVideo() {}

    /** Empty when it is no video. The API does not tell a short from another video. */
    static Optional<Found> found(JsonObject item) {
        if (!(item.getValue("id") instanceof String id) || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        JsonObject snippet = item.getValue("snippet") instanceof JsonObject object ? object : new JsonObject();
        JsonObject content = item.getValue("contentDetails") instanceof JsonObject object ? object : new JsonObject();
        String title = snippet.getValue("title") instanceof String text ? UntrustedText.line(text, LONGEST_TITLE) : "";
        return Optional.of(new Found(
                id,
                title,
                time(snippet.getValue("publishedAt")),
                null,
                seconds(content.getValue("duration")),
                null,
                broadcast(snippet.getValue("liveBroadcastContent"))));
    }

    /** Null for what is no time. */
    static @Nullable Instant time(@Nullable Object value) {
        try {
            return value instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A stream that has not ended has no length: zero. */
    private static @Nullable Double seconds(@Nullable Object value) {
        try {
            double seconds = value instanceof String text ? Duration.parse(text).toMillis() / 1_000.0 : 0;
            return seconds > 0 ? seconds : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Of what is over the API does not tell a live stream from a premiere: that is unknown. */
    private static @Nullable Broadcast broadcast(@Nullable Object value) {
        if ("upcoming".equals(value)) {
            return Broadcast.UPCOMING;
        }
        return "live".equals(value) ? Broadcast.LIVE : null;
    }
}
