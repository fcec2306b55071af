package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.VideoStoreApi.Found;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What an agent's listeners hear of its channel's videos. */
final class VideoFacts {

    static final String DISCOVERED = "video.discovered";

    private VideoFacts() {}

    static Committed.Fact discovered(UUID agentId, Found video) {
        JsonObject body = JsonObject.of(
                "type", DISCOVERED,
                "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "agentId", agentId.toString(),
                "videoId", video.videoId(),
                "title", video.title());
        if (video.publishedAt() != null) {
            body.put("publishedAt", video.publishedAt().toString());
        }
        return new Committed.Fact(Facts.agentEvents(agentId), body);
    }
}
