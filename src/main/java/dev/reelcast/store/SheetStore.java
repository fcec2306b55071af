package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SheetStoreApi.NewConnection;
import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.bus.SheetStoreApi.Opened;
import dev.reelcast.bus.SheetStoreApi.Used;
import dev.reelcast.model.SheetConnection;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Keys to spreadsheets. */
final class SheetStore {

    private static final long MOST = 50;

    private final Sql sql;

    SheetStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<SheetConnection> add(NewConnection connection) {
        return sql.first(
                        SheetSql.ADD,
                        SheetStore::connection,
                        connection.id(),
                        connection.viewer().userId(),
                        connection.name(),
                        Wire.word(connection.kind()),
                        connection.email(),
                        Buffer.buffer(connection.sealed()),
                        MOST)
                .map(added -> added.orElseThrow(() -> Failure.of(
                        FailureKind.CONFLICT,
                        "too_many_connections",
                        "You have " + MOST + " connections, which is the most. Remove one first.")));
    }

    Future<List<SheetConnection>> list(Viewer viewer) {
        return sql.list(SheetSql.LIST, SheetStore::connection, viewer.userId(), viewer.seesAll());
    }

    Future<Opened> open(OneConnection which) {
        return sql.first(
                        SheetSql.OPEN,
                        row -> new Opened(
                                connection(row), row.getBuffer("sealed").getBytes()),
                        which.connectionId(),
                        which.viewer().userId(),
                        which.viewer().seesAll())
                .map(found -> found.orElseThrow(SheetStore::unknown));
    }

    Future<Void> delete(OneConnection which) {
        return sql.execute(
                        SheetSql.DELETE,
                        which.connectionId(),
                        which.viewer().userId(),
                        which.viewer().seesAll())
                .compose(deleted -> deleted > 0 ? Future.succeededFuture() : Future.failedFuture(unknown()));
    }

    Future<Void> used(Used used) {
        String error = used.error();
        return (error == null
                        ? sql.execute(SheetSql.WENT_WELL, used.connectionId())
                        : sql.execute(SheetSql.FAILED, used.connectionId(), Values.storable(error)))
                .mapEmpty();
    }

    private static SheetConnection connection(Row row) {
        return new SheetConnection(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("name"),
                Values.word(SheetConnection.Kind.class, row, "kind"),
                row.getString("email"),
                Values.instant(row, "created_at"),
                Values.instantOrNull(row, "used_at"),
                row.getString("error"),
                Values.instantOrNull(row, "error_at"));
    }

    private static Failure unknown() {
        return Failure.notFound("sheet connection");
    }
}
