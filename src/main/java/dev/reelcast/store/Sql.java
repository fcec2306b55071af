package dev.reelcast.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on a pool, or on the one connection of a transaction. Whatever goes wrong is a
 * {@link dev.reelcast.bus.Failure}; no row leaves without its mapping.
 */
final class Sql {

    private final SqlClient client;

    Sql(SqlClient client) {
        this.client = client;
    }

    /** Every row of a statement. */
    <T> Future<List<T>> list(String statement, Function<Row, T> mapping, @Nullable Object... parameters) {
        return run(statement, parameters).map(rows -> {
            List<T> mapped = new ArrayList<>(rows.size());
            rows.forEach(row -> mapped.add(mapping.apply(row)));
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

    /** Work that happens whole or not at all; only where this stands for a pool. */
    <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return ((Pool) client)
                .withTransaction(connection -> work.apply(new Sql(connection)))
                .recover(cause -> Future.failedFuture(SqlFailures.of(cause)));
    }

    private Future<RowSet<Row>> run(String statement, @Nullable Object... parameters) {
        return client.preparedQuery(statement)
                .execute(Tuple.from(parameters))
                .recover(cause -> Future.failedFuture(SqlFailures.of(cause)));
    }
}
