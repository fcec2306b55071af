package dev.reelcast.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** HEAD is GET without the body (RFC 9110 §9.3.2): it is routed as one, and this remembers that it was not. */
final class Heads {

    private static final String HEAD = "reelcast.head";

    private Heads() {}

    static void route(RoutingContext context) {
        context.put(HEAD, true);
        context.reroute(HttpMethod.GET, context.request().uri());
    }

    static boolean isHead(RoutingContext context) {
        return context.get(HEAD) != null
                || HttpMethod.HEAD.equals(context.request().method());
    }
}
