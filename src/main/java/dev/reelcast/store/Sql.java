package dev.reelcast.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on a pool, or on the one connection of a transaction. Whatever goes wrong is a
 * {@link dev.reelcast.bus.Failure}; no row leaves without its mapping.
 */
final class Sql {

    private final SqlClient client;
    private @Nullable Throwable failed;

    Sql(SqlClient client) {
        this.client = client;
    }

    /** Every row of a statement. */
    <T> Future<List<T>> list(String statement, Function<Row, T> mapping, @Nullable Object... parameters) {
        return run(statement, parameters).map(rows -> {
            List<T> mapped = new ArrayList<>(rows.size());
            Function<Row, Row> reading = NamedRow.reading(rows);
            rows.forEach(row -> mapped.add(mapping.apply(reading.apply(row))));
            return mapped;
        });
    }

    /** The first row of a statement, or empty. */
    <T> Future<Optional<T>> first(String statement, Function<Row, T> mapping, @Nullable Object... parameters) {
        return list(statement, mapping, parameters).map(rows -> rows.stream().findFirst());
    }

    /** How many rows a statement changed or answered. */
    Future<Integer> execute(String statement, @Nullable Object... parameters) {
        return run(statement, parameters).map(RowSet::rowCount);
    }

    /**
     * Work that happens whole or not at all; only where this stands for a pool. It is begun a second time when it and
     * another waited for one another.
     */
    <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return transaction(work, (within, value) -> Future.succeededFuture(value));
    }

    /**
     * As {@link #transaction(Function)}. The first statement follows the transaction's begin, and its end follows the last
     * one, without waiting for answers: a queue's transactions are short, and half their time would be ways to the
     * database and back.
     *
     * @param last the statement at the end, of what the work before it made; it is the whole's value. It is one statement, or
     *     none, and is sent at once: what it sent later would come after the end
     */
    <T, R> Future<R> transaction(Function<Sql, Future<T>> work, BiFunction<Sql, T, Future<R>> last) {
        return attempt(work, last, true);
    }

    /** Of two transactions that wait for one another, the database ends one, which then finds the other done. */
    private <T, R> Future<R> attempt(
            Function<Sql, Future<T>> work, BiFunction<Sql, T, Future<R>> last, boolean onceMore) {
        return ((Pool) client)
                .getConnection()
                .compose(connection -> {
                    Sql within = new Sql(connection);
                    return within.whole(connection, work, last)
                            .eventually(connection::close)
                            .recover(cause -> onceMore && SqlFailures.deadlock(within.failed)
                                    ? attempt(work, last, false)
                                    : Future.failedFuture(cause));
                })
                .recover(cause -> Future.failedFuture(SqlFailures.of(cause)));
    }

    private <T, R> Future<R> whole(
            SqlConnection connection, Function<Sql, Future<T>> work, BiFunction<Sql, T, Future<R>> last) {
        Future<?> begun = connection.query("begin").execute();
        return Future.succeededFuture(this)
                .compose(work)
                .compose(value -> failed == null
                        ? ended(connection, begun, last.apply(this, value))
                        : Future.failedFuture(failed))
                .recover(cause ->
                        connection.query("rollback").execute().transform(undone -> Future.failedFuture(cause)));
    }

    /** The database takes a commit for a rollback when the statement before it went wrong. */
    private static <R> Future<R> ended(SqlConnection connection, Future<?> begun, Future<R> written) {
        Future<?> committed = connection.query("commit").execute();
        return begun.compose(done -> written).compose(value -> committed.map(done -> value));
    }

    private Future<RowSet<Row>> run(String statement, @Nullable Object... parameters) {
        Tuple values = Tuple.from(parameters);
        return client.preparedQuery(statement)
                .execute(values)
                // Alone it is a transaction of its own.
                .recover(cause -> client instanceof Pool && SqlFailures.deadlock(cause)
                        ? client.preparedQuery(statement).execute(values)
                        : Future.failedFuture(cause))
                .recover(cause -> {
                    failed = cause;
                    return Future.failedFuture(SqlFailures.of(cause));
                });
    }
}
