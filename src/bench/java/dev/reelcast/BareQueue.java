package dev.reelcast;

import dev.reelcast.QueueRates.Rates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What PostgreSQL and its driver would do if there were nothing else: a table of jobs with one index, claimed and completed
 * by one statement each, on as many connections as serve them best. No lease is watched, no history written, nobody told.
 *
 * @param jobs in all
 * @param single of them put in one by one
 * @param claim at a time
 */
record BareQueue(int jobs, int single, int claim) {

    private static final int BATCH = 1_000;
    private static final int CONNECTIONS = 8;

    private static final String TABLE = """
            create table bare (
              id      bigint generated always as identity primary key,
              done    boolean,
              due     timestamptz not null default now(),
              payload jsonb not null
            );
            create index bare_due on bare (due, id) where done is null;
            """;

    private static final String PUT = """
            insert into bare (payload)
            select unnest($1::jsonb[])
            """;

    private static final String TAKE = """
            update bare
            set done = false
            where id in (
              select id
              from bare
              where done is null
              order by due, id
              for update skip locked
              limit $1)
            returning id
            """;

    private static final String FINISH = """
            update bare
            set done = true
            where id = any ($1)
            """;

    /** On an empty database. How soon a single job begins is not measured. */
    Rates measure(String url) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(PgConnectOptions.fromUri(url).setCachePreparedStatements(true))
                .using(vertx)
                .build();
        try {
            pool.query(TABLE).execute().await();
            long start = System.nanoTime();
            for (int i = 0; i < single; i++) {
                put(pool, 1);
            }
            double one = single / QueueRates.seconds(start);
            start = System.nanoTime();
            for (int left = jobs - single; left > 0; left -= BATCH) {
                put(pool, Math.min(BATCH, left));
            }
            double many = (jobs - single) / QueueRates.seconds(start);
            pool.query("vacuum analyze bare").execute().await();
            return new Rates(one, many, process(pool), Double.NaN, Double.NaN);
        } finally {
            vertx.close().await();
        }
    }

    private static void put(Pool pool, int number) {
        Object[] payloads =
                Collections.nCopies(number, new JsonObject().put("url", "x".repeat(200))).toArray(JsonObject[]::new);
        pool.preparedQuery(PUT).execute(Tuple.of(payloads)).await();
    }

    private double process(Pool pool) throws InterruptedException {
        AtomicInteger finished = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(CONNECTIONS);
        long start = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            turn(pool, finished).onComplete(done -> ended.countDown());
        }
        if (!ended.await(2, TimeUnit.MINUTES) || finished.get() != jobs) {
            throw new IllegalStateException(finished + " of " + jobs + " were finished");
        }
        return jobs / QueueRates.seconds(start);
    }

    private Future<Void> turn(Pool pool, AtomicInteger finished) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(claim)).compose(taken -> {
            if (taken.size() == 0) {
                return Future.succeededFuture();
            }
            return pool.preparedQuery(FINISH)
                    .execute(Tuple.of(ids(taken).toArray(Long[]::new)))
                    .compose(done -> {
                        finished.addAndGet(taken.size());
                        return turn(pool, finished);
                    });
        });
    }

    private static List<Long> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getLong("id")).toList();
    }
}
