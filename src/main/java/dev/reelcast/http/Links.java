package dev.reelcast.http;

import dev.reelcast.config.Config;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;

/** Where things are for somebody outside. */
final class Links {

    private final String base;

    Links(Config.Http http) {
        this.base = http.baseUrl();
    }

    /** An agent with its feed's URL. */
    JsonObject json(Agent agent) {
        return new JsonObject(Wire.text(agent)).put("feedUrl", base + "/feeds/" + agent.slug() + ".xml");
    }
}
