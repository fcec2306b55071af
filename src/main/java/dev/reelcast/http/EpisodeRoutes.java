package dev.reelcast.http;

import dev.reelcast.bus.Address;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Episodes: lists, texts, and whether they are out. */
final class EpisodeRoutes {

    private final Bus bus;

    EpisodeRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("listEpisodes", this::list)
                .on("getEpisode", call -> one(call, EpisodeStoreApi.FIND))
                .on("updateEpisode", this::update)
                .on("publishEpisode", call -> one(call, EpisodeStoreApi.PUBLISH))
                .on("unpublishEpisode", call -> one(call, EpisodeStoreApi.UNPUBLISH));
    }

    /** A page of episodes as it is answered. */
    static Answer page(EpisodeStoreApi.EpisodePage found, Paging paging) {
        JsonObject answer = paging.of(found.total());
        answer.mergeIn(new JsonObject(Wire.text(Map.of("episodes", found.episodes()))));
        return Answer.withFiles(200, answer);
    }

    private Future<Answer> list(Call call) {
        Paging paging = Paging.of(call);
        return bus.request(
                        EpisodeStoreApi.LIST,
                        new EpisodeStoreApi.EpisodeQuery(
                                call.viewer(),
                                call.filterId("agentId"),
                                call.flag("published"),
                                call.flag("held"),
                                paging.limit(),
                                paging.offset()))
                .map(found -> page(found, paging));
    }

    private Future<Answer> update(Call call) {
        String title = call.body().getString("title");
        String description = call.body().getString("description");
        return bus.request(
                        EpisodeStoreApi.UPDATE,
                        new EpisodeStoreApi.EpisodePatch(call.viewer(), episodeId(call), title(title), description))
                .map(episode -> Answer.withFiles(200, episode));
    }

    private Future<Answer> one(Call call, Address<EpisodeStoreApi.OneEpisode, Episode> address) {
        return bus.request(address, new EpisodeStoreApi.OneEpisode(call.viewer(), episodeId(call)))
                .map(episode -> Answer.withFiles(200, episode));
    }

    private static @Nullable String title(@Nullable String given) {
        String title = given == null ? null : Texts.line(given, 500);
        if (title != null && title.isEmpty()) {
            throw new Invalid("title", "It must not be empty.");
        }
        return title;
    }

    private static UUID episodeId(Call call) {
        return call.id("episodeId", "episode");
    }
}
