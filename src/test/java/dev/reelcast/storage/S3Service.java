package dev.reelcast.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reelcast.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service with S3's protocol on loopback, with one bucket, as strict as the real one about what clients get wrong: the
 * signature of every request, the hash of its body, the order, number and least size of parts, MD5 where it is required.
 * Objects are files of a folder.
 */
public final class S3Service implements AutoCloseable {

    private static final String BUCKET = "media";
    private static final String ACCESS_KEY = "reelcast-access";
    private static final String SECRET_KEY = "reelcast/secret+key";
    private static final String REGION = "eu-central-9";
    private static final long LEAST_PART = 5L << 20;
    private static final int PAGE = 7;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>");

    private record Stored(Path file, String tag) {}

    /** What an answer says when it is no success. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String code) {
            super(code);
            this.status = status;
        }
    }

    private final HttpServer server;
    private final Path folder;
    private final SignatureCheck signatures = new SignatureCheck(ACCESS_KEY, SECRET_KEY, REGION);
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, TreeMap<Integer, Stored>> uploads = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    public S3Service(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    /** How a server is told of the bucket, as variables of its environment. */
    public Map<String, String> settings() {
        return Map.of(
                "REELCAST_STORAGE_S3_ENDPOINT", endpoint(),
                "REELCAST_STORAGE_S3_REGION", REGION,
                "REELCAST_STORAGE_S3_BUCKET", BUCKET,
                "REELCAST_STORAGE_S3_ACCESS_KEY", ACCESS_KEY,
                "REELCAST_STORAGE_S3_SECRET_KEY", SECRET_KEY,
                "REELCAST_STORAGE_S3_PREFIX", "reelcast");
    }

    Config.S3 config() {
        return new Config.S3(URI.create(endpoint()), REGION, BUCKET, ACCESS_KEY, SECRET_KEY, "reelcast/", true);
    }

    private String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Keys of all objects, in order. */
    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    /** Uploads in parts that were neither completed nor given up. */
    int unfinished() {
        return uploads.size();
    }

    /** Methods and paths of what was asked, and answered well. */
    List<String> requests() {
        return requests;
    }

