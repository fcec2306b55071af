package dev.reelcast.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site with videos, on the loopback address. */
final class VideoSite implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    VideoSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 404, "text/plain", new byte[0]));
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Method and path of all that was asked for. */
    List<String> asked() {
        return asked;
    }

    VideoSite page(String path, String html) {
        return file(path, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    VideoSite file(String path, String type, byte[] bytes) {
        server.createContext(path, exchange -> answer(exchange, 200, type, bytes));
        return this;
    }

    VideoSite status(String path, int status) {
        server.createContext(path, exchange -> answer(exchange, status, "text/plain", new byte[0]));
        return this;
    }

    VideoSite redirect(String path, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            answer(exchange, 302, "text/plain", new byte[0]);
        });
        return this;
    }

    /** Says nothing of its length. */
    VideoSite unmeasured(String path, String type, byte[] bytes) {
        server.createContext(path, exchange -> {
            try (exchange) {
                head(exchange, type);
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(bytes);
            }
        });
        return this;
    }

    /** Sends the beginning of a long file, and then nothing until the site is closed. */
    VideoSite stuck(String path, String type, byte[] beginning) {
        server.createContext(path, exchange -> {
            try (exchange) {
                head(exchange, type);
                exchange.sendResponseHeaders(200, 5_000_000);
                exchange.getResponseBody().write(beginning);
                exchange.getResponseBody().flush();
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void head(HttpExchange exchange, String type) {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getResponseHeaders().set("Content-Type", type);
    }

    private void answer(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        try (exchange) {
            head(exchange, type);
            boolean body = bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, body ? bytes.length : -1);
            if (body) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
