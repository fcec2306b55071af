package dev.reelcast;

import dev.reelcast.store.Database;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for tests: one server for this JVM, started when it is first asked for and ended with the JVM. Every
 * call of {@link #create()} gives a database of its own with all tables and no rows.
 */
public final class TestDatabase {

    private static final int POOL = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A fresh, migrated database. */
    public static Database create() {
        return Database.of(createUrl(), POOL);
    }

    /** The URL of a fresh, migrated database, for whoever starts a whole server on it. */
    public static String createUrl() {
        String name = "test_" + COUNT.incrementAndGet();
        run("create database " + name + " template " + Server.TEMPLATE);
        return url(name);
    }

    /** The URL of a fresh database without any table. */
    public static String createEmptyUrl() {
        String name = "test_" + COUNT.incrementAndGet();
        run("create database " + name);
        return url(name);
    }

    private static String url(String name) {
        return "postgresql://postgres@127.0.0.1:" + Server.POSTGRES.getPort() + "/" + name;
    }

    private static void run(String statement) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Loaded, and so started, at the first use. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        static final String TEMPLATE = migrate("template_reelcast");

        private static EmbeddedPostgres start() {
            Path data = Path.of(
                            "target",
                            "test-postgres",
                            Long.toString(ProcessHandle.current().pid()))
                    .toAbsolutePath();
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setOverrideWorkingDirectory(Path.of("target", "test-postgres-bin")
                                .toAbsolutePath()
                                .toFile())
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("unix_socket_directories", "")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String migrate(String name) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement sql = connection.createStatement()) {
                sql.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Vertx vertx = Vertx.vertx();
            try {
                String url = "postgresql://postgres@127.0.0.1:" + POSTGRES.getPort() + "/" + name;
                Database.of(url, 1).migrate(vertx).await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("The tables could not be made.", e);
            } finally {
                vertx.close().await();
            }
            return name;
        }
    }
}
