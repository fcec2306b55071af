package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reading what a request carries, once it is known who sends it. */
final class Bodies {

    private static final long LINGER_MS = 2_000;

    private Bodies() {}

    /**
     * All of a body.
     *
     * @param limit bytes; {@link FailureKind#TOO_LARGE} beyond it, at once when the length is announced
     */
    static Future<Buffer> read(RoutingContext context, long limit) {
        HttpServerRequest request = context.request();
        try {
            requirePlain(context);
            requireAtMost(context, limit);
        } catch (Failure refused) {
            return Future.failedFuture(refused);
        }
        goOn(request);
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.handler(part -> {
            if (read.length() + part.length() > limit) {
                closeAfterwards(context);
                whole.tryFail(tooLarge(limit));
            } else {
                read.appendBuffer(part);
            }
        });
        request.endHandler(end -> whole.tryComplete(read));
        request.resume();
        return whole.future();
    }

    /** Refuses compressed bodies: nothing here needs them, and a small one may hide a huge one. */
    static void requirePlain(RoutingContext context) {
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            closeAfterwards(context);
            throw Failure.of(FailureKind.UNSUPPORTED, "Send the body as it is, without a content encoding.");
        }
    }

    /** Refuses a body whose announced length is beyond the limit, before any of it is read. */
    static void requireAtMost(RoutingContext context, long limit) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && (announced.length() > 18 || Long.parseLong(announced) > limit)) {
            closeAfterwards(context);
            throw tooLarge(limit);
        }
    }

    /** Tells a client that waits to be told (RFC 9110 §10.1.1) that it may send the body. */
    static void goOn(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    /**
     * What is not read of a body cannot be told from the next request, so the connection ends after this answer: a moment
     * later, in which the rest is thrown away, because a client whose sending is cut off may never see the answer.
     */
    static void closeAfterwards(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || request.response().headWritten()) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.addEndHandler(sent -> {
            request.handler(null).resume();
            context.vertx().setTimer(LINGER_MS, over -> request.connection().close());
        });
    }

    /** As {@link #closeAfterwards}, when a body was announced. */
    static void closeAfterwardsWhenBodyWaits(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked || (length != null && !length.equals("0"))) {
            closeAfterwards(context);
        }
    }

    static Failure tooLarge(long limit) {
        return Failure.of(FailureKind.TOO_LARGE, "This is larger than the " + size(limit) + " that the server takes.");
    }

    /** Whether a content type says JSON in UTF-8. */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        return parts[0].strip().equals("application/json")
                && (parts.length == 1 || !parts[1].contains("charset=") || parts[1].contains("utf-8"));
    }

    static Failure notJson() {
        return Failure.of(FailureKind.UNSUPPORTED, "The body must be application/json.");
    }

    private static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
                : bytes >= 1L << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
