package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.model.Ids;
import dev.reelcast.model.User;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that the contract agrees with. Values are as the contract declares them, so the getters do not check again.
 *
 * @param context the request and its response
 * @param parameters from the path and the query; those not given are absent
 * @param body the JSON object, empty when there was none
 */
record Call(RoutingContext context, Map<String, Object> parameters, JsonObject body) {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** Who asks; only for operations that need a sign-in. */
    User user() {
        return Sessions.user(context);
    }

    /** In whose name data is read and changed. */
    Viewer viewer() {
        return user().viewer();
    }

    @Nullable
    String text(String parameter) {
        return (String) parameters.get(parameter);
    }

    @Nullable
    Boolean flag(String parameter) {
        return (Boolean) parameters.get(parameter);
    }

    long number(String parameter, long byDefault) {
        Object value = parameters.get(parameter);
        return value == null ? byDefault : ((Number) value).longValue();
    }

    @Nullable
    <E extends Enum<E>> E word(Class<E> type, String parameter) {
        String word = text(parameter);
        return word == null ? null : Wire.parse(type, word);
    }

    /** The id in the path; what is not an id is not found, as is one of nothing. */
    UUID id(String parameter, String what) {
        String text = text(parameter);
        return Ids.parse(text == null ? "" : text).orElseThrow(() -> Failure.notFound(what));
    }

    /** An id to filter by. */
    @Nullable
    UUID filterId(String parameter) {
        String text = text(parameter);
        return text == null ? null : Ids.parse(text).orElseThrow(() -> new Invalid(parameter, "It must be an id."));
    }

    @Nullable
    Instant time(String parameter) {
        return time(parameter, text(parameter));
    }

    /** A time of RFC 3339, in any offset. */
    static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isAfter(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            throw new Invalid(field, "It must be a time such as 2026-11-21T09:30:00Z.");
        }
        throw new Invalid(field, "It must be a time between the years 1970 and 9999.");
    }
}
