package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The web UI: the files under {@code webroot} on the class path, compressed when it was built. An address that is none of
 * them is one of its pages, and gets {@code index.html}. Files are read once and kept.
 */
final class WebRoutes {

    static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data: blob: https://i.ytimg.com",
            "media-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'");

    private static final String ROOT = "webroot";
    private static final String INDEX = "/index.html";
    private static final String NO_UI =
            "The web UI was not built. The API is at /api, its description at /api/openapi.json.\n";
    /** Nothing hidden, nothing above: what does not look like one of our files is not looked for. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");

    private final Vertx vertx;
    private final Map<String, Future<Found>> files = new ConcurrentHashMap<>();

    /** A file's content as it is sent, or null when there is none of the name. */
    private record Found(
            @Nullable Content plain,
            @Nullable Content gzip,
            @Nullable Content brotli) {}

    private record Content(
            Buffer bytes, String etag, @Nullable String encoding) {}

    WebRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Last of all: it answers every address that nothing else does. */
    void addTo(Router router) {
        router.get("/*").handler(this::page);
    }

    private void page(RoutingContext context) {
        String path = context.normalizedPath();
        String file = path.equals("/") ? INDEX : path;
        find(file)
                .compose(found -> found.plain() == null && isNavigation(context)
                        ? find(INDEX).compose(index -> send(context, INDEX, index))
                        : send(context, file, found))
                .onFailure(context::fail);
    }

    private static boolean isNavigation(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean page = accepted != null && accepted.contains("text/html");
        return page && !context.normalizedPath().startsWith("/assets/");
    }

    private Future<Void> send(RoutingContext context, String path, Found found) {
        HttpServerResponse response = context.response();
        Content plain = found.plain();
        if (plain == null) {
            if (path.equals(INDEX)) {
                return response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .end(NO_UI);
            }
            Problems.plain(context, 404);
            return Future.succeededFuture();
        }
        boolean forever = path.startsWith("/assets/");
        Content chosen = choose(context, found, plain);
        response.putHeader(HttpHeaders.CACHE_CONTROL, forever ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader(HttpHeaders.ETAG, chosen.etag())
                .putHeader("content-security-policy", POLICY)
                .putHeader("cross-origin-opener-policy", "same-origin");
        response.headers().add(HttpHeaders.VARY, "accept-encoding");
        if (Download.matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), chosen.etag())) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType(path));
        String encoding = chosen.encoding();
        if (encoding != null) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, encoding);
        }
        return response.end(chosen.bytes());
    }

    private static Content choose(RoutingContext context, Found found, Content plain) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        Content brotli = found.brotli();
        if (brotli != null
                && accepted != null
                && Set.of(accepted.split("\\s*,\\s*")).contains("br")) {
            return brotli;
        }
        Content gzip = found.gzip();
        return gzip != null && Gzip.wanted(context.request()) ? gzip : plain;
    }

    private Future<Found> find(String path) {
        if (!PATH.matcher(path).matches() || path.endsWith(".gz") || path.endsWith(".br")) {
            return Future.succeededFuture(new Found(null, null, null));
        }
        Future<Found> known = files.get(path);
        if (known != null) {
            return known;
        }
        Future<Found> reading = vertx.executeBlocking(
                () -> new Found(read(path, null), read(path + ".gz", "gzip"), read(path + ".br", "br")), false);
        // Only what is there is kept: names that are made up must not fill the memory.
        return reading.onSuccess(found -> {
            if (found.plain() != null) {
                files.put(path, reading);
            }
        });
    }

    private static @Nullable Content read(String path, @Nullable String encoding) throws IOException {
        try (InputStream in = WebRoutes.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            return new Content(Buffer.buffer(bytes), "\"" + UUID.nameUUIDFromBytes(bytes) + "\"", encoding);
        }
    }

    private static String contentType(String path) {
        String type = MimeMapping.mimeTypeForFilename(path);
        if (type == null) {
            return MediaTypes.UNKNOWN;
        }
        boolean text = type.startsWith("text/") || type.equals("application/javascript");
        return text ? type + "; charset=" + StandardCharsets.UTF_8.name().toLowerCase(java.util.Locale.ROOT) : type;
    }
}
