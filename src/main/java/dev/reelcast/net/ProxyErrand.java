package dev.reelcast.net;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;

/** One request that the proxy takes to where it may go. */
final class ProxyErrand {

    private static final int MAX_BODY = 1 << 20;

    /** RFC 9110 §7.6.1: they are about one connection, and the one outside is another. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final HttpServerRequest request;
    private final ProxyPass pass;
    private final UrlGuard.Target target;

    ProxyErrand(HttpServerRequest request, ProxyPass pass, UrlGuard.Target target) {
        this.request = request;
        this.pass = pass;
        this.target = target;
    }

    /** A tunnel for CONNECT, through which a program speaks TLS with the outside itself. */
    Future<Void> tunnel(NetClient tunnels) {
        return Reach.first(target.addresses(), address -> tunnels.connect(at(address)))
                .compose(outside -> {
                    outside.pause();
                    return request.toNetSocket()
                            .onSuccess(inside -> join(inside, outside))
                            .onFailure(gone -> outside.close());
                })
                .mapEmpty();
    }

    /** A plain request in absolute form. */
    Future<Void> forward(HttpClient client) {
        if (bodyLength() > MAX_BODY) {
            return Future.failedFuture(
                    FetchException.of(FetchException.Kind.TOO_LARGE, "The request is larger than the proxy takes."));
        }
        Future<Buffer> body = request.body();
        request.resume();
        return body.compose(sent -> Reach.first(target.addresses(), address -> client.request(options(address)))
                        .compose(outside -> {
                            request.response().exceptionHandler(gone -> outside.reset());
                            return sent.length() == 0 ? outside.send() : outside.send(sent);
                        }))
                .onSuccess(this::answer)
                .mapEmpty();
    }

    private void join(NetSocket inside, NetSocket outside) {
        Runnable cut = () -> {
            inside.close();
            outside.close();
        };
        inside.closeHandler(gone -> outside.close());
        outside.closeHandler(gone -> inside.close());
        Relay.start(inside, outside, length -> true, cut);
        Relay.start(outside, inside, pass::takes, cut);
    }

    private void answer(HttpClientResponse outside) {
        HttpServerResponse inside = request.response();
        inside.setStatusCode(outside.statusCode());
        outside.headers().forEach((name, value) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                inside.headers().add(name, value);
            }
        });
        boolean bodiless = outside.statusCode() == 204 || outside.statusCode() == 304;
        inside.setChunked(!bodiless && outside.getHeader("content-length") == null);
        Relay.start(outside, inside, pass::takes, () -> {
            outside.request().reset();
            request.connection().close();
        });
    }

    private long bodyLength() {
        String length = request.getHeader("content-length");
        if (request.getHeader("transfer-encoding") != null) {
            return Long.MAX_VALUE;
        }
        return length == null ? 0 : Long.parseLong(length);
    }

    private RequestOptions options(InetAddress address) {
        WebUrl url = target.url();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setServer(at(address))
                .setHost(url.hostInUrl())
                .setPort(url.port())
                .setSsl(url.tls())
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false);
        request.headers().forEach((name, value) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                options.addHeader(name, value);
            }
        });
        return options;
    }

    private SocketAddress at(InetAddress address) {
        return SocketAddress.inetSocketAddress(
                new InetSocketAddress(address, target.url().port()));
    }
}
