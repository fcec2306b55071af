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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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

    /** @param path null when the file is not on this machine */
    private record Found(@Nullable Path path, long length) {}

    /** @param caching a Cache-Control value */
    Answer of(StoredFile file, String caching) {
        return context -> vertx.executeBlocking(() -> find(file), false)
                .recover(absent ->
                        Future.failedFuture(absent instanceof NoSuchFileException ? Failure.notFound("file") : absent))
                .compose(found -> send(context, file, found, caching));
    }

    private Found find(StoredFile file) throws IOException {
        String key = file.storageKey();
        Optional<Path> path = store.inPlace(key);
        if (path.isPresent()) {
            return new Found(path.get(), Files.size(path.get()));
        }
        return new Found(null, store.size(key).orElseThrow(() -> new NoSuchFileException(key)));
    }

    private Future<Void> send(RoutingContext context, StoredFile file, Found found, String caching) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        // What is stored under a key does not change; another run of the job stores under another.
        String etag = etag(file.storageKey() + " " + found.length());
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
                ? ByteRange.parse(request.getHeader("range"), found.length())
                : new ByteRange.Whole();
        if (range instanceof ByteRange.Unsatisfiable) {
            return response.setStatusCode(416)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + found.length())
                    .end();
        }
        if (range instanceof ByteRange.Part part) {
            response.setStatusCode(206)
                    .putHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes " + part.first() + "-" + part.last() + "/" + found.length());
            return body(context, file, found, part.first(), part.length());
        }
        return body(context, file, found, 0, found.length());
    }

    private Future<Void> body(RoutingContext context, StoredFile file, Found found, long from, long length) {
        HttpServerResponse response = context.response();
        if (Heads.isHead(context)) {
            return response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length))
                    .end();
        }
        Path path = found.path();
        Future<Void> sent = path != null
                ? response.sendFile(path.toString(), from, length)
                : new Streaming(vertx, response).send(() -> store.open(file.storageKey(), from, length), length);
        // A listener that skips through a recording breaks off most of its requests: that is no failure of ours.
        return sent.recover(cut -> Clients.gone(cut) ? Future.succeededFuture() : Future.failedFuture(cut));
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