    /** The next requests are answered with 503. */
    void failNext(int count) {
        failures.set(count);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Path body = folder.resolve(UUID.randomUUID() + ".body");
        try (exchange) {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                receive(exchange.getRequestBody(), body, sha256, md5);
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new Refused(503, "SlowDown");
                }
                String wrong = signatures.wrong(exchange, HexFormat.of().formatHex(sha256.digest()));
                if (wrong != null) {
                    throw new Refused(403, wrong);
                }
                answer(exchange, body, md5.digest());
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            } catch (Refused e) {
                xml(exchange, e.status, "<Error><Code>" + e.getMessage() + "</Code></Error>");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        } finally {
            Files.deleteIfExists(body);
        }
    }

    private static void receive(InputStream in, Path body, MessageDigest sha256, MessageDigest md5) throws IOException {
        try (OutputStream out = Files.newOutputStream(body)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                md5.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
    }

    private void answer(HttpExchange exchange, Path body, byte[] md5) throws IOException, Refused {
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        if (!path.equals("/" + BUCKET) && !path.startsWith("/" + BUCKET + "/")) {
            throw new Refused(404, "NoSuchBucket");
        }
        String key = path.substring(Math.min(path.length(), BUCKET.length() + 2));
        String method = exchange.getRequestMethod();
        if (key.isEmpty()) {
            bucket(exchange, method, query, body, md5);
        } else if (query.containsKey("uploads") || query.containsKey("uploadId")) {
            multipart(exchange, method, key, query, body, md5);
        } else {
            object(exchange, method, key, body, md5);
        }
    }

    private void bucket(HttpExchange exchange, String method, Map<String, String> query, Path body, byte[] md5)
            throws IOException, Refused {
        if (method.equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
        } else if (method.equals("POST") && query.containsKey("delete")) {
            String required = exchange.getRequestHeaders().getFirst("content-md5");
            if (required == null || !required.equals(Base64.getEncoder().encodeToString(md5))) {
                throw new Refused(400, "BadDigest");
            }
            Matcher keys = KEY.matcher(Files.readString(body));
            while (keys.find()) {
                objects.remove(keys.group(1));
            }
            xml(exchange, 200, "<DeleteResult/>");
        } else if (method.equals("GET") && "2".equals(query.get("list-type"))) {
            list(exchange, query.getOrDefault("prefix", ""), query.getOrDefault("continuation-token", ""));
        } else {
            throw new Refused(501, "NotImplemented");
        }
    }

    private void list(HttpExchange exchange, String prefix, String after) throws IOException {
        List<String> found = objects.tailMap(prefix, true).keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .limit(PAGE + 1L)
                .toList();
        boolean more = found.size() > PAGE;
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>" + more + "</IsTruncated>");
        List<String> page = more ? found.subList(0, PAGE) : found;
        page.forEach(key -> xml.append("<Contents><Key>" + key + "</Key></Contents>"));
        if (more) {
            xml.append("<NextContinuationToken>" + page.get(PAGE - 1) + "</NextContinuationToken>");
        }
        xml(exchange, 200, xml + "</ListBucketResult>");
    }

    private void multipart(
            HttpExchange exchange, String method, String key, Map<String, String> query, Path body, byte[] md5)
            throws IOException, Refused {
        if (method.equals("POST") && query.containsKey("uploads")) {
            String id = UUID.randomUUID().toString();
            uploads.put(id, new TreeMap<>());
            xml(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        TreeMap<Integer, Stored> parts = uploads.get(query.get("uploadId"));
        if (parts == null) {
            throw new Refused(404, "NoSuchUpload");
        }
        switch (method) {
            case "PUT" -> {
                Stored part = keep(body, tag(md5));
                parts.put(Integer.parseInt(query.get("partNumber")), part);
                exchange.getResponseHeaders().set("etag", part.tag());
                exchange.sendResponseHeaders(200, -1);
            }
            case "POST" -> {
                Stored whole = join(parts, Files.readString(body));
                uploads.remove(query.get("uploadId"));
                objects.put(key, whole);
                xml(
                        exchange,
                        200,
                        "<CompleteMultipartUploadResult><ETag>" + whole.tag().replace("\"", "&quot;")
                                + "</ETag></CompleteMultipartUploadResult>");
            }
            case "DELETE" -> {
                uploads.remove(query.get("uploadId"));
                exchange.sendResponseHeaders(204, -1);
            }
            default -> throw new Refused(501, "NotImplemented");
        }
    }

    private Stored join(TreeMap<Integer, Stored> parts, String asked) throws IOException, Refused {
        Matcher each = PART.matcher(asked.replaceAll("\\s", ""));
        List<Stored> inOrder = new ArrayList<>();
        int before = 0;
        while (each.find()) {
            int number = Integer.parseInt(between(each.group(1), "PartNumber"));
            Stored part = parts.get(number);
            if (part == null
                    || !part.tag().equals(between(each.group(1), "ETag").replace("&quot;", "\""))) {
                throw new Refused(400, "InvalidPart");
            }
            if (number <= before) {
                throw new Refused(400, "InvalidPartOrder");
            }
            before = number;
            inOrder.add(part);
        }
        Path whole = folder.resolve(UUID.randomUUID().toString());
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (int i = 0; i < inOrder.size(); i++) {
                if (i < inOrder.size() - 1 && Files.size(inOrder.get(i).file()) < LEAST_PART) {
                    throw new Refused(400, "EntityTooSmall");
                }
                Files.copy(inOrder.get(i).file(), out);
            }
        }
        return new Stored(whole, "\"" + UUID.randomUUID().toString().replace("-", "") + "-" + inOrder.size() + "\"");
    }

    private void object(HttpExchange exchange, String method, String key, Path body, byte[] md5)
            throws IOException, Refused {
        switch (method) {
            case "PUT" -> {
                Stored stored = keep(body, tag(md5));
                objects.put(key, stored);
                exchange.getResponseHeaders().set("etag", stored.tag());
                exchange.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            case "HEAD" -> {
                Stored stored = find(key);
                exchange.getResponseHeaders().set("etag", stored.tag());
                exchange.getResponseHeaders().set("content-length", Long.toString(Files.size(stored.file())));
                exchange.sendResponseHeaders(200, -1);
            }
            case "GET" -> get(exchange, find(key));
            default -> throw new Refused(501, "NotImplemented");
        }
    }

    private static void get(HttpExchange exchange, Stored stored) throws IOException, Refused {
        String match = exchange.getRequestHeaders().getFirst("if-match");
        if (match != null && !match.equals(stored.tag())) {
            throw new Refused(412, "PreconditionFailed");
        }
        long size = Files.size(stored.file());
        long first = 0;
        long last = size - 1;
        String asked = exchange.getRequestHeaders().getFirst("range");
        if (asked != null) {
            Matcher range = RANGE.matcher(asked);
            if (!range.matches() || Long.parseLong(range.group(1)) >= size) {
                throw new Refused(416, "InvalidRange");
            }
            first = Long.parseLong(range.group(1));
            last = Math.min(last, Long.parseLong(range.group(2)));
            exchange.getResponseHeaders().set("content-range", "bytes " + first + "-" + last + "/" + size);
        }
        exchange.getResponseHeaders().set("etag", stored.tag());
        long length = last - first + 1;
        exchange.sendResponseHeaders(asked == null ? 200 : 206, length == 0 ? -1 : length);
        try (InputStream in = Files.newInputStream(stored.file())) {
            in.skipNBytes(first);
            new PartStream(in, length).transferTo(exchange.getResponseBody());
        }
    }

    private Stored find(String key) throws Refused {
        Stored stored = objects.get(key);
        if (stored == null) {
            throw new Refused(404, "NoSuchKey");
        }
        return stored;
    }

    private Stored keep(Path body, String tag) throws IOException {
        return new Stored(Files.move(body, folder.resolve(UUID.randomUUID().toString())), tag);
    }

    private static String tag(byte[] md5) {
        return "\"" + HexFormat.of().formatHex(md5) + "\"";
    }

    private static String between(String xml, String element) {
        int from = xml.indexOf("<" + element + ">") + element.length() + 2;
        return xml.substring(from, xml.indexOf("</" + element + ">"));
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String each : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = each.split("=", 2);
            query.put(pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void xml(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/xml");
        boolean bare = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
