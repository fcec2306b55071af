package dev.reelcast;

import dev.reelcast.bulk.BulkVerticle;
import dev.reelcast.bulk.RowsVerticle;
import dev.reelcast.bulk.WriteBackVerticle;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.config.Config;
import dev.reelcast.config.Vault;
import dev.reelcast.http.HttpVerticle;
import dev.reelcast.http.LoginLimit;
import dev.reelcast.http.Secrets;
import dev.reelcast.ingest.BackfillVerticle;
import dev.reelcast.ingest.ChannelVerticle;
import dev.reelcast.ingest.Channels;
import dev.reelcast.ingest.PollVerticle;
import dev.reelcast.ingest.SheetsVerticle;
import dev.reelcast.ingest.SubscriptionVerticle;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.notify.WebhookVerticle;
import dev.reelcast.progress.ProgressVerticle;
import dev.reelcast.publish.DoctorVerticle;
import dev.reelcast.publish.FeedVerticle;
import dev.reelcast.publish.HubVerticle;
import dev.reelcast.publish.ScheduleVerticle;
import dev.reelcast.queue.QueueVerticle;
import dev.reelcast.retention.ReplacedMediaVerticle;
import dev.reelcast.retention.RetentionVerticle;
import dev.reelcast.storage.FolderStore;
import dev.reelcast.storage.MediaStore;
import dev.reelcast.storage.S3Store;
import dev.reelcast.store.AgentStoreVerticle;
import dev.reelcast.store.BackfillStoreVerticle;
import dev.reelcast.store.BulkStoreVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.EmbeddedDatabase;
import dev.reelcast.store.EpisodeStoreVerticle;
import dev.reelcast.store.FeedStoreVerticle;
import dev.reelcast.store.JobIndexVerticle;
import dev.reelcast.store.JobStoreVerticle;
import dev.reelcast.store.NotificationStoreVerticle;
import dev.reelcast.store.SecretStoreVerticle;
import dev.reelcast.store.SheetStoreVerticle;
import dev.reelcast.store.SubscriptionStoreVerticle;
import dev.reelcast.store.UserStoreVerticle;
import dev.reelcast.store.VideoStoreVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: what is embedded, and the verticles in the order in which they need one another. They stop in reverse:
 * first nobody asks any more, then nothing runs any more, then nothing is stored any more. Blocking.
 */
