package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SecretStoreApi;
import dev.reelcast.bus.SecretStoreApi.Sealed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers for the table of keys that several servers share. */
public final class SecretStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private @Nullable Pool pool;

    public SecretStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        Sql sql = new Sql(open);
        return bus.serve(SecretStoreApi.KEEP, secret -> keep(sql, secret));
    }

    @Override
    public Future<?> stop() {
        return pool == null ? Future.succeededFuture() : pool.close();
    }

    private static Future<Sealed> keep(Sql sql, Sealed secret) {
        return sql.first(
                        SecretSql.KEEP,
                        row -> new Sealed(
                                row.getString("name"), row.getBuffer("sealed").getBytes()),
                        secret.name(),
                        Buffer.buffer(secret.sealed()))
                .map(Optional::orElseThrow);
    }
}
