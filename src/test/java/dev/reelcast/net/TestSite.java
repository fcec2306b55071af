package dev.reelcast.net;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web site on 127.0.0.1 that remembers what it was asked for and which requests were broken off. */
public final class TestSite {

    private final Map<String, Handler<HttpServerRequest>> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> brokenOff = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public TestSite(Vertx vertx) {
        this(vertx, new HttpServerOptions());
    }

    public TestSite(Vertx vertx, HttpServerOptions options) {
        server = vertx.createHttpServer(options).requestHandler(this::answer);
        server.listen(0, "127.0.0.1").await();
    }

    /** A guard to which 127.0.0.1 is the public internet, and every other address of the kind is private. */
    public static UrlGuard guard() {
        return new UrlGuard(address -> address.getHostAddress().equals("127.0.0.1"), InetAddress::getAllByName);
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.path());
        request.response().exceptionHandler(gone -> brokenOff.add(request.path()));
        Handler<HttpServerRequest> page = pages.get(request.path());
        if (page == null) {
            request.response().setStatusCode(404).end("nothing here");
        } else {
            page.handle(request);
        }
    }

    public TestSite page(String path, Handler<HttpServerRequest> page) {
        pages.put(path, page);
        return this;
    }

    public TestSite redirect(String path, String location) {
        return page(
                path,
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("location", location)
                        .end());
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public int port() {
        return server.actualPort();
    }

    public List<String> asked() {
        return asked;
    }

    public List<String> brokenOff() {
        return brokenOff;
    }
}