final class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 8;
    private static final int HTTP_INSTANCES = 2;

    private final Config config;
    private final Deque<String> deployed = new ArrayDeque<>();
    private @Nullable EmbeddedDatabase embedded;
    private @Nullable Vertx vertx;
    private @Nullable Bus bus;
    private @Nullable StageTools tools;
    private @Nullable MediaStore media;
    private boolean stopped;

    Deployment(Config config) {
        this.config = config.http().port() == 0 ? config.withPort(freePort()) : config;
    }

    /** How the server is reached on its own machine, without a slash at the end. */
    String address() {
        return "http://localhost:" + config.http().port();
    }

    /** This node's bus, once started. */
    Bus bus() {
        if (bus == null) {
            throw new IllegalStateException("not started");
        }
        return bus;
    }

    /**
     * Starts everything; what was started is stopped again when something does not start.
     *
     * @throws StartException with one sentence that says what to do
     */
    synchronized void start() {
        try {
            Files.createDirectories(config.dataDir());
            Database database = database();
            openBus(options());
            await(database.migrate(vertx()), START_SECONDS);
            MediaStore media = openStorage(config.storage());
            deployStores(database);
            deployPublishing(media);
            deployStages(media);
            deployIngest();
            deploy(new WriteBackVerticle(bus(), config.http().baseUrl()));
            deploy(new RowsVerticle(bus(), new UrlGuard(config.network().allowPrivate())));
            deploy(new QueueVerticle(bus(), config.queue(), ServerId.of(config.dataDir()), ServerId.name()));
            deploy(new RetentionVerticle(bus(), config.retention(), media));
            deploy(new ReplacedMediaVerticle(bus(), media));
            deploy(new ScheduleVerticle(bus()));
            Secrets secrets = secrets();
            Vault vault = new Vault(secrets.hubKey());
            deploy(new SubscriptionVerticle(bus(), config, vault));
            UrlGuard guard = new UrlGuard(config.network().allowPrivate());
            deploy(new WebhookVerticle(bus(), config.http().baseUrl(), guard, vault));
            deploy(new PollVerticle(bus(), config));
            deploy(new SheetsVerticle(bus(), config.sheets(), new Vault(secrets.sheetKey())));
            deployHttp(media, secrets);
        } catch (Failure failure) {
            stop();
            throw new StartException(failure.sentence(), failure);
        } catch (IOException e) {
            stop();
            throw new StartException("The data folder cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Stops everything within 10 seconds. Doing so twice does nothing. */
    synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        Vertx running = vertx;
        if (running != null) {
            while (!deployed.isEmpty()) {
                quietly("A part of the server", running.undeploy(deployed.pop()));
            }
            if (tools != null) {
                quietly("The network", tools.close());
            }
            quietly("The event loops", running.close());
        }
        if (media != null) {
            media.close();
        }
        if (embedded != null) {
            embedded.stop();
        }
    }

    private MediaStore openStorage(Config.Storage storage) throws IOException {
        Config.S3 bucket = storage.s3();
        MediaStore opened = bucket == null
                ? new FolderStore(storage.folder())
                : new S3Store(bucket, config.dataDir().resolve("copies"), storage.cache());
        media = opened;
        return opened;
    }

    private Database database() {
        URI url = config.database().url();
        if (url != null) {
            return Database.of(url.toString(), config.database().poolSize());
        }
        EmbeddedDatabase postgres = new EmbeddedDatabase(
                config.dataDir(),
                config.database().embeddedPort(),
                config.database().embeddedPassword());
        embedded = postgres;
        return Database.of(postgres.start(), config.database().poolSize());
    }

    /** A loop for each processor: with more, messages go from thread to thread and wait for one another's. */
    static VertxOptions options() {
        return new VertxOptions()
                .setWorkerPoolSize(20)
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    private void openBus(VertxOptions options) {
        if (!config.cluster().enabled()) {
            vertx = Vertx.vertx(options);
            bus = new Bus(vertx);
            return;
        }
        Cluster cluster = new Cluster(config.cluster(), secret());
        vertx = await(cluster.join(options), START_SECONDS);
        Bus joined = new Bus(vertx);
        bus = joined;
        await(joined.hearOtherNodes(), START_SECONDS);
        cluster.onChange(() -> joined.publishHere(Facts.NODES_CHANGED, new JsonObject()));
    }

    private void deployStores(Database database) {
        deploy(new JobStoreVerticle(bus(), database));
        deploy(new JobIndexVerticle(database));
        deploy(new AgentStoreVerticle(bus(), database));
        deploy(new VideoStoreVerticle(bus(), database));
        deploy(new EpisodeStoreVerticle(bus(), database));
        deploy(new BackfillStoreVerticle(bus(), database));
        deploy(new BulkStoreVerticle(bus(), database));
        deploy(new FeedStoreVerticle(bus(), database));
        deploy(new NotificationStoreVerticle(bus(), database));
        deploy(new UserStoreVerticle(bus(), database));
        deploy(new SecretStoreVerticle(bus(), database));
        deploy(new SubscriptionStoreVerticle(bus(), database));
        deploy(new SheetStoreVerticle(bus(), database));
        deploy(new ProgressVerticle(bus()));
        deploy(new FeedVerticle(bus(), config.http().baseUrl(), config.feeds()));
    }

    /** What goes out, and what is said of it. */
    private void deployPublishing(MediaStore media) {
        String address = config.http().baseUrl();
        UrlGuard guard = new UrlGuard(config.network().allowPrivate());
        deploy(new DoctorVerticle(bus(), address, config.feeds(), media, guard));
        URI hub = config.feeds().hub();
        if (hub != null) {
            deploy(new HubVerticle(bus(), hub, address, guard));
        }
    }

    private void deployStages(MediaStore media) {
        StageTools made = await(StageTools.open(vertx(), bus(), config, media), START_SECONDS);
        tools = made;
        DeploymentOptions worker = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("reelcast-stages")
                .setWorkerPoolSize(2 * config.queue().concurrency() + 4)
                .setMaxWorkerExecuteTime(1)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS);
        made.verticles().forEach(stage -> deploy(stage, worker));
    }

    private void deployIngest() throws IOException {
        Channels channels = Objects.requireNonNull(tools).channels();
        deploy(new ChannelVerticle(bus(), channels));
        deploy(new BackfillVerticle(bus(), channels, ServerId.of(config.dataDir())));
        deploy(new BulkVerticle(bus()));
    }

    private Secrets secrets() throws IOException {
        return config.cluster().enabled()
                ? await(Secrets.shared(vertx(), bus(), secret()), START_SECONDS)
                : Secrets.open(config.dataDir());
    }

    private void deployHttp(MediaStore media, Secrets secrets) {
        LoginLimit limit = new LoginLimit(Clock.systemUTC());
        UrlGuard guard = new UrlGuard(config.network().allowPrivate());
        for (int i = 0; i < HTTP_INSTANCES; i++) {
            deploy(new HttpVerticle(bus(), config, secrets, media, guard, limit));
        }
    }

    private void deploy(Deployable verticle) {
        deploy(verticle, new DeploymentOptions());
    }

    private void deploy(Deployable verticle, DeploymentOptions options) {
        deployed.push(await(vertx().deployVerticle(verticle, options), START_SECONDS));
    }

    private String secret() {
        return Objects.requireNonNull(config.secret(), "the configuration lets no cluster be without");
    }

    private Vertx vertx() {
        if (vertx == null) {
            throw new IllegalStateException("not started");
        }
        return vertx;
    }

    private static <T> T await(Future<T> future, long seconds) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new StartException("A part of the server did not start within " + seconds + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The start was interrupted.", e);
        }
    }

    private static void quietly(String what, Future<?> stopping) {
        try {
            stopping.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not stop as it should", what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("There is no free port.", e);
        }
    }
}
