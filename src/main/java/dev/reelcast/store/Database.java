package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Where the database is, and how this server connects to it. */
public final class Database {

    private static final int WAIT_QUEUE = 500;
    private static final int WAIT_SECONDS = 5;
    /** A connection that nobody uses is closed before its silence could be taken for that of a dead one. */
    private static final int IDLE_SECONDS = 20;
    /** Longer than any statement may take. */
    private static final int SILENT_SECONDS = 30;

    private static final int RECONNECTS = 2;
    private static final int RECONNECT_MILLIS = 200;

    private final PgConnectOptions options;
    private final int poolSize;

    private Database(PgConnectOptions options, int poolSize) {
        this.options = options;
        this.poolSize = poolSize;
    }

    /**
     * Reads a database's URL.
     *
     * @param url {@code postgresql://user:password@host:port/name}, possibly with {@code ?sslmode=}
     * @param poolSize connections of this server in all beside the one that listens, from 4 on
     * @throws Failure when the URL has another form
     */
    public static Database of(String url, int poolSize) {
        PgConnectOptions options;
        try {
            options = PgConnectOptions.fromUri(url);
        } catch (RuntimeException e) {
            // The parser's own words may hold the password.
            throw Failure.of(
                    FailureKind.INVALID,
                    "invalid_database_url",
                    "database.url must have the form postgresql://user:password@host:5432/name.");
        }
        if (options.getSslMode() != SslMode.DISABLE) {
            options.setSslOptions(sslOptions(options.getSslMode()));
        }
        options.setCachePreparedStatements(true)
                // Without this only statements of less than 2 KB are prepared once; the queue's are longer.
                .setPreparedStatementCacheSqlFilter(statement -> true)
                .setReconnectAttempts(RECONNECTS)
                .setReconnectInterval(RECONNECT_MILLIS);
        // Compiling a statement takes seconds, running ours takes milliseconds.
        options.addProperty("jit", "off");
        // Every statement has its index. PostgreSQL prefers reading a whole table as long as it believes that it is
        // small,
        // and after a thousand rows have come at once it believes so for a minute.
        options.addProperty("enable_seqscan", "off");
        options.addProperty("application_name", "reelcast");
        options.addProperty("timezone", "UTC");
        // A server that hangs must not keep rows locked against the others.
        options.addProperty("idle_in_transaction_session_timeout", "20s");
        options.addProperty("statement_timeout", "25s");
        return new Database(options, poolSize);
    }

    /**
     * A handle on this server's one pool for people's questions; whoever opens one closes it. A list's filters are all in
     * one statement: only a plan for the values at hand leaves out those that are unused. What it reads is in memory or on
     * a disk without moving parts: by the default, ten thousand jobs would rather be found by reading the whole table.
     */
    public Pool open(Vertx vertx) {
        PgConnectOptions own = new PgConnectOptions(options);
        own.addProperty("plan_cache_mode", "force_custom_plan");
        own.addProperty("random_page_cost", "1.1");
        return shared(vertx, "reelcast-", Math.max(1, poolSize - forQueue()), own);
    }

    /**
     * A handle on this server's one pool for the queue; whoever opens one closes it. Its statements are planned once: they
     * run by the thousand, and the plan is the same for whatever they are asked. What people ask never makes them wait.
     */
    public Pool openQueue(Vertx vertx) {
        return shared(vertx, "reelcast-queue-", forQueue() - 1 - forRuns(), forTheQueue());
    }

    /**
     * The one connection for a server's claims, which come one after the other: what they ask is known there from the first
     * on, and they wait for nothing else.
     */
    Pool openClaims(Vertx vertx) {
        return pool(vertx, new PoolOptions().setMaxSize(1), forTheQueue());
    }

    /** The connections for how runs end, on the loop of whoever opens them. */
    Pool openRuns(Vertx vertx) {
        return pool(vertx, new PoolOptions().setMaxSize(forRuns()), forTheQueue());
    }

    /** One at least for each: claims, runs, and the rest. */
    private int forQueue() {
        return Math.max(3, poolSize / 2);
    }

    /** Leases are renewed on the rest: it has its second one first, so that they need not wait for what waits for a lock. */
    private int forRuns() {
        return Math.min(Gathering.FLIGHTS, Math.max(1, forQueue() - 3));
    }

    private PgConnectOptions forTheQueue() {
        return new PgConnectOptions(options).addProperty("plan_cache_mode", "force_generic_plan");
    }

    private Pool shared(Vertx vertx, String name, int size, PgConnectOptions own) {
        PoolOptions pool =
                new PoolOptions().setShared(true).setName(name + address()).setMaxSize(size);
        return pool(vertx, pool, own);
    }

    private static Pool pool(Vertx vertx, PoolOptions options, PgConnectOptions own) {
        PoolOptions pool = options.setMaxWaitQueueSize(WAIT_QUEUE)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .with(pool)
                .with(new NetClientOptions().setTcpKeepAlive(true).setReadIdleTimeout(SILENT_SECONDS))
                .connectingTo(own)
                .using(vertx)
                .build();
    }

    /**
     * Brings the tables to this version's form. Several servers may do so at once.
     *
     * @return fails with a {@link Failure} when the database cannot be reached or a migration is refused
     */
    public Future<Void> migrate(Vertx vertx) {
        Migrations migrations = new Migrations(jdbcUrl(), options.getUser(), options.getPassword());
        return vertx.executeBlocking(() -> {
            migrations.run();
            return null;
        });
    }

    /**
     * One connection beside the pool, made when it is asked for and made anew when it was lost.
     *
     * @param silence seconds without a byte from the database after which it counts as lost
     */
    Pool line(Vertx vertx, int silence) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1).setConnectionTimeout(WAIT_SECONDS))
                .with(new NetClientOptions()
                        .setTcpKeepAlive(true)
                        .setConnectTimeout(WAIT_SECONDS * 1_000)
                        .setReadIdleTimeout(silence))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://" + address() + "?sslmode=" + options.getSslMode().value
                + "&ApplicationName=reelcast-migrations";
    }

    private String address() {
        String host = options.getHost().contains(":") ? "[" + options.getHost() + "]" : options.getHost();
        return host + ":" + options.getPort() + "/" + options.getDatabase();
    }

    /** As libpq: {@code require} encrypts without looking at the certificate, {@code verify-full} looks at its name too. */
    private static ClientSSLOptions sslOptions(SslMode mode) {
        boolean looks = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
        return new ClientSSLOptions()
                .setTrustAll(!looks)
                .setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
    }
}
