package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SubscriptionApi;
import dev.reelcast.bus.SubscriptionStoreApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.Wire;
import dev.reelcast.net.Refused;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What an agent follows. */
final class SubscriptionRoutes {

    private final Bus bus;
    private final UrlGuard guard;
    private final Config.Http http;

    SubscriptionRoutes(Bus bus, UrlGuard guard, Config.Http http) {
        this.bus = bus;
        this.guard = guard;
        this.http = http;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on(
                        "getSubscription",
                        call -> bus.request(SubscriptionStoreApi.FIND, one(call))
                                .map(this::shown))
                .on("putSubscription", this::follow)
                .on(
                        "deleteSubscription",
                        call -> bus.request(SubscriptionApi.UNFOLLOW, one(call)).map(this::shown));
    }

    private Future<Answer> follow(Call call) {
        OneAgent which = one(call);
        String topic = topic(call.body().getString("topicUrl"));
        return bus.request(SubscriptionApi.FOLLOW, new SubscriptionApi.Follow(which.viewer(), which.agentId(), topic))
                .map(this::shown);
    }

    /** As it is asked for: a hub may know a feed by one spelling only. */
    private @Nullable String topic(@Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            guard.inspect(given);
        } catch (Refused refused) {
            throw new Invalid("topicUrl", "invalid_url", String.valueOf(refused.getMessage()));
        }
        return given;
    }

    /** Whether hubs can reach the callback at all is known from the configuration. */
    private Answer shown(@Nullable Subscription subscription) {
        JsonObject json =
                subscription == null ? new JsonObject().put("state", "none") : new JsonObject(Wire.text(subscription));
        return Answer.ok(
                json.put("callbackBase", http.baseUrl() + "/websub/").put("publicUrlSet", http.publicUrl() != null));
    }

    private static OneAgent one(Call call) {
        return new OneAgent(call.viewer(), call.id("agentId", "agent"));
    }
}
