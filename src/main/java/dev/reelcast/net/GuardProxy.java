package dev.reelcast.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A forward proxy on 127.0.0.1 for programs that fetch by themselves and cannot be trusted to stay outside: every
 * request of theirs, each redirect and each address inside a page included, is decided by the {@link UrlGuard} and goes
 * to the address that was checked. Nobody can use it without a {@link ProxyPass}.
 */
public final class GuardProxy {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 60;
    private static final int LOOK_UPS = 4;
    private static final int CONNECTIONS_PER_HOST = 32;

    private final UrlGuard guard;
    private final WorkerExecutor resolver;
    private final HttpServer server;
    private final HttpClient client;
    private final NetClient tunnels;
    private final Map<String, ProxyPass> passes = new ConcurrentHashMap<>();

    private GuardProxy(Vertx vertx, UrlGuard guard) {
        this.guard = guard;
        this.resolver = vertx.createSharedWorkerExecutor("reelcast-proxy-resolver", LOOK_UPS);
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
        this.tunnels = vertx.createNetClient(
                new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(IDLE_SECONDS));
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setIdleTimeout(2 * IDLE_SECONDS)
                        .setMaxInitialLineLength(4 * WebUrl.MAX_LENGTH))
                .requestHandler(this::serve);
    }

    /** Listens on a port that the system chooses. */
    public static Future<GuardProxy> start(Vertx vertx, UrlGuard guard) {
        GuardProxy proxy = new GuardProxy(vertx, guard);
        return proxy.server.listen(0, "127.0.0.1").map(proxy);
    }

    /**
     * Lets one program in.
     *
     * @param maxBytes how much may come in through it in all
     */
    public ProxyPass open(long maxBytes) {
        ProxyPass pass = new ProxyPass(this, maxBytes);
        passes.put(pass.authorization(), pass);
        return pass;
    }

    /** Stops listening and closes every connection. */
    public Future<Void> close() {
        return server.close()
                .eventually(client::close)
                .eventually(tunnels::close)
                .eventually(resolver::close);
    }

    int port() {
        return server.actualPort();
    }

    void revoke(ProxyPass pass) {
        passes.remove(pass.authorization());
    }

    private void serve(HttpServerRequest request) {
        String authorization = request.getHeader("proxy-authorization");
        ProxyPass pass = authorization == null ? null : passes.get(authorization);
        if (pass == null) {
            request.response().putHeader("proxy-authenticate", "Basic realm=\"reelcast\"");
            answer(request, 407, "This proxy is not for you.");
            return;
        }
        pass.uses(request.connection());
        request.pause();
        boolean tunnel = request.method().equals(HttpMethod.CONNECT);
        String url = tunnel ? "https://" + request.uri() + "/" : request.uri();
        resolver.executeBlocking(() -> guard.target(guard.inspect(url)), false)
                .map(target -> new ProxyErrand(request, pass, target))
                .compose(errand -> tunnel ? errand.tunnel(tunnels) : errand.forward(client))
                .onFailure(failure -> fail(request, pass, Failures.of(failure)));
    }

    private static void fail(HttpServerRequest request, ProxyPass pass, FetchException failure) {
        if (failure.getCause() instanceof Refused refused) {
            pass.refused(refused);
            // A program shows its user the reason phrase, and little else of an answer.
            request.response().setStatusMessage(refused.reason().word().replace('_', ' '));
        }
        answer(
                request,
                switch (failure.kind()) {
                    case REFUSED -> failure.permanent() ? 403 : 502;
                    case TOO_LARGE -> 413;
                    case TIMEOUT -> 504;
                    default -> 502;
                },
                String.valueOf(failure.getMessage()));
    }

    private static void answer(HttpServerRequest request, int status, String sentence) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        // The request's body, if it has one, is not read: the connection cannot go on.
        response.setStatusCode(status)
                .putHeader("content-type", "text/plain")
                .putHeader("connection", "close")
                .end(sentence)
                .onComplete(sent -> request.connection().close());
    }
}
