package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child of this server, for whoever has none of their own. Everything is below the data directory:
 * {@code postgres} is the cluster with its logs, {@code postgres-bin} the programs, {@code postgres.port} the port,
 * {@code keys/postgres} the password. It survives this process being killed: the next start ends what is left of it and
 * goes on with the same data. Every method blocks.
 */
public final class EmbeddedDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "postgres";

    private final Path cluster;
    private final Path programs;
    private final EmbeddedFiles files;
    private final Orphan orphan;
    private final int wantedPort;
    private final @Nullable String wantedPassword;
    private @Nullable DirectoryLock lock;
    private @Nullable EmbeddedPostgres server;

    /** @param dataDir made when it is not there */
    public EmbeddedDatabase(Path dataDir) {
        this(dataDir, 0, null);
    }

    /**
     * @param dataDir made when it is not there
     * @param port of every start; 0 for a free one
     * @param password of the user {@code postgres}, chosen before the first start; null for a generated one
     */
    public EmbeddedDatabase(Path dataDir, int port, @Nullable String password) {
        this.wantedPort = port;
        this.wantedPassword = password;
        this.cluster = dataDir.resolve("postgres");
        this.programs = dataDir.resolve("postgres-bin");
        this.files = new EmbeddedFiles(dataDir);
        this.orphan = new Orphan(cluster);
    }

    /**
     * Starts PostgreSQL on the data directory, with new data when there is none.
     *
     * @return the database's URL, with its password
     * @throws Failure when another server uses the directory, or PostgreSQL does not start; its sentence says what to do
     */
    public String start() {
        try {
            files.makeDirectory();
            lock = DirectoryLock.take(files.dataDir());
            refuseRoot();
            String password = files.password(wantedPassword);
            orphan.end();
            files.removeUnfinishedCluster(cluster);
            int port = files.port(wantedPort);
            server = startTwice(port, password);
            files.keepProgramsOwn(programs);
            return "postgresql://postgres:"
                    + URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20") + "@127.0.0.1:" + port
                    + "/" + NAME;
        } catch (IOException | RuntimeException e) {
            stop();
            throw e instanceof Failure failure ? failure : didNotStart(e);
        }
    }

    /** Ends PostgreSQL and leaves the directory to another. Without a server it does nothing. */
    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not end as it should; the next start sees to it", e);
        }
        server = null;
        if (lock != null) {
            lock.release();
        }
        lock = null;
    }

    /** A start that finds the remains of a killed one now and then hangs; a second one does not. */
    private EmbeddedPostgres startTwice(int port, String password) throws IOException {
        try {
            return startOnce(port, password);
        } catch (IOException | IllegalStateException first) {
            LOG.warn("PostgreSQL did not start; one more try", first);
            orphan.end();
            files.removeStarterLock(cluster);
            files.removeUnfinishedCluster(cluster);
            return startOnce(port, password);
        }
    }

    private EmbeddedPostgres startOnce(int port, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setOverrideWorkingDirectory(programs.toFile())
                .setCleanDataDirectory(false)
                // The order of a stop is the deployment's: first whoever uses the database, then the database.
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                // These are initdb's options: any user of the machine can reach the port, so a password is needed, and
                // letters have the same case and order on every machine.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", files.passwordFile().toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                // The library's own defaults are for tests, which may lose data.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // A week of logs, in files: they are still written when this process is gone.
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", "log")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_rotation_age", "1d")
                .setServerConfig("log_truncate_on_rotation", "on")
                .start();
    }

    /** PostgreSQL refuses root; where user namespaces are allowed the library gives that up for it. */
    private static void refuseRoot() {
        if (EmbeddedFiles.isRoot() && !LinuxUtils.isUnshareAvailable()) {
            throw Failure.of(
                    FailureKind.UNAVAILABLE,
                    "embedded_database_as_root",
                    "The embedded PostgreSQL cannot run as root here. Run Reelcast as another user, or set database.url.");
        }
    }

    private Failure didNotStart(Exception cause) {
        return new Failure(
                FailureKind.UNAVAILABLE,
                "embedded_database",
                "The embedded PostgreSQL did not start. The newest file in " + cluster.resolve("log") + " says why.",
                cause);
    }
}
