package dev.reelcast.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The contract for programs ({@code /api/openapi.json}) and for people ({@code /docs}). */
final class DocsRoutes {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final String json;
    private final String page;

    DocsRoutes(JsonObject contract) {
        // The document's own server is a stand-in for the base path.
        JsonObject shown = contract.copy();
        shown.put("servers", new io.vertx.core.json.JsonArray().add(new JsonObject().put("url", "/api")));
        this.json = shown.encode();
        this.page = new DocsPage(contract).html();
    }

    void addTo(Router router) {
        router.get("/api/openapi.json").handler(context -> send(context, "application/json", json));
        router.get("/docs").handler(context -> {
            context.response().putHeader("content-security-policy", POLICY);
            send(context, "text/html; charset=utf-8", page);
        });
    }

    private static void send(RoutingContext context, String contentType, String text) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        Gzip.end(context.request(), context.response(), text).onFailure(context::fail);
    }
}
