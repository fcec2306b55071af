package dev.reelcast.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches URLs that nobody vouches for. Each hop of a redirect is guarded anew, the connection goes to an address that
 * was checked, and time and size have limits. Answers of success are 2xx and 304; all else fails with a {@link
 * FetchException}. May be called from any thread.
 */
public final class GuardedClient {

    /** The most redirects that are followed. */
    static final int MAX_HOPS = 5;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int LOOK_UPS = 4;
    private static final int CONNECTIONS_PER_HOST = 32;

    /** What may be told to an origin that a redirect chose. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "user-agent", "range", "if-none-match", "if-modified-since");

    /**
     * @param status 2xx or 304
     * @param url where it was found, after redirects
     * @param headers names in any case
     */
    public record Answer(int status, String url, MultiMap headers, Buffer body) {}

    /**
     * @param url where it was found, after redirects
     * @param contentType media type in lower case without parameters, null when the server gave none
     * @param bytes length; of the file when one was saved, else what the server announced, -1 when it did not
     */
    public record Found(String url, @Nullable String contentType, long bytes) {}

    private record Hop(Fetch fetch, WebUrl url, Map<String, String> headers, int count) {}

    private record Reply(WebUrl url, HttpClientResponse response) {}

    private final Vertx vertx;
    private final UrlGuard guard;
    private final Context context;
    private final HttpClient client;
    private final WorkerExecutor resolver;

    public GuardedClient(Vertx vertx, UrlGuard guard) {
        this(vertx, guard, new HttpClientOptions());
    }

    GuardedClient(Vertx vertx, UrlGuard guard, HttpClientOptions options) {
        this.vertx = vertx;
        this.guard = guard;
        this.context = Loop.of(vertx);
        this.client = vertx.createHttpClient(
                options.setConnectTimeout(CONNECT_MILLIS).setMaxRedirects(0),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
        // A pool apart: those who wait for a transfer may fill the common one.
        this.resolver = vertx.createSharedWorkerExecutor("reelcast-resolver", LOOK_UPS);
    }

    /** The whole answer in memory. */
    public Transfer<Answer> fetch(Fetch fetch) {
        return start(
                fetch,
                (transfer, reply) -> new Body(reply.response(), transfer, fetch.maxBytes())
                        .intoMemory()
                        .map(body -> new Answer(
                                reply.response().statusCode(),
                                reply.url().toString(),
                                reply.response().headers(),
                                body)));
    }

    /** The body in a file, which is created or overwritten; there is none when it fails. */
    public Transfer<Found> download(Fetch fetch, Path file, Progress progress) {
        return start(
                fetch,
                (transfer, reply) -> new Body(reply.response(), transfer, fetch.maxBytes())
                        .intoFile(vertx, file, progress)
                        .map(bytes -> found(reply, bytes)));
    }

    /** What there is, without its body: a GET that hangs up, since many servers answer HEAD wrongly. */
    public Transfer<Found> look(Fetch fetch) {
        return start(fetch, (transfer, reply) -> {
            Body.hangUp(reply.response());
            return Future.succeededFuture(found(reply, Body.announced(reply.response())));
        });
    }

    /** Closes its connections; what is under way fails. */
    public Future<Void> close() {
        return client.close().eventually(resolver::close);
    }

    private <T> Transfer<T> start(Fetch fetch, BiFunction<Transfer<T>, Reply, Future<T>> taking) {
        return Transfer.start(
                vertx,
                context,
                fetch.limit(),
                transfer -> Future.succeededFuture(fetch)
                        .map(asked -> new Hop(asked, guard.inspect(asked.url()), asked.headers(), 0))
                        .compose(first -> follow(transfer, first))
                        .compose(reply -> taking.apply(transfer, reply)));
    }

    private Future<Reply> follow(Transfer<?> transfer, Hop hop) {
        return resolver.executeBlocking(() -> guard.target(hop.url()), false)
                .compose(target -> Reach.first(target.addresses(), address -> client.request(options(hop, address))))
                .compose(transfer::on)
                .compose(request -> send(request, hop.fetch()))
                .compose(response -> {
                    transfer.heard();
                    int status = response.statusCode();
                    if (Statuses.success(status)) {
                        return Future.succeededFuture(new Reply(hop.url(), response));
                    }
                    Body.hangUp(response);
                    String location = response.getHeader("location");
                    return Statuses.redirect(status) && location != null
                            ? next(hop, status, location).compose(further -> follow(transfer, further))
                            : Future.failedFuture(Statuses.failure(status, response.headers()));
                });
    }

    private static RequestOptions options(Hop hop, InetAddress address) {
        WebUrl url = hop.url();
        RequestOptions options = new RequestOptions()
                .setMethod(hop.fetch().method())
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, url.port())))
                .setHost(url.hostInUrl())
                .setPort(url.port())
                .setSsl(url.tls())
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false)
                .putHeader("user-agent", "Reelcast");
        hop.headers().forEach(options::putHeader);
        return options;
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Fetch fetch) {
        Buffer body = fetch.body();
        return body == null ? request.send() : request.send(body);
    }

    private Future<Hop> next(Hop hop, int status, String location) {
        if (!hop.fetch().follows()) {
            return Future.failedFuture(FetchException.of(
                    FetchException.Kind.REDIRECT,
                    "The server answers with a redirect (HTTP " + status + "), which is not followed."));
        }
        boolean keepsMethod =
                status == 307 || status == 308 || !hop.fetch().method().equals(HttpMethod.POST);
        if (hop.count() == MAX_HOPS || !keepsMethod) {
            return Future.failedFuture(FetchException.of(
                    FetchException.Kind.REDIRECT,
                    keepsMethod
                            ? "The server redirects more than " + MAX_HOPS + " times."
                            : "The server answers with a redirect to another page."));
        }
        WebUrl url = guard.inspect(hop.url().resolve(location));
        boolean sameOrigin = url.origin().equals(hop.url().origin());
        Map<String, String> headers = sameOrigin ? hop.headers() : harmless(hop);
        return Future.succeededFuture(new Hop(hop.fetch(), url, headers, hop.count() + 1));
    }

    private static Map<String, String> harmless(Hop hop) {
        boolean posts = hop.fetch().body() != null;
        return hop.headers().entrySet().stream()
                .filter(header -> HARMLESS.contains(header.getKey().toLowerCase(Locale.ROOT))
                        || (posts && header.getKey().equalsIgnoreCase("content-type")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Found found(Reply reply, long bytes) {
        String type = reply.response().getHeader("content-type");
        String bare = type == null ? null : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new Found(reply.url().toString(), bare, bytes);
    }
}
