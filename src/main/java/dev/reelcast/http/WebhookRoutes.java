package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.WebhookApi;
import dev.reelcast.bus.WebhookApi.NewWebhook;
import dev.reelcast.bus.WebhookStoreApi;
import dev.reelcast.bus.WebhookStoreApi.One;
import dev.reelcast.model.Wire;
import dev.reelcast.net.Refused;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The webhooks of the one who is signed in. */
final class WebhookRoutes {

    private final Bus bus;
    private final UrlGuard guard;

    WebhookRoutes(Bus bus, UrlGuard guard) {
        this.bus = bus;
        this.guard = guard;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("listWebhooks", this::list)
                .on("createWebhook", this::create)
                .on(
                        "deleteWebhook",
                        call -> bus.request(WebhookStoreApi.DELETE, one(call)).map(deleted -> Answer.none()))
                .on(
                        "testWebhook",
                        call -> bus.request(WebhookApi.TEST, one(call)).map(Answer::ok));
    }

    private Future<Answer> list(Call call) {
        return bus.request(WebhookStoreApi.LIST, call.user().id())
                .map(webhooks -> Answer.ok(Map.of("webhooks", webhooks, "total", webhooks.size())));
    }

    private Future<Answer> create(Call call) {
        NewWebhook wanted = new NewWebhook(call.user().id(), url(call.body()), events(call.body()));
        return bus.request(WebhookApi.CREATE, wanted)
                .map(created -> Answer.json(201, Wire.json(created.webhook()).put("secret", created.secret())));
    }

    /** Where its host leads is looked up each time that it is called. */
    private String url(JsonObject body) {
        try {
            return guard.inspect(body.getString("url")).toString();
        } catch (Refused refused) {
            throw new Invalid("url", refused.reason().word(), String.valueOf(refused.getMessage()));
        }
    }

    private static List<String> events(JsonObject body) {
        return body.getJsonArray("events", new JsonArray()).stream()
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    private static One one(Call call) {
        return new One(call.user().id(), call.id("webhookId", "webhook"));
    }
}
