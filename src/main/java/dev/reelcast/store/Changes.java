package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes what {@link Transitions} decided. */
final class Changes {

    /**
     * A change that is in the tables.
     *
     * @param event that tells of it
     * @param claimed the run that begins with it, null when none does
     * @param line for the job's log, null for none
     * @param took seconds of the run that ended, null when none did
     */
    record Written(
            StoredEvent event,
            @Nullable Claimed claimed,
            @Nullable LogLine line,
            @Nullable Double took) {}

    private Changes() {}

    /**
     * Writes changes of jobs that this transaction has locked, each job at most once, in one statement.
     *
     * @param lease of those that start
     * @return in the order of the changes
     */
    static Future<List<Written>> write(Sql within, List<Change> changes, Duration lease) {
        if (changes.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Columns of = new Columns(changes);
        return within.list(
                        ChangeSql.WRITE,
                        Function.identity(),
                        Values.ids(changes.stream()
                                .map(change -> change.job().id())
                                .toList()),
                        of.texts(change -> Wire.word(change.status())),
                        of.texts(change -> Wire.word(change.stage())),
                        of.texts(change -> Wire.word(change.next())),
                        of.numbers(Change::attempt),
                        of.numbers(Change::progress),
                        of.texts(Change::message),
                        of.texts(change -> json(change.error())),
                        of.texts(change -> json(change.result())),
                        changes.stream().map(change -> seconds(change.delay())).toArray(Double[]::new),
                        of.flags(Change::starts),
                        of.flags(Change::fresh),
                        of.texts(Change::event),
                        of.ended(Change.Ended::outcome),
                        of.ended(Change.Ended::cause),
                        of.ended(Change.Ended::message),
                        of.ended(ended -> json(ended.output())),
                        Values.seconds(lease),
                        changes.stream().anyMatch(Change::available))
                .map(rows -> IntStream.range(0, rows.size())
                        .mapToObj(i -> written(changes.get(i), rows.get(i)))
                        .toList());
    }

    private static Written written(Change change, Row row) {
        Change.Ended ended = change.ended();
        LogLevel level = ended == null ? null : ended.level();
        String message = ended == null ? null : ended.message();
        return new Written(
                JobEvents.of(row),
                change.starts() ? JobRow.claimed(row) : null,
                level == null || message == null
                        ? null
                        : ProgressApi.line(
                                change.job().id(), level, change.job().stage(), message),
                row.getDouble("took"));
    }

    /** What is told of changes that nobody asked for one by one. */
    static Committed<Integer> told(List<Written> written) {
        return Committed.of(written.size(), written.stream().map(Written::event).toList());
    }

    private static @Nullable Double seconds(@Nullable Duration delay) {
        return delay == null ? null : Values.seconds(delay);
    }

    private static @Nullable String json(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof JsonObject object ? object.encode() : Wire.text(value);
    }

    /** The members of changes as the arrays that a statement takes them by. */
    private record Columns(List<Change> changes) {

        @Nullable
        String[] texts(Function<Change, @Nullable String> column) {
            @Nullable String[] texts = new @Nullable String[changes.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = column.apply(changes.get(i));
            }
            return texts;
        }

        @Nullable
        String[] ended(Function<Change.Ended, @Nullable String> column) {
            return texts(change -> {
                Change.Ended ended = change.ended();
                return ended == null ? null : column.apply(ended);
            });
        }

        Short[] numbers(Function<Change, Integer> column) {
            return changes.stream()
                    .map(change -> column.apply(change).shortValue())
                    .toArray(Short[]::new);
        }

        Boolean[] flags(Function<Change, Boolean> column) {
            return changes.stream().map(column).toArray(Boolean[]::new);
        }
    }
}
