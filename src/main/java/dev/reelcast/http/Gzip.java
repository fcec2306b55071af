package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses text where it pays and the client asks for it. The server's own compression stays off: it would also
 * compress media, and take length and ranges from it.
 */
final class Gzip {

    private static final int WORTH_IT = 1_400;
    private static final Pattern ACCEPTED =
            Pattern.compile("(?:^|[\\s,])gzip\\s*(?:;\\s*q=(?:1|0\\.0*[1-9]).*)?(?:,|$)");

    private Gzip() {}

    /** Ends a response with a text. */
    static Future<Void> end(HttpServerRequest request, HttpServerResponse response, String text) {
        return end(request, response, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends a response with the bytes of a text. */
    static Future<Void> end(HttpServerRequest request, HttpServerResponse response, byte[] bytes) {
        response.headers().add(HttpHeaders.VARY, "accept-encoding");
        if (bytes.length < WORTH_IT || !wanted(request)) {
            return response.end(Buffer.buffer(bytes));
        }
        return response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(Buffer.buffer(compressed(bytes)));
    }

    /** Whether the client takes gzip (RFC 9110 §12.5.3). */
    static boolean wanted(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && ACCEPTED.matcher(accepted).find();
    }

    /** What was compressed. Blocks for as long as a long text takes. */
    static Buffer inflated(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return Buffer.buffer(in.readAllBytes());
        }
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
