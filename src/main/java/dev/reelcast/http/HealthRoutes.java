package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.UserStoreApi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * Whether the server runs ({@code /health/live}) and whether it can do its work ({@code /health/ready}: the database
 * answers). Says no more than that, because anyone may ask.
 */
final class HealthRoutes {

    private static final long PATIENCE_SECONDS = 3;

    private final Bus bus;

    HealthRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Router router) {
        router.get("/health/live").handler(context -> answer(context, 200, "up"));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext context) {
        bus.request(UserStoreApi.SETUP_NEEDED, true)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(answered -> answer(context, 200, "ready"))
                .onFailure(away -> answer(context, 503, "not ready"));
    }

    private static void answer(RoutingContext context, int status, String word) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end("{\"status\":\"" + word + "\"}");
    }
}
