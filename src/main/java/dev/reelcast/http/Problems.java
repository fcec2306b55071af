package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Wire;
import dev.reelcast.storage.StorageUnavailableException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures become answers: {@code application/problem+json} (RFC 9457) with a {@code code} for
 * programs and a {@code detail} for people, never a stack or the value that was sent. What nobody foresaw is logged once,
 * with an id that stands in the answer too.
 */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String AWAY = "The place where media is kept cannot be reached now. Try again in a moment.";
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final Map<Integer, String> PLAIN = Map.of(
            400, "The request cannot be read.",
            401, "Sign in first.",
            403, "This is not allowed.",
            404, "There is nothing at this address.",
            405, "This address does not take that method.",
            413, "The request is larger than the server takes.",
            414, "The address is longer than the server takes.",
            415, "The server does not take this type of content.");

    private static final Pattern HIDDEN = Pattern.compile("^(/(?:(?:feeds|media)/private|websub)/)[^/]*");

    private Problems() {}

    /** Answers a request whose handling failed; a response that has begun is cut off. */
    static void render(RoutingContext context) {
        Throwable cause = context.failure();
        if (cause != null) {
            render(context, cause);
        } else {
            plain(context, context.statusCode());
        }
    }

    /** Answers with what a status says by itself. */
    static void plain(RoutingContext context, int given) {
        int status = given < 400 ? 500 : given;
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        String code = title.toLowerCase(Locale.ROOT).replace(' ', '_').replace("-", "_");
        send(context, problem(context, status, code, PLAIN.getOrDefault(status, title + "."), null));
    }

    /** Answers a request with a failure. */
    static void render(RoutingContext context, Throwable cause) {
        if (context.response().closed() || Clients.gone(cause)) {
            LOG.debug("nobody waits for the answer any more: {}", cause.toString());
            return;
        }
        if (cause instanceof Invalid invalid) {
            send(context, problem(context, 400, invalid.code(), invalid.sentence(), invalid.field()));
        } else if (cause instanceof Failure failure) {
            failure(context, failure, true);
        } else if (cause instanceof HttpException http) {
            plain(context, http.getStatusCode());
        } else if (cause instanceof StorageUnavailableException) {
            LOG.warn("{} {}: {}", context.request().method(), path(context), cause.getMessage());
            failure(context, Failure.of(FailureKind.UNAVAILABLE, "storage_unavailable", AWAY), false);
        } else if (noSpace(cause)) {
            failure(context, Failure.of(FailureKind.NO_SPACE, "The server's disk is full."), false);
        } else {
            failure(context, Failure.from(cause), false);
        }
    }

    private static void failure(RoutingContext context, Failure failure, boolean crossedTheBus) {
        int status = failure.kind().status();
        JsonObject problem = problem(context, status, failure.code(), failure.sentence(), null);
        if (failure.kind() == FailureKind.INTERNAL) {
            String trace = Ids.next().toString();
            // One that crossed the bus was logged there with its stack.
            LOG.error(
                    "{} {} failed, trace {}: {}",
                    context.request().method(),
                    path(context),
                    trace,
                    String.valueOf(failure.getCause()),
                    crossedTheBus ? null : failure.getCause());
            problem.put("trace", trace);
        }
        if (failure.kind() == FailureKind.UNAVAILABLE && !context.response().headWritten()) {
            context.response().putHeader("retry-after", Integer.toString(RETRY_AFTER_SECONDS));
        }
        send(context, problem);
    }

    private static JsonObject problem(
            RoutingContext context, int status, String code, String detail, @Nullable String field) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("instance", path(context))
                .put("field", field);
    }

    /** Without its query, the name of a private feed and that of a callback: a token may stand there. */
    private static String path(RoutingContext context) {
        return HIDDEN.matcher(context.request().path()).replaceFirst("$1…");
    }

    private static void send(RoutingContext context, JsonObject problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        if (problem.getValue("field") == null) {
            problem.remove("field");
        }
        if (problem.getInteger("status") == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        // It may have been held while it was found out who asks.
        context.request().resume();
        response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        response.setStatusCode(problem.getInteger("status"))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(problem.toBuffer())
                .onFailure(gone -> LOG.debug("a problem was not read: {}", gone.toString()));
    }

    private static boolean noSpace(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String message = each.getMessage();
            boolean aboutFiles = each instanceof java.io.IOException || each instanceof FileSystemException;
            if (aboutFiles && message != null && message.contains("No space left")) {
                return true;
            }
        }
        return false;
    }

    /** The word of a kind, as it stands in {@code code} when nothing more exact is known. */
    static String word(FailureKind kind) {
        return Wire.word(kind);
    }
}
