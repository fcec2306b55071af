package dev.reelcast;

import dev.reelcast.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The whole server in this process, on a database and a data folder of its own, and a client that is signed in. */
public final class TestServer extends ApiClient implements AutoCloseable {

    private final Deployment deployment;
    private final URI database;
    private final Path dataDir;

    private TestServer(Deployment deployment, URI database, Path dataDir) {
        super(deployment.address());
        this.deployment = deployment;
        this.database = database;
        this.dataDir = dataDir;
    }

    /** Starts, creates the administrator, signs in. Settings are {@code REELCAST_KEY=value}. */
    public static TestServer start(String... settings) throws IOException {
        Path dataDir = Files.createTempDirectory(Path.of("target"), "server-");
        TestServer server = start(dataDir, URI.create(TestDatabase.createUrl()), settings);
        server.signUp();
        return server;
    }

    /** Starts on a given data folder and database. */
    public static TestServer start(Path dataDir, URI database, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "REELCAST_HTTP_HOST", "127.0.0.1",
                "REELCAST_HTTP_PORT", "0",
                "REELCAST_DATA_DIR", dataDir.toString(),
                "REELCAST_DATABASE_URL", database.toString(),
                "REELCAST_NETWORK_ALLOW_PRIVATE", "true",
                "REELCAST_QUEUE_LEASE", "3s",
                "REELCAST_QUEUE_POLL", "200ms",
                "REELCAST_TRANSCRIPTION_DRAFTS", "false"));
        for (String setting : settings) {
            environment.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Deployment deployment = new Deployment(Config.parse("", environment));
        deployment.start();
        return new TestServer(deployment, database, dataDir);
    }

    public Path dataDir() {
        return dataDir;
    }

    /** As {@code database.url} has it. */
    public URI database() {
        return database;
    }

    /** The server's database, for what no route does. */
    public String jdbcUrl() {
        String[] user = database.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath() + "?user="
                + user[0] + (user.length > 1 ? "&password=" + user[1] : "");
    }

    @Override
    public void close() {
        deployment.stop();
    }
}
