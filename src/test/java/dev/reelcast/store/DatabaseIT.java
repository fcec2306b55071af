package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void migratesFromTwoServersAtOnceAndTwice() {
        Database database = Database.of(TestDatabase.createEmptyUrl(), 2);
        Future<Void> one = database.migrate(vertx);
        Future<Void> two = database.migrate(vertx);
        Stores.await(one);
        Stores.await(two);
        Stores.await(database.migrate(vertx));
    }

    @Test
    void sharesOnePoolAmongAllWhoOpenIt() {
        Database database = Database.of(TestDatabase.createUrl(), 3);
        List<Pool> handles = List.of(database.open(vertx), database.open(vertx), database.open(vertx));
        List<Future<?>> slow = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            slow.add(handles.get(i % 3).query("select pg_sleep(0.01)").execute());
        }
        slow.forEach(Stores::await);
        int connections = new Sql(handles.get(0))
                .first(
                        "select count(*)::integer as open from pg_stat_activity where datname = current_database()",
                        row -> row.getInteger("open"))
                .await()
                .orElseThrow();
        assertThat(connections).isLessThanOrEqualTo(3);
        handles.get(0).close().await();
        Stores.await(handles.get(1).query("select 1").execute());
    }

    @Test
    void refusesAUrlOfAnotherFormWithoutRepeatingIt() {
        assertThatThrownBy(() -> Database.of("postgresql://user:secret@host:port/name", 1))
                .isInstanceOf(Failure.class)
                .hasMessage("database.url must have the form postgresql://user:password@host:5432/name.");
    }

    @Test
    void rollsBackATransactionWhoseWorkFails() {
        Sql sql = new Sql(Database.of(TestDatabase.createUrl(), 2).open(vertx));
        Future<Object> failing = sql.transaction(within -> within.execute(
                        "insert into users (id, email, name, password_hash, role) values (gen_random_uuid(), 'a@b', 'n', 'x', 'admin')")
                .compose(done -> Future.failedFuture(Failure.of(FailureKind.CONFLICT, "No."))));
        assertThat(Stores.failure(failing)).hasMessage("No.");
        assertThat(Stores.await(sql.execute("select id from users"))).isZero();
    }

    @Test
    void tellsRefusalsApart() {
        Sql sql = new Sql(Database.of(TestDatabase.createUrl(), 2).open(vertx));
        String user =
                "insert into users (id, email, name, password_hash, role) values (gen_random_uuid(), $1, $2, 'x', 'admin')";
        Stores.await(sql.execute(user, "a@example.org", "Name"));
        Failure taken = Stores.failure(sql.execute(user, "A@example.org", "Name"));
        assertThat(taken.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(taken).hasMessage("There is a user with this address already.");
        assertThat(Stores.failure(sql.execute(user, "b@example.org", "")).kind())
                .isEqualTo(FailureKind.INVALID);
        assertThat(Stores.failure(sql.execute(user, "b@example.org", "a\0")).kind())
                .isEqualTo(FailureKind.INVALID);
        assertThat(Stores.failure(sql.execute("select nothing")).kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(Stores.failure(sql.execute("select $1::int", "text")).kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(Stores.failure(sql.execute("select pg_terminate_backend(pg_backend_pid())"))
                        .kind())
                .isEqualTo(FailureKind.UNAVAILABLE);
    }
}
