package dev.reelcast;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The parts of the YouTube Data API that backfills use, on loopback: refuses a request that the real one would refuse, pages
 * as it does, and counts.
 */
public final class DataApiForTest implements AutoCloseable {

    public static final String KEY = "test-key-of-nobody";

    private static final int LARGEST_PAGE = 50;

    /** @param extra members of the answer's snippet beside title and time */
    public record Upload(String id, String title, Instant publishedAt, Duration length, JsonObject extra) {
        public Upload(String id, String title, Instant publishedAt) {
            this(id, title, publishedAt, Duration.ofMinutes(30), new JsonObject().put("liveBroadcastContent", "none"));
        }
    }

    private final HttpServer server;
    private final Map<String, List<Upload>> uploads = new ConcurrentHashMap<>();
    private final Map<String, String> handles = new ConcurrentHashMap<>();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile int left = Integer.MAX_VALUE;
    private volatile JsonObject trouble = new JsonObject();
    private volatile String troubleAt = "";
    private final Semaphore gate = new Semaphore(1_000_000);

    public DataApiForTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Settings of a server that uses it. */
    public String[] settings(String... more) {
        List<String> settings =
                new ArrayList<>(List.of("REELCAST_YOUTUBE_API_URL=" + url(), "REELCAST_YOUTUBE_API_KEY=" + KEY));
        settings.addAll(Arrays.asList(more));
        return settings.toArray(String[]::new);
    }

    public DataApiForTest channel(String channelId, String handle, List<Upload> videos) {
        uploads.put(channelId, new CopyOnWriteArrayList<>(videos));
        handles.put(handle, channelId);
        return this;
    }

    public void add(String channelId, Upload upload) {
        uploads.computeIfAbsent(channelId, id -> new CopyOnWriteArrayList<>()).add(upload);
    }

    /** As many videos, the newest published at a time, the others an hour before one another. */
    public static List<Upload> hourly(int count, Instant newest) {
        List<Upload> videos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            videos.add(new Upload(id(i), "Talk " + i, newest.minus(Duration.ofHours(i))));
        }
        return videos;
    }

    /** An id of YouTube's form. */
    public static String id(int number) {
        return String.format("video%06d", number);
    }

    public void removeChannel(String channelId) {
        uploads.remove(channelId);
    }

    /** The channel's owner made it private: the list still has it. */
    public void hide(String videoId) {
        hidden.add(videoId);
    }

    /** So many units are left of the day. */
    public void quotaLeft(int units) {
        left = units;
    }

    /** From now on a resource answers with an error; an empty resource ends that. */
    public void trouble(String resource, int status, String reason) {
        trouble = error(status, reason);
        troubleAt = resource;
    }

    /** Requests wait from now on, but for so many. */
    public void hold(int but) {
        gate.drainPermits();
        gate.release(but);
    }

    public void letGo() {
        gate.release(1_000_000);
    }

    /** Resources in the order in which they were asked for. */
    public List<String> asked() {
        return asked;
    }

    /** What was asked in a way that the real one does not take. */
    public List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String resource = exchange.getRequestURI().getPath().replaceFirst("^/youtube/v3/", "");
            asked.add(resource);
            gate.acquireUninterruptibly();
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            JsonObject json = reply(exchange, resource, query);
            int status = json.containsKey("error") ? json.getJsonObject("error").getInteger("code") : 200;
            byte[] body = json.encode().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized JsonObject reply(HttpExchange exchange, String resource, Map<String, String> query) {
        if (!exchange.getRequestMethod().equals("GET") || query.containsKey("key")) {
            faults.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("x-goog-api-key"))) {
            return error(400, "badRequest");
        }
        if (left <= 0) {
            return error(403, "quotaExceeded");
        }
        left--;
        if (troubleAt.equals(resource)) {
            return trouble;
        }
        return switch (resource) {
            case "channels" -> channels(query);
            case "playlistItems" -> playlistItems(query);
            case "videos" -> videos(query);
            default -> error(404, "notFound");
        };
    }

    private JsonObject channels(Map<String, String> query) {
        String named = query.get("forHandle");
        String id = named == null ? query.getOrDefault("id", "") : handles.getOrDefault(named, "");
        requirePart(query, "channels");
        if (!uploads.containsKey(id)) {
            // As the real one: an answer without items.
            return new JsonObject().put("kind", "youtube#channelListResponse");
        }
        JsonObject related = new JsonObject().put("relatedPlaylists", new JsonObject().put("uploads", playlist(id)));
        return new JsonObject()
                .put("items", new JsonArray().add(new JsonObject().put("id", id).put("contentDetails", related)));
    }

    private JsonObject playlistItems(Map<String, String> query) {
        requirePart(query, "playlistItems");
        String playlist = query.getOrDefault("playlistId", "");
        List<Upload> all = uploads.entrySet().stream()
                .filter(entry -> playlist(entry.getKey()).equals(playlist))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (all == null) {
            return error(404, "playlistNotFound");
        }
        List<Upload> sorted = all.stream()
                .sorted(Comparator.comparing(Upload::publishedAt).reversed())
                .toList();
        int size = pageSize(query);
        String token = query.getOrDefault("pageToken", "T0");
        int from = Integer.parseInt(token.substring(1));
        int to = Math.min(sorted.size(), from + size);
        JsonArray items = new JsonArray();
        sorted.subList(from, to)
                .forEach(upload -> items.add(new JsonObject()
                        .put(
                                "contentDetails",
                                new JsonObject()
                                        .put("videoId", upload.id())
                                        .put(
                                                "videoPublishedAt",
                                                upload.publishedAt().toString()))));
        JsonObject page = new JsonObject().put("items", items);
        return to < sorted.size() ? page.put("nextPageToken", "T" + to) : page;
    }

    private JsonObject videos(Map<String, String> query) {
        requirePart(query, "videos");
        List<String> ids = List.of(query.getOrDefault("id", "").split(","));
        if (ids.size() > LARGEST_PAGE) {
            faults.add("videos with " + ids.size() + " ids");
        }
        JsonArray items = new JsonArray();
        uploads.values().stream()
                .flatMap(List::stream)
                .filter(upload -> ids.contains(upload.id()) && !hidden.contains(upload.id()))
                .forEach(upload -> items.add(new JsonObject()
                        .put("id", upload.id())
                        .put(
                                "snippet",
                                new JsonObject()
                                        .put("title", upload.title())
                                        .put("publishedAt", upload.publishedAt().toString())
                                        .mergeIn(upload.extra()))
                        .put(
                                "contentDetails",
                                new JsonObject().put("duration", upload.length().toString()))));
        return new JsonObject().put("items", items);
    }

    private int pageSize(Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("maxResults", "5"));
        if (size < 1 || size > LARGEST_PAGE) {
            faults.add("maxResults=" + size);
        }
        return Math.min(size, LARGEST_PAGE);
    }

    private void requirePart(Map<String, String> query, String resource) {
        if (query.getOrDefault("part", "").isEmpty()) {
            faults.add(resource + " without part");
        }
    }

    private static JsonObject error(int status, String reason) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", status)
                                .put("message", "Told by a test.")
                                .put("errors", new JsonArray().add(new JsonObject().put("reason", reason))));
    }

    private static String playlist(String channelId) {
        return "UU" + channelId.substring(2);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] both = pair.split("=", 2);
            query.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
