package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlIT {

    private Stores stores;
    private Sql sql;

    @BeforeEach
    void open() {
        stores = new Stores();
        sql = new Sql(stores.pool);
        stores.rows("create table circle (id integer primary key, times integer not null)");
        stores.rows("insert into circle values (1, 0), (2, 0)");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void twoThatWaitForOneAnotherAreBothDoneInTheEnd() {
        Promise<Void> oneHolds = Promise.promise();
        Promise<Void> otherHolds = Promise.promise();
        AtomicInteger begun = new AtomicInteger();
        Future<Integer> one = inOrder(1, 2, oneHolds, otherHolds.future(), begun);
        Future<Integer> other = inOrder(2, 1, otherHolds, oneHolds.future(), begun);
        Stores.await(Future.join(one, other));
        assertThat(begun).hasValue(3);
        assertThat(stores.rows("select from circle where times = 2")).hasSize(2);
    }

    @Test
    void statementsAloneThatWaitForOneAnotherAreBothDoneInTheEnd() {
        stores.rows("""
                create function add_both(first integer, second integer) returns void language plpgsql as $$
                begin
                  update circle set times = times + 1 where id = first;
                  perform pg_sleep(0.3);
                  update circle set times = times + 1 where id = second;
                end $$
                """);
        Stores.await(Future.join(
                sql.execute("select add_both($1, $2)::text", 1, 2),
                sql.execute("select add_both($1, $2)::text", 2, 1)));
        assertThat(stores.rows("select from circle where times = 2")).hasSize(2);
    }

    @Test
    void whatIsRefusedOtherwiseIsNotTriedAgain() {
        AtomicInteger begun = new AtomicInteger();
        Future<Integer> refused = sql.transaction(within -> {
            begun.incrementAndGet();
            return within.execute("insert into circle values (1, 0)");
        });
        assertThat(Stores.failure(refused).kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(begun).hasValue(1);
    }

    private Future<Integer> inOrder(
            int first, int second, Promise<Void> holds, Future<Void> otherHolds, AtomicInteger begun) {
        return sql.transaction(within -> {
            begun.incrementAndGet();
            return add(within, first)
                    .onSuccess(held -> holds.tryComplete())
                    .compose(held -> otherHolds)
                    .compose(both -> add(within, second));
        });
    }

    private static Future<Integer> add(Sql within, int id) {
        return within.execute("update circle set times = times + 1 where id = $1", id);
    }
}
