package dev.reelcast.http;

import dev.reelcast.bus.VideoStoreApi.VideoPosition;
import dev.reelcast.model.Ids;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of videos ended, as a word that clients hand back unread. As with {@link Cursors}, it opens nothing. */
final class VideoCursor {

    private static final String KIND = "videos";
    private static final int PARTS = 3;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private VideoCursor() {}

    static String encode(VideoPosition position) {
        String text =
                String.join(" ", KIND, position.time().toString(), position.id().toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The position behind a cursor; {@link Invalid} when there is none. */
    static VideoPosition decode(String cursor) {
        VideoPosition position = position(cursor);
        if (!encode(position).equals(cursor)) {
            throw invalid();
        }
        return position;
    }

    private static VideoPosition position(String cursor) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", PARTS);
            if (parts.length == PARTS && parts[0].equals(KIND)) {
                Instant time = Instant.parse(parts[1]);
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                    return new VideoPosition(time, Ids.parse(parts[2]).orElseThrow(VideoCursor::invalid));
                }
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    private static Invalid invalid() {
        return new Invalid(
                "cursor", "invalid_cursor", "It must be the nextCursor of a page of the same list, unchanged.");
    }
}
