package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.config.Config;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server. Several instances may run and share the port; each has a router and a bridge of its own.
 *
 * <p>An idle connection ends after two minutes, and so does a download of which not even a megabyte was taken in that time:
 * a player that waits asks for the rest when it goes on.
 */
public final class HttpVerticle extends VerticleBase {

    private static final int IDLE_SECONDS = 120;
    private static final int SOCKET_MESSAGE = 64 * 1024;
    private static final long STOP_SECONDS = 8;

    private final Bus bus;
    private final Config config;
    private final Secrets secrets;
    private final MediaStore store;
    private final UrlGuard guard;
    private final LoginLimit limit;
    private @Nullable HttpServer server;
    private @Nullable Sockets sockets;
    private @Nullable Fanout fanout;
    private @Nullable Passwords passwords;

    /**
     * @param secrets the key of access tokens
     * @param store where uploads go and files come from
     * @param guard judges URLs that are submitted
     * @param limit shared by all instances
     */
    public HttpVerticle(Bus bus, Config config, Secrets secrets, MediaStore store, UrlGuard guard, LoginLimit limit) {
        this.bus = bus;
        this.config = config;
        this.secrets = secrets;
        this.store = store;
        this.guard = guard;
        this.limit = limit;
    }

    @Override
    public Future<?> start() {
        Incoming incoming = new Incoming(vertx, config.dataDir());
        return incoming.open()
                .compose(opened -> Contract.load(vertx))
                .map(contract -> router(contract, incoming))
                .compose(router -> vertx.createHttpServer(options())
                        .requestHandler(router)
                        .invalidRequestHandler(Unreadable::answer)
                        .listen(config.http().port(), config.http().host()))
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        HttpServer listening = server;
        return (sockets == null ? Future.<Void>succeededFuture() : sockets.close())
                .eventually(() -> listening == null
                        ? Future.<Void>succeededFuture()
                        : listening.shutdown(STOP_SECONDS, TimeUnit.SECONDS))
                .eventually(() -> passwords == null ? Future.<Void>succeededFuture() : passwords.close());
    }

    /** The port that is listened on, once the verticle is deployed. */
    public int port() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("not started");
        }
        return listening.actualPort();
    }

    /** The open sockets, once the verticle is deployed. */
    Sockets sockets() {
        return Objects.requireNonNull(sockets);
    }

    /** Who hears what, once the verticle is deployed. */
    Fanout fanout() {
        return Objects.requireNonNull(fanout);
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxWebSocketFrameSize(SOCKET_MESSAGE)
                .setMaxWebSocketMessageSize(SOCKET_MESSAGE)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(8 * 1024)
                .setMaxHeaderSize(16 * 1024);
    }

    private Router router(Contract contract, Incoming incoming) {
        Origins origins = new Origins(config.http().publicUrl(), config.http().allowedOrigins());
        Tokens tokens = new Tokens(vertx, secrets, config.sessions().accessToken());
        Sessions sessions = new Sessions(bus, tokens, origins);
        Sockets open = new Sockets(vertx, bus);
        Fanout facts = new Fanout(bus);
        sockets = open;
        fanout = facts;
        Upgrade upgrade = new Upgrade(sessions);
        BridgeGuard bridgeGuard = new BridgeGuard(bus);
        Shelf shelf = new Shelf(vertx, store);
        Download download = new Download(vertx, store);

        Router router = Router.router(vertx);
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 500}) {
            router.errorHandler(status, Problems::render);
        }
        router.route().failureHandler(Problems::render);
        router.route().handler(this::secured);
        new Bridge(vertx, upgrade, origins, bridgeGuard, facts, open).addTo(router);
        new PlainSocketRoutes(bus, upgrade, bridgeGuard, facts, open).addTo(router);
        router.head().handler(Heads::route);
        router.route("/api/v1/*").handler(HttpVerticle::withoutVersion);
        router.route("/api/*").handler(origins::allow);
        new HealthRoutes(bus).addTo(router);
        new DocsRoutes(contract.document()).addTo(router);
        new WebSubRoutes(bus).addTo(router);
        OpenDownloads downloads = new OpenDownloads();
        bus.subscribe(Facts.FEED_TOKENS_ENDED, downloads::end);
        new FeedRoutes(bus).addTo(router);
        new MediaRoutes(bus, download, downloads).addTo(router);
        new UploadRoutes(bus, sessions, shelf, incoming, config.http().uploadLimit()).addTo(router);
        router.route("/api/*")
                .subRouter(contract.router(
                        vertx, endpoints(contract, tokens, origins, shelf, download, incoming), sessions::signIn));
        router.route("/api/*").handler(contract::refuse);
        new WebRoutes(vertx).addTo(router);
        return router;
    }

    private Endpoints endpoints(
            Contract contract, Tokens tokens, Origins origins, Shelf shelf, Download download, Incoming incoming) {
        Links links = new Links(config.http());
        Passwords hashing = new Passwords(vertx);
        passwords = hashing;
        Endpoints endpoints = new Endpoints();
        new AuthRoutes(bus, config, tokens, hashing, limit, origins).addTo(endpoints);
        new JobRoutes(bus).addTo(endpoints);
        new QueueRoutes(bus).addTo(endpoints);
        new SubmitRoutes(vertx, bus, guard, shelf, incoming).addTo(endpoints);
        new TemplateRoutes(bus).addTo(endpoints);
        new BulkRoutes(
                        bus,
                        new BulkIntake(bus, incoming, contract.body("previewBulkJob"), config.bulk()),
                        new BulkExport(bus, config.http().baseUrl()))
                .addTo(endpoints);
        new SampleRoutes(bus, shelf, incoming).addTo(endpoints);
        new FileRoutes(bus, download).addTo(endpoints);
        new AgentRoutes(bus, links).addTo(endpoints);
        new AgentMediaRoutes(bus, download, shelf, incoming, links).addTo(endpoints);
        new SubscriptionRoutes(bus, guard, config.http()).addTo(endpoints);
        new BackfillRoutes(bus, config.youtube(), Clock.systemUTC()).addTo(endpoints);
        new VideoRoutes(bus).addTo(endpoints);
        new EpisodeRoutes(bus).addTo(endpoints);
        new CombinedFeedRoutes(bus, links).addTo(endpoints);
        new FeedStateRoutes(bus, links, config.feeds().hub()).addTo(endpoints);
        new SheetRoutes(bus).addTo(endpoints);
        new NotificationRoutes(bus).addTo(endpoints);
        new WebhookRoutes(bus, guard).addTo(endpoints);
        return endpoints;
    }

    private void secured(RoutingContext context) {
        if (config.http().baseUrl().startsWith("https:")) {
            context.response().putHeader("strict-transport-security", "max-age=31536000");
        }
        context.response()
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("x-frame-options", "DENY")
                .putHeader("referrer-policy", "same-origin");
        // A query that cannot be decoded is refused here; later it would be thrown at the router, which takes it for
        // ours.
        context.queryParams();
        context.next();
    }

    /** The same under {@code /api/v1}. */
    private static void withoutVersion(RoutingContext context) {
        HttpMethod method = context.request().method();
        context.reroute(method, "/api" + context.request().uri().substring("/api/v1".length()));
    }
}
