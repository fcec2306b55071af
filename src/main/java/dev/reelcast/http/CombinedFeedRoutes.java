package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.model.CombinedFeed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feeds that combine several agents'. */
final class CombinedFeedRoutes {

    private final Bus bus;
    private final Links links;

    CombinedFeedRoutes(Bus bus, Links links) {
        this.bus = bus;
        this.links = links;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("listFeeds", this::list)
                .on("createFeed", this::create)
                .on(
                        "getFeed",
                        call -> bus.request(FeedStoreApi.FIND_COMBINED, one(call))
                                .map(feed -> shown(200, feed)))
                .on("updateFeed", this::update)
                .on(
                        "deleteFeed",
                        call -> bus.request(FeedStoreApi.DELETE, one(call)).map(gone -> Answer.none()));
    }

    private Future<Answer> list(Call call) {
        return bus.request(FeedStoreApi.LIST, call.viewer()).map(feeds -> {
            JsonArray shown = new JsonArray(feeds.stream().map(links::json).toList());
            return Answer.ok(new JsonObject().put("feeds", shown).put("total", feeds.size()));
        });
    }

    private Future<Answer> create(Call call) {
        JsonObject body = call.body();
        FeedData data = data(body);
        return bus.request(
                        FeedStoreApi.CREATE,
                        new FeedStoreApi.NewCombined(
                                call.viewer(),
                                Objects.requireNonNull(name(body)),
                                Objects.requireNonNullElse(agents(body), List.of()),
                                data == null ? FeedData.EMPTY : data,
                                body.getBoolean("privateFeed", false)))
                .map(feed -> shown(201, feed));
    }

    private Future<Answer> update(Call call) {
        JsonObject body = call.body();
        return bus.request(
                        FeedStoreApi.UPDATE,
                        new FeedStoreApi.CombinedPatch(
                                call.viewer(),
                                feedId(call),
                                name(body),
                                agents(body),
                                data(body),
                                body.getBoolean("privateFeed")))
                .map(feed -> shown(200, feed));
    }

    private Answer shown(int status, CombinedFeed feed) {
        return Answer.json(status, links.json(feed));
    }

    private static @Nullable String name(JsonObject body) {
        String given = body.getString("name");
        String name = given == null ? null : Texts.line(given, 200);
        if (name != null && name.isEmpty()) {
            throw new Invalid("name", "It must not be empty.");
        }
        return name;
    }

    private static @Nullable List<UUID> agents(JsonObject body) {
        JsonArray given = body.getJsonArray("agentIds");
        return given == null
                ? null
                : given.stream()
                        .map(each -> Ids.parse((String) each).orElseThrow(() -> Failure.notFound("agent")))
                        .toList();
    }

    private static @Nullable FeedData data(JsonObject body) {
        JsonObject feed = body.getJsonObject("feed");
        return feed == null ? null : FeedSettings.data(feed);
    }

    private static FeedStoreApi.OneFeed one(Call call) {
        return new FeedStoreApi.OneFeed(call.viewer(), feedId(call));
    }

    private static UUID feedId(Call call) {
        return call.id("feedId", "feed");
    }
}
