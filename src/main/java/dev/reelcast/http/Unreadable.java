package dev.reelcast.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** Answers what is not HTTP, or more of it than the server takes, before there is a request to be routed. */
final class Unreadable {

    private Unreadable() {}

    static void answer(HttpServerRequest request) {
        Throwable cause =
                request.decoderResult() == null ? null : request.decoderResult().cause();
        if (cause instanceof TooLongHttpHeaderException) {
            answer(request, 431, "request_header_fields_too_large", "The headers are longer than the server takes.");
        } else if (cause instanceof TooLongFrameException) {
            answer(request, 414, "request_uri_too_long", "The address is longer than the server takes.");
        } else {
            answer(request, 400, "bad_request", "The request cannot be read.");
        }
    }

    private static void answer(HttpServerRequest request, int status, String code, String detail) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put(
                        "title",
                        io.netty.handler.codec.http.HttpResponseStatus.valueOf(status)
                                .reasonPhrase())
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(problem.toBuffer())
                .onComplete(sent -> request.connection().close());
    }
}
