package dev.reelcast.media.text;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A small service on 127.0.0.1 that remembers what it was sent and answers as it was told, the last answer again. */
public final class LoopbackService implements AutoCloseable {

    /** @param body as ISO 8859-1, a character a byte */
    public record Asked(
            String method,
            String path,
            @Nullable String authorization,
            @Nullable String contentType,
            String body) {

        /** The content of a form's part, or null when there is none such. */
        public @Nullable String part(String name) {
            String boundary = contentType == null ? "" : contentType.replaceFirst(".*boundary=\"?([^\";]+).*", "$1");
            for (String part : body.split("--" + Pattern.quote(boundary), -1)) {
                int head = part.indexOf("\r\n\r\n");
                if (head > 0 && part.substring(0, head).contains("name=\"" + name + "\"")) {
                    return part.substring(head + 4, part.length() - 2);
                }
            }
            return null;
        }
    }

    /** Answers one request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();

    public LoopbackService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public LoopbackService answers(int status, String contentType, String body) {
        return answers(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    public LoopbackService answersJson(String body) {
        return answers(200, "application/json", body);
    }

    public synchronized LoopbackService answers(Answer answer) {
        answers.add(answer);
        return this;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    body));
            next().to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer next() {
        Answer answer = answers.size() > 1 ? answers.remove() : answers.peek();
        return answer == null ? exchange -> exchange.sendResponseHeaders(500, -1) : answer;
    }
}
