package dev.reelcast.http;

import dev.reelcast.config.Config;
import dev.reelcast.model.Agent;
import dev.reelcast.model.CombinedFeed;
import dev.reelcast.model.FeedUrls;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;

/** Where things are for somebody outside. */
final class Links {

    private final FeedUrls feeds;

    Links(Config.Http http) {
        this.feeds = new FeedUrls(http.baseUrl());
    }

    /** An agent with its feed's URL. */
    JsonObject json(Agent agent) {
        return new JsonObject(Wire.text(agent)).put("feedUrl", feeds.ofAgent(agent.slug()));
    }

    /** A combined feed with its URL. */
    JsonObject json(CombinedFeed feed) {
        return new JsonObject(Wire.text(feed)).put("feedUrl", feeds.ofCombined(feed.slug()));
    }

    FeedUrls feeds() {
        return feeds;
    }
}
