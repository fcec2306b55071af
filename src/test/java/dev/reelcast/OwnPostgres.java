package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** A PostgreSQL for one test, to be stopped and started again on its data and its port. */
final class OwnPostgres implements AutoCloseable {

    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    /** @param data does not exist yet */
    OwnPostgres(Path data) throws IOException {
        this.data = data;
        this.port = FreePorts.next();
        running = launch();
    }

    /** As {@code database.url} has it. */
    String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/postgres";
    }

    /** The URL of another database in it, without any table. */
    String newDatabase(String name) throws SQLException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("create database " + name);
        }
        return "postgresql://postgres@127.0.0.1:" + port + "/" + name;
    }

    /** As {@code pg_ctl stop -m immediate}: no farewell to anyone, and the next start recovers. */
    void crash() throws IOException, InterruptedException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        assertThat(new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster))
                        .start()
                        .waitFor())
                .isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.of(postmaster).isEmpty());
        // It lets go of the folder, and would complain that there is nothing to stop.
        ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.OFF);
        running.close();
    }

    void startAgain() throws IOException {
        running = launch();
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        Path.of("target", "test-postgres-bin").toAbsolutePath().toFile())
                .setPort(port)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
