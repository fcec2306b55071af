package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.model.Feed;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a feed's owner does with it beside its settings: addresses for listeners of a private one, the hub, the doctor. The
 * same for an agent's own feed, whose id is the agent's, and for a combined one.
 */
final class FeedStateRoutes {

    private final Bus bus;
    private final Links links;
    private final @Nullable URI hub;

    /** @param hub that is told of changes, null for none */
    FeedStateRoutes(Bus bus, Links links, @Nullable URI hub) {
        this.bus = bus;
        this.links = links;
        this.hub = hub;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("agentFeed", call -> state(call, "agentId"))
                .on("addAgentFeedToken", call -> addToken(call, "agentId"))
                .on("revokeAgentFeedToken", call -> revokeToken(call, "agentId"))
                .on("pingAgentFeed", call -> ping(call, "agentId"))
                .on("checkAgentFeed", call -> check(call, "agentId"))
                .on("feedState", call -> state(call, "feedId"))
                .on("addFeedToken", call -> addToken(call, "feedId"))
                .on("revokeFeedToken", call -> revokeToken(call, "feedId"))
                .on("pingFeed", call -> ping(call, "feedId"))
                .on("checkFeed", call -> check(call, "feedId"));
    }

    private Future<Answer> state(Call call, String parameter) {
        return bus.request(FeedStoreApi.STATE, one(call, parameter)).map(this::shown);
    }

    private Future<Answer> ping(Call call, String parameter) {
        return bus.request(FeedStoreApi.PING, one(call, parameter)).map(this::shown);
    }

    private Future<Answer> addToken(Call call, String parameter) {
        String name = Texts.line(call.body().getString("name"), 100);
        if (name.isEmpty()) {
            throw new Invalid("name", "It must not be empty.");
        }
        String token = Tokens.refresh();
        return bus.request(
                        FeedStoreApi.ADD_TOKEN,
                        new FeedStoreApi.NewToken(call.viewer(), feedId(call, parameter), name, Tokens.hash(token)))
                .map(added -> Answer.json(
                        201, Wire.json(added).put("url", links.feeds().withToken(token))));
    }

    private Future<Answer> revokeToken(Call call, String parameter) {
        return bus.request(
                        FeedStoreApi.REVOKE_TOKEN,
                        new FeedStoreApi.OneToken(
                                call.viewer(), feedId(call, parameter), call.id("tokenId", "address")))
                .map(gone -> Answer.none());
    }

    private Future<Answer> check(Call call, String parameter) {
        return bus.request(
                        PublishApi.CHECK,
                        new PublishApi.Checked(call.viewer(), feedId(call, parameter), call.filterId("episodeId")))
                .map(Answer::ok);
    }

    private Answer shown(FeedStoreApi.State state) {
        Feed feed = state.feed();
        JsonObject shown = new JsonObject()
                .put("feedId", feed.id().toString())
                .put("privateFeed", feed.privateFeed())
                .put("changedAt", feed.changedAt().toString())
                .put(
                        "tokens",
                        new JsonArray(state.tokens().stream().map(Wire::json).toList()));
        if (!feed.privateFeed()) {
            shown.put("feedUrl", links.feeds().of(feed.combined(), feed.slug()));
        }
        if (hub != null && !feed.privateFeed()) {
            shown.put("hub", Wire.json(state.hub()).put("url", hub.toString()));
        }
        return Answer.ok(shown);
    }

    private static FeedStoreApi.OneFeed one(Call call, String parameter) {
        return new FeedStoreApi.OneFeed(call.viewer(), feedId(call, parameter));
    }

    private static UUID feedId(Call call, String parameter) {
        return call.id(parameter, "feed");
    }
}
