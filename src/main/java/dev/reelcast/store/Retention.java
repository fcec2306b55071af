package dev.reelcast.store;

import dev.reelcast.bus.RetentionApi.LeftBehind;
import dev.reelcast.bus.RetentionApi.Replaced;
import dev.reelcast.bus.RetentionApi.Rules;
import dev.reelcast.bus.RetentionApi.Step;
import dev.reelcast.bus.RetentionApi.Swept;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes what has become too old of ended jobs, in steps that each are short: a step that has removed as much history as
 * it may is followed by another on the same jobs. One server at a time; two would only do the same.
 */
final class Retention {

    private static final int HISTORY_OF_A_JOB = 10;

    private final Sql sql;

    Retention(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** @param old whether there is something to do about it */
    private record Looked(UUID id, boolean old) {}

    /** @param goes whether the job goes itself; else only its history does */
    private record Aged(UUID id, boolean goes) {}

    Future<Swept> sweep(Step step) {
        Rules rules = step.rules();
        if (rules.jobs() == null && rules.history() == null) {
            return Future.succeededFuture(nothing(null));
        }
        return sql.transaction(within -> within.first(RetentionSql.MINE, row -> row.getBoolean("mine"))
                .compose(mine ->
                        Optional.of(true).equals(mine) ? look(within, step) : Future.succeededFuture(nothing(null))));
    }

    private static Future<Swept> look(Sql within, Step step) {
        Rules rules = step.rules();
        return within.list(
                        RetentionSql.LOOK,
                        row -> new Looked(row.getUUID("id"), row.getBoolean("old")),
                        step.after(),
                        seconds(rules.jobs()),
                        seconds(rules.history()),
                        (long) rules.batch())
                .compose(looked -> {
                    UUID next = looked.size() < rules.batch()
                            ? null
                            : looked.get(looked.size() - 1).id();
                    UUID[] old =
                            looked.stream().filter(Looked::old).map(Looked::id).toArray(UUID[]::new);
                    return old.length == 0 ? Future.succeededFuture(nothing(next)) : forget(within, step, old, next);
                });
    }

    private static Future<Swept> forget(Sql within, Step step, UUID[] old, @Nullable UUID next) {
        Rules rules = step.rules();
        long most = (long) rules.batch() * HISTORY_OF_A_JOB;
        return within.list(
                        RetentionSql.LOCK,
                        row -> new Aged(row.getUUID("id"), row.getBoolean("goes")),
                        old,
                        seconds(rules.jobs()),
                        seconds(rules.history()))
                .compose(aged -> within.first(
                                RetentionSql.FORGET_HISTORY,
                                Retention::forgotten,
                                aged.stream().map(Aged::id).toArray(UUID[]::new),
                                most)
                        .map(Optional::orElseThrow)
                        .compose(history -> history.events() == most || history.lines() == most
                                ? Future.succeededFuture(new Swept(step.after(), 0, history.events(), history.lines()))
                                : remove(within, aged, history, next)));
    }

    private static Future<Swept> remove(Sql within, List<Aged> aged, Swept history, @Nullable UUID next) {
        UUID[] going = aged.stream().filter(Aged::goes).map(Aged::id).toArray(UUID[]::new);
        Future<Integer> removed =
                going.length == 0 ? Future.succeededFuture(0) : within.execute(RetentionSql.REMOVE, (Object) going);
        return removed.map(jobs -> new Swept(next, jobs, history.events(), history.lines()));
    }

    Future<List<UUID>> leftBehind(LeftBehind page) {
        return sql.list(RetentionSql.LEFT_BEHIND, row -> row.getUUID("job_id"), page.after(), (long) page.limit());
    }

    Future<Void> cleared(List<UUID> jobs) {
        return sql.execute(RetentionSql.CLEARED, (Object) Values.ids(jobs)).mapEmpty();
    }

    Future<List<String>> replaced(Replaced page) {
        return sql.list(RetentionSql.REPLACED, row -> row.getString("storage_key"), Values.seconds(page.age()), (long)
                page.limit());
    }

    Future<Void> dropped(List<String> keys) {
        return sql.execute(RetentionSql.DROPPED, (Object) keys.toArray(String[]::new))
                .mapEmpty();
    }

    private static Swept forgotten(Row row) {
        return new Swept(null, 0, row.getLong("events"), row.getLong("lines"));
    }

    private static Swept nothing(@Nullable UUID next) {
        return new Swept(next, 0, 0, 0);
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : Values.seconds(time);
    }
}
