package dev.reelcast.http;

import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What a request is answered with. */
@FunctionalInterface
interface Answer {

    /** Writes it out; the future ends when the last byte has left. */
    Future<Void> send(RoutingContext context);

    /** 200 with a record or a map of records as JSON. */
    static Answer ok(Object value) {
        return json(200, value);
    }

    /** A record or a map of records as JSON. */
    static Answer json(int status, Object value) {
        return text(status, Wire.text(value));
    }

    /** As {@link #json}, of what holds stored files: where storage has them is nobody's business. */
    static Answer withFiles(int status, Object value) {
        JsonObject json = new JsonObject(Wire.text(value));
        hideKeys(json);
        return text(status, json.encode());
    }

    /** 204 without a body. */
    static Answer none() {
        return context -> context.response().setStatusCode(204).end();
    }

    private static Answer text(int status, String json) {
        // Never stored by caches, because it is someone's own.
        return context -> {
            HttpServerResponse response = context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return Gzip.end(context.request(), response, json);
        };
    }

    private static void hideKeys(Object value) {
        if (value instanceof JsonObject object) {
            object.remove("storageKey");
            object.forEach(member -> hideKeys(member.getValue()));
        } else if (value instanceof JsonArray array) {
            array.forEach(Answer::hideKeys);
        }
    }
}
