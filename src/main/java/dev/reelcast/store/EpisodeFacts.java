package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.model.Episode;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What an agent's listeners hear of its episodes. */
final class EpisodeFacts {

    static final String PUBLISHED = "episode.published";
    static final String UNPUBLISHED = "episode.unpublished";

    private EpisodeFacts() {}

    /** Nothing when the episode belongs to no agent. */
    static List<Committed.Fact> of(String type, Episode episode) {
        UUID agentId = episode.agentId();
        return agentId == null ? List.of() : List.of(of(type, agentId, episode.id(), episode.title()));
    }

    static Committed.Fact of(String type, UUID agentId, UUID episodeId, String title) {
        JsonObject body = JsonObject.of(
                "type", type,
                "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "agentId", agentId.toString(),
                "episodeId", episodeId.toString(),
                "title", title);
        return new Committed.Fact(Facts.agentEvents(agentId), body);
    }
}
