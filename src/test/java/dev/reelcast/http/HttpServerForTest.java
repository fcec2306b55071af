package dev.reelcast.http;

import dev.reelcast.TestDatabase;
import dev.reelcast.bulk.RowsVerticle;
import dev.reelcast.bulk.WriteBackVerticle;
import dev.reelcast.bus.Bus;
import dev.reelcast.config.Config;
import dev.reelcast.config.Vault;
import dev.reelcast.ingest.SheetsVerticle;
import dev.reelcast.ingest.SubscriptionVerticle;
import dev.reelcast.media.render.Fonts;
import dev.reelcast.media.render.Templates;
import dev.reelcast.model.Role;
import dev.reelcast.model.User;
import dev.reelcast.model.Wire;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.notify.WebhookVerticle;
import dev.reelcast.progress.ProgressVerticle;
import dev.reelcast.publish.DoctorVerticle;
import dev.reelcast.publish.FeedVerticle;
import dev.reelcast.stage.TemplatesVerticle;
import dev.reelcast.storage.FolderStore;
import dev.reelcast.store.AgentStoreVerticle;
import dev.reelcast.store.BackfillStoreVerticle;
import dev.reelcast.store.BulkStoreVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.EpisodeStoreVerticle;
import dev.reelcast.store.FeedStoreVerticle;
import dev.reelcast.store.JobIndexVerticle;
import dev.reelcast.store.JobStoreVerticle;
import dev.reelcast.store.NotificationStoreVerticle;
import dev.reelcast.store.SheetStoreVerticle;
import dev.reelcast.store.SubscriptionStoreVerticle;
import dev.reelcast.store.UserStoreVerticle;
import dev.reelcast.store.VideoStoreVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP verticle over the real stores and a real database, without queue and stages: nothing runs by itself. */
final class HttpServerForTest implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    /** Somebody who is signed in. */
    record Person(UUID id, String email, String token) {}

    final Vertx vertx = Vertx.vertx();

    /** Kept for as long as its sockets live: Vert.x closes a client that nothing refers to any more, and its sockets. */
    final WebSocketClient sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));

    final Bus bus = new Bus(vertx);
    final Path dataDir;
    final Pool pool;
    final Config config;
    final Tokens tokens;
    final HttpVerticle http;
    final int port;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    HttpServerForTest(String... settings) throws IOException {
        dataDir = Files.createTempDirectory(Path.of("target"), "http-").toAbsolutePath();
        Map<String, String> environment = new HashMap<>();
        environment.put("REELCAST_HTTP_HOST", "127.0.0.1");
        environment.put("REELCAST_HTTP_PORT", "0");
        environment.put("REELCAST_DATA_DIR", dataDir.toString());
        for (String setting : settings) {
            environment.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        config = Config.parse("", environment);
        Database database = TestDatabase.create();
        vertx.deployVerticle(new UserStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new AgentStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new VideoStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new BackfillStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new BulkStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new EpisodeStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new JobStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new SubscriptionStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new SheetStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new JobIndexVerticle(database)).await();
        vertx.deployVerticle(new ProgressVerticle(bus)).await();
        vertx.deployVerticle(new FeedStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new NotificationStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new FeedVerticle(bus, "https://cast.example.org", config.feeds()))
                .await();
        FolderStore media = new FolderStore(dataDir.resolve("media"));
        UrlGuard guard = new UrlGuard(config.network().allowPrivate());
        Templates templates =
                new Templates(config.templates(), new Fonts(config.dataDir().resolve("fonts")));
        vertx.deployVerticle(new TemplatesVerticle(bus, templates, guard, List.of()))
                .await();
        vertx.deployVerticle(new DoctorVerticle(bus, "https://cast.example.org", config.feeds(), media, guard))
                .await();
        vertx.deployVerticle(new BulkStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new WriteBackVerticle(bus, "https://cast.example.org"))
                .await();
        vertx.deployVerticle(new RowsVerticle(bus, guard)).await();
        pool = database.open(vertx);
        Secrets secrets = Secrets.open(dataDir);
        Vault vault = new Vault(secrets.hubKey());
        vertx.deployVerticle(new SubscriptionVerticle(bus, config, vault)).await();
        vertx.deployVerticle(new WebhookVerticle(bus, "https://cast.example.org", guard, vault))
                .await();
        vertx.deployVerticle(new SheetsVerticle(bus, config.sheets(), new Vault(secrets.sheetKey())))
                .await();
        http = new HttpVerticle(bus, config, secrets, media, guard, new LoginLimit(Clock.systemUTC()));
        vertx.deployVerticle(http).await();
        tokens = new Tokens(vertx, secrets, config.sessions().accessToken());
        port = http.port();
    }

    /** Creates the administrator by the API. */
    Person setUp() {
        Reply reply =
                post("/api/auth/setup", null, credentials("admin@example.org").put("name", "Admin"));
        return person(reply.json());
    }

    /** Somebody with a row and a token, who never signed in. */
    Person insert(Role role) {
        UUID id = dev.reelcast.model.Ids.next();
        pool.preparedQuery(
                        "insert into users (id, email, name, password_hash, role) values ($1, $2, 'Someone', 'x', $3)")
                .execute(Tuple.of(id, id + "@example.org", Wire.word(role)))
                .await();
        return new Person(id, id + "@example.org", tokens.access(id));
    }

    static JsonObject credentials(String email) {
        return new JsonObject().put("email", email).put("password", PASSWORD);
    }

    static Person person(JsonObject session) {
        User user = Wire.record(User.class, session.getJsonObject("user"));
        return new Person(user.id(), user.email(), session.getString("accessToken"));
    }

    /** An answer that was read whole. */
    record Reply(int status, HttpResponse<byte[]> response) {
        JsonObject json() {
            return new JsonObject(text());
        }

        String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String code() {
            return json().getString("code");
        }
    }

    Reply get(String path, @Nullable Person as, String... headers) {
        return send("GET", path, as, BodyPublishers.noBody(), headers);
    }

    Reply post(String path, @Nullable Person as, @Nullable JsonObject body, String... headers) {
        return json("POST", path, as, body == null ? "" : body.encode(), headers);
    }

    Reply json(String method, String path, @Nullable Person as, String body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "content-type";
        all[headers.length + 1] = "application/json";
        return send(method, path, as, BodyPublishers.ofString(body), all);
    }

    Reply send(String method, String path, @Nullable Person as, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, body).timeout(Duration.ofSeconds(60));
        if (as != null) {
            request.header("authorization", "Bearer " + as.token());
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        pool.close().await();
        vertx.close().await();
    }
}
