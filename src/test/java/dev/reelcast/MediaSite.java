package dev.reelcast;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site on loopback with pages and media, which counts what it is asked for. */
public final class MediaSite implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, AtomicInteger> hits = new ConcurrentHashMap<>();

    public MediaSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public int hits(String path) {
        return hits.getOrDefault(path, new AtomicInteger()).get();
    }

    public MediaSite file(String path, String type, Path file) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("content-type", type);
            exchange.sendResponseHeaders(200, Files.size(file));
            if (!exchange.getRequestMethod().equals("HEAD")) {
                Files.copy(file, exchange.getResponseBody());
            }
        });
    }

    public MediaSite page(String path, String html) {
        return on(path, exchange -> {
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            body(exchange, body);
        });
    }

    public MediaSite redirect(String path, String location) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    public MediaSite status(String path, int status) {
        return on(path, exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** Answers by hand. */
    public interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    public MediaSite on(String path, Handler handler) {
        server.createContext(path, exchange -> {
            hits.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return this;
    }

    private static void body(HttpExchange exchange, byte[] body) throws IOException {
        if (!exchange.getRequestMethod().equals("HEAD")) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
