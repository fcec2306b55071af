package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.model.StoredFile;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends stored files: whole, in part (RFC 9110 §14) or not at all when the client has them (§13). Only media and a few
 * harmless types are shown by a browser; everything else is saved, so that no upload ever runs as a page of ours.
 */
final class Download {

    /** For what is someone's own: kept by the browser, asked for again each time. */
    static final String PRIVATE = "private, no-cache";
    /** For what is published: an episode that is taken back is gone from caches soon. */
    static final String PUBLIC = "public, max-age=300";

    private final Vertx vertx;
    private final MediaStore store;

    Download(Vertx vertx, MediaStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    private record Local(Path path, long length) {}

    /** @param caching a Cache-Control value */
    Answer of(StoredFile file, String caching) {
        return context -> vertx.executeBlocking(() -> local(file), false)
                .transform(found -> found.cause() instanceof NoSuchFileException
                        ? Future.failedFuture(Failure.notFound("file"))
                        : found.succeeded()
                                ? Future.succeededFuture(found.result())
                                : Future.failedFuture(found.cause()))
                .compose(local -> send(context, file, local, caching));
    }

    private Local local(StoredFile file) throws java.io.IOException {
        Path path = store.local(file.storageKey());
        return new Local(path, Files.size(path));
    }

    private static Future<Void> send(RoutingContext context, StoredFile file, Local local, String caching) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        // What is stored under a key does not change; another run of the job stores under another.
        String etag = etag(file.storageKey() + " " + local.length());
        response.putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType(file));
        if (!MediaTypes.shownInline(file.contentType())) {
            response.putHeader("content-disposition", "attachment; filename=\"" + file.name() + "\"");
        }
        ByteRange range = HttpMethod.GET.equals(request.method()) && sameVersion(request, etag)
                ? ByteRange.parse(request.getHeader("range"), local.length())
                : new ByteRange.Whole();
        if (range instanceof ByteRange.Unsatisfiable) {
            return response.setStatusCode(416)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + local.length())
                    .end();
        }
        if (range instanceof ByteRange.Part part) {
            response.setStatusCode(206)
                    .putHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes " + part.first() + "-" + part.last() + "/" + local.length());
            return body(context, local, part.first(), part.length());
        }
        return body(context, local, 0, local.length());
    }

    private static Future<Void> body(RoutingContext context, Local local, long from, long length) {
        HttpServerResponse response = context.response();
        if (Heads.isHead(context)) {
            return response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length))
                    .end();
        }
        // A listener that skips through a recording breaks off most of its requests: that is no failure of ours.
        return response.sendFile(local.path().toString(), from, length)
                .recover(cut -> Clients.gone(cut) ? Future.succeededFuture() : Future.failedFuture(cut));
    }

    private static boolean sameVersion(HttpServerRequest request, String etag) {
        String condition = request.getHeader("if-range");
        return condition == null || condition.equals(etag);
    }

    /** The weak comparison of RFC 9110 §8.8.3.2. */
    static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String each : ifNoneMatch.split(",", -1)) {
            String tag = each.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static String contentType(StoredFile file) {
        return file.contentType().startsWith("text/") ? file.contentType() + "; charset=utf-8" : file.contentType();
    }

    private static String etag(String of) {
        return "\"" + UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)) + "\"";
    }
}
