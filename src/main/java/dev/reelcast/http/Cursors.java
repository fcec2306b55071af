package dev.reelcast.http;

import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of jobs ended, as a word that clients hand back unread. It belongs to an order; one of another order, or that
 * was not made here, is refused. It opens nothing: whose jobs are listed is decided by who asks.
 */
final class Cursors {

    private static final String VERSION = "1";
    private static final int PARTS = 5;
    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    private Cursors() {}

    static String encode(Sort sort, boolean descending, Position position) {
        String text = String.join(
                " ",
                VERSION,
                order(sort, descending),
                position.large() ? "many" : "few",
                position.id().toString(),
                position.key() == null ? "none" : "key" + position.key());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The position behind a cursor for an order; {@link Invalid} when there is none. */
    static Position decode(Sort sort, boolean descending, String cursor) {
        Position position = position(sort, descending, text(cursor).split(" ", PARTS));
        // One form for each position: what was padded or altered is not ours.
        if (!encode(sort, descending, position).equals(cursor)) {
            throw invalid();
        }
        return position;
    }

    private static Position position(Sort sort, boolean descending, String[] parts) {
        if (parts.length != PARTS || !parts[0].equals(VERSION)) {
            throw invalid();
        }
        if (!parts[1].equals(order(sort, descending))) {
            throw new Invalid("cursor", "invalid_cursor", "The cursor belongs to a list that is sorted otherwise.");
        }
        UUID id = Ids.parse(parts[3]).orElseThrow(Cursors::invalid);
        String key = parts[4].startsWith("key") ? parts[4].substring("key".length()) : null;
        if (key != null && !fits(sort, key)) {
            throw invalid();
        }
        return new Position(key, id, parts[2].equals("many"));
    }

    private static boolean fits(Sort sort, String key) {
        return switch (sort) {
            case CREATED -> false;
            case DURATION -> SECONDS.matcher(key).matches();
            case FINISHED -> isTime(key);
            case TITLE -> key.indexOf(0) < 0;
        };
    }

    private static boolean isTime(String key) {
        try {
            int year = OffsetDateTime.parse(key).getYear();
            return year >= 1970 && year <= 9999;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    private static String text(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            throw invalid();
        }
    }

    private static String order(Sort sort, boolean descending) {
        return (descending ? "-" : "+") + Wire.word(sort);
    }

    private static Invalid invalid() {
        return new Invalid(
                "cursor", "invalid_cursor", "It must be the nextCursor of a page of the same list, unchanged.");
    }

    /** The cursor of the page after one, null when there is none. */
    static @Nullable String next(JobQuery query, @Nullable Position next) {
        return next == null ? null : encode(query.sort(), query.descending(), next);
    }
}
