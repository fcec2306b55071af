package dev.reelcast.store;

import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the model's values and a statement's. */
final class Values {

    private Values() {}

    static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instantOrNull(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    static <E extends Enum<E>> E word(Class<E> type, Row row, String column) {
        return Wire.parse(type, row.getString(column));
    }

    static @Nullable String wordOrNull(@Nullable Enum<?> constant) {
        return constant == null ? null : Wire.word(constant);
    }

    static String[] words(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Wire::word).toArray(String[]::new);
    }

    static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    /** A record from a column of JSON objects, null when the column is. */
    static <T> @Nullable T recordOrNull(Class<T> type, Row row, String column) {
        JsonObject json = row.getJsonObject(column);
        return json == null ? null : Wire.record(type, json);
    }

    static <T> T record(Class<T> type, Row row, String column) {
        return Wire.record(type, row.getJsonObject(column));
    }

    /** Records from a column that holds a JSON array of objects. */
    static <T> List<T> records(Class<T> type, Row row, String column) {
        return row.getJsonArray(column).stream()
                .map(element -> Wire.record(type, (JsonObject) element))
                .toList();
    }

    static @Nullable JsonObject jsonOrNull(@Nullable Object record) {
        return record == null ? null : Wire.json(record);
    }

    static JsonArray jsonArray(List<?> records) {
        return new JsonArray(records.stream().map(Wire::json).collect(Collectors.toList()));
    }

    /** JSON that PostgreSQL can hold: NUL, which its text cannot, becomes U+FFFD in every text of it. */
    static JsonObject storable(JsonObject json) {
        JsonObject clean = new JsonObject();
        json.forEach(member -> clean.put(storable(member.getKey()), storableValue(member.getValue())));
        return clean;
    }

    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable Object storableValue(@Nullable Object value) {
        if (value instanceof String text) {
            return storable(text);
        }
        if (value instanceof JsonObject object) {
            return storable(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray clean = new JsonArray();
            array.forEach(element -> clean.add(storableValue(element)));
            return clean;
        }
        return value;
    }
}
