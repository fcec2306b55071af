package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * www.youtube.com as far as the real yt-dlp needs it to list a channel: pages in YouTube's own form, over TLS, behind a
 * proxy on loopback. The lists tell dates as YouTube does, "3 weeks ago"; a video's own page tells the day.
 */
public final class YoutubeForTest implements AutoCloseable {

    public static final String CHANNEL = "UCabcdefghijklmnopqrstuv";

    private static final int PAGE = 30;

    /** @param tab {@code videos}, {@code streams} or {@code shorts} */
    public record Clip(String id, String title, String tab, Duration age) {}

    private final HttpsServer site;
    private final ServerSocket proxy;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path script;
    private final List<Clip> clips = new CopyOnWriteArrayList<>();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Semaphore gate = new Semaphore(1_000_000);
    private volatile boolean gone;

    /** @param folder for its key and the program */
    public YoutubeForTest(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("youtube.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "of-nobody",
                        "-alias",
                        "site",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=www.youtube.com")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        site = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
        site.setExecutor(threads);
        site.createContext("/", this::answer);
        site.start();
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
        script = Files.writeString(folder.resolve("yt-dlp-at-home"), """
                        #!/bin/sh
                        https_proxy=http://127.0.0.1:%d exec yt-dlp --no-check-certificates "$@"
                        """.formatted(proxy.getLocalPort()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The real yt-dlp, led here. */
    public Path ytDlp() {
        return script;
    }

    /** A proxy that leads everything here. */
    public URI proxy() {
        return URI.create("http://127.0.0.1:" + proxy.getLocalPort());
    }

    /** Newest first, in each tab. */
    public YoutubeForTest clip(String id, String title, String tab, Duration age) {
        clips.add(new Clip(id, title, tab, age));
        return this;
    }

    /** A video whose own page says why it cannot be seen. */
    public void unavailable(String id, String reason) {
        errors.put(id, reason);
    }

    /** The channel is not there any more. */
    public void remove() {
        gone = true;
    }

    /** Requests wait from now on, but for so many. */
    public void hold(int but) {
        gate.drainPermits();
        gate.release(but);
    }

    public void letGo() {
        gate.release(1_000_000);
    }

    /** Paths, in the order in which they were asked for. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        letGo();
        proxy.close();
        site.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            gate.acquireUninterruptibly();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (gone && !path.startsWith("/watch")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (path.startsWith("/youtubei/v1/browse")) {
                more(exchange, new JsonObject(new String(sent, StandardCharsets.UTF_8)));
            } else if (path.startsWith("/youtubei/v1/player")) {
                String id = new JsonObject(new String(sent, StandardCharsets.UTF_8)).getString("videoId");
                respond(exchange, "application/json", player(id).encode());
            } else if (path.startsWith("/watch")) {
                JsonObject around = new JsonObject()
                        .put("contents", new JsonObject().put("twoColumnWatchNextResults", new JsonObject()));
                page(exchange, "ytInitialPlayerResponse", player(path.replaceFirst(".*[?&]v=([^&]+).*", "$1")), around);
            } else if (path.startsWith("/channel/" + CHANNEL) || path.startsWith("/@grace")) {
                JsonObject channel = channel(path.replaceFirst(".*/", ""));
                page(exchange, "ytInitialChannel", new JsonObject(), channel);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void more(HttpExchange exchange, JsonObject sent) throws IOException {
        String[] token = sent.getString("continuation").split("-");
        JsonObject action = new JsonObject().put("continuationItems", items(token[0], Integer.parseInt(token[1])));
        respond(
                exchange,
                "application/json",
                new JsonObject()
                        .put(
                                "onResponseReceivedActions",
                                new JsonArray().add(new JsonObject().put("appendContinuationItemsAction", action)))
                        .encode());
    }

    private JsonObject channel(String wanted) {
        JsonArray tabs = new JsonArray();
        // As YouTube, which shows another tab in place of one that the channel lacks.
        String selected = clips.stream().anyMatch(clip -> clip.tab().equals(wanted)) ? wanted : "videos";
        for (String tab : List.of("videos", "streams", "shorts")) {
            if (clips.stream().anyMatch(clip -> clip.tab().equals(tab))) {
                tabs.add(new JsonObject().put("tabRenderer", tab(tab, tab.equals(selected))));
            }
        }
        return new JsonObject()
                .put(
                        "contents",
                        new JsonObject().put("twoColumnBrowseResultsRenderer", new JsonObject().put("tabs", tabs)))
                .put(
                        "metadata",
                        new JsonObject()
                                .put(
                                        "channelMetadataRenderer",
                                        new JsonObject().put("title", "Grace").put("externalId", CHANNEL)));
    }

    private JsonObject tab(String name, boolean selected) {
        JsonObject tab = new JsonObject()
                .put("title", name)
                .put("selected", selected)
                .put(
                        "endpoint",
                        new JsonObject()
                                .put(
                                        "commandMetadata",
                                        new JsonObject()
                                                .put(
                                                        "webCommandMetadata",
                                                        new JsonObject()
                                                                .put("url", "/channel/" + CHANNEL + "/" + name))));
        return selected
                ? tab.put(
                        "content",
                        new JsonObject().put("richGridRenderer", new JsonObject().put("contents", items(name, 0))))
                : tab;
    }

    private JsonArray items(String tab, int from) {
        List<Clip> all = clips.stream().filter(clip -> clip.tab().equals(tab)).toList();
        int to = Math.min(all.size(), from + PAGE);
        JsonArray items = new JsonArray();
        all.subList(from, to).forEach(clip -> items.add(rich(clip)));
        if (to < all.size()) {
            JsonObject command =
                    new JsonObject().put("token", tab + "-" + to).put("request", "CONTINUATION_REQUEST_TYPE_BROWSE");
            items.add(new JsonObject()
                    .put(
                            "continuationItemRenderer",
                            new JsonObject()
                                    .put(
                                            "continuationEndpoint",
                                            new JsonObject().put("continuationCommand", command))));
        }
        return items;
    }

    private static JsonObject rich(Clip clip) {
        boolean isShort = clip.tab().equals("shorts");
        JsonObject title =
                new JsonObject().put("runs", new JsonArray().add(new JsonObject().put("text", clip.title())));
        JsonObject renderer = new JsonObject().put("videoId", clip.id());
        if (isShort) {
            // The list of shorts tells neither date nor length.
            renderer.put("headline", title);
        } else {
            String ago = ago(clip.age());
            renderer.put("title", title)
                    .put("lengthText", new JsonObject().put("simpleText", "30:00"))
                    .put(
                            "publishedTimeText",
                            new JsonObject().put("simpleText", clip.tab().equals("streams") ? "Streamed " + ago : ago));
        }
        return new JsonObject()
                .put(
                        "richItemRenderer",
                        new JsonObject()
                                .put(
                                        "content",
                                        new JsonObject()
                                                .put(isShort ? "reelItemRenderer" : "videoRenderer", renderer)));
    }

    private JsonObject player(String id) {
        Clip clip =
                clips.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        JsonObject status = errors.containsKey(id)
                ? new JsonObject().put("status", "ERROR").put("reason", errors.get(id))
                : new JsonObject().put("status", "OK");
        JsonObject response = new JsonObject()
                .put("playabilityStatus", status)
                .put(
                        "videoDetails",
                        new JsonObject()
                                .put("videoId", id)
                                .put("title", clip.title())
                                .put("channelId", CHANNEL));
        if (errors.containsKey(id)) {
            return response;
        }
        String day = Instant.now()
                .minus(clip.age())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        return response.put(
                "microformat",
                new JsonObject()
                        .put(
                                "playerMicroformatRenderer",
                                new JsonObject().put("uploadDate", day).put("publishDate", day)));
    }

    /** As YouTube rounds: down. */
    private static String ago(Duration age) {
        long days = age.toDays();
        if (days < 1) {
            return units(age.toHours(), "hour");
        }
        if (days < 7) {
            return units(days, "day");
        }
        if (days < 31) {
            return units(days / 7, "week");
        }
        return days < 365 ? units(days / 30, "month") : units(days / 365, "year");
    }

    private static String units(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }

    private static void page(HttpExchange exchange, String variable, JsonObject value, JsonObject data)
            throws IOException {
        respond(
                exchange,
                "text/html; charset=utf-8",
                "<html><script>var " + variable + " = " + value.encode() + ";</script><script>var ytInitialData = "
                        + data.encode() + ";</script></html>");
    }

    private static void respond(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static SSLContext tls(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "of-nobody".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "of-nobody".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void accept() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                Socket up = new Socket(
                        InetAddress.getLoopbackAddress(), site.getAddress().getPort())) {
            InputStream in = client.getInputStream();
            int line = 0;
            for (int end = 0; end < 4; line = in.read()) {
                end = line == "\r\n\r\n".charAt(end) ? end + 1 : 0;
                if (end == 4) {
                    break;
                }
            }
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var back = threads.submit(() -> pour(up.getInputStream(), client.getOutputStream()));
            pour(in, up.getOutputStream());
            up.shutdownOutput();
            back.get(1, TimeUnit.MINUTES);
        } catch (Exception brokenOff) {
            // Whoever asked has hung up.
        }
    }

    private static Void pour(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
        return null;
    }
}
