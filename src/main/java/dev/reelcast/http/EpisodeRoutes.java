package dev.reelcast.http;

import dev.reelcast.bus.Address;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Span;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Episodes: lists, texts, what of the recording they are, and whether they are out. */
final class EpisodeRoutes {

    private static final int TITLE = 500;
    private static final int CHAPTER_TITLE = 200;

    private final Bus bus;

    EpisodeRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("listEpisodes", this::list)
                .on("getEpisode", call -> one(call, EpisodeStoreApi.FIND))
                .on("updateEpisode", this::update)
                .on("publishEpisode", this::publish)
                .on("unpublishEpisode", call -> one(call, EpisodeStoreApi.UNPUBLISH))
                .on("holdEpisode", call -> one(call, EpisodeStoreApi.HOLD))
                .on("rejectEpisode", call -> one(call, EpisodeStoreApi.REJECT));
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
                                call.flag("scheduled"),
                                paging.limit(),
                                paging.offset()))
                .map(found -> page(found, paging));
    }

    private Future<Answer> update(Call call) {
        JsonObject body = call.body();
        return bus.request(
                        EpisodeStoreApi.UPDATE,
                        new EpisodeStoreApi.EpisodePatch(
                                call.viewer(),
                                episodeId(call),
                                title("title", body.getString("title"), TITLE),
                                body.getString("description"),
                                span(body.getJsonObject("span")),
                                chapters(body.getJsonArray("sourceChapters"))))
                .map(episode -> Answer.withFiles(200, episode));
    }

    private Future<Answer> publish(Call call) {
        return bus.request(
                        EpisodeStoreApi.PUBLISH,
                        new EpisodeStoreApi.PublishEpisode(
                                call.viewer(),
                                episodeId(call),
                                Call.time("at", call.body().getString("at"))))
                .map(episode -> Answer.withFiles(200, episode));
    }

    private Future<Answer> one(Call call, Address<EpisodeStoreApi.OneEpisode, Episode> address) {
        return bus.request(address, new EpisodeStoreApi.OneEpisode(call.viewer(), episodeId(call)))
                .map(episode -> Answer.withFiles(200, episode));
    }

    private static @Nullable String title(String field, @Nullable String given, int limit) {
        String title = given == null ? null : Texts.line(given, limit);
        if (title != null && title.isEmpty()) {
            throw new Invalid(field, "It must not be empty.");
        }
        return title;
    }

    private static @Nullable Span span(@Nullable JsonObject given) {
        if (given == null) {
            return null;
        }
        double start = given.getDouble("start");
        double end = given.getDouble("end");
        if (end <= start) {
            throw new Invalid("span.end", "It must be after the start.");
        }
        return new Span(start, end);
    }

    /** In order, whatever order they came in. */
    private static @Nullable List<Chapter> chapters(@Nullable JsonArray given) {
        if (given == null) {
            return null;
        }
        List<Chapter> chapters = new ArrayList<>();
        for (Object each : given) {
            JsonObject chapter = (JsonObject) each;
            String title = title("sourceChapters", chapter.getString("title"), CHAPTER_TITLE);
            chapters.add(new Chapter(chapter.getDouble("start"), title == null ? "" : title));
        }
        chapters.sort(Comparator.comparingDouble(Chapter::start));
        for (int i = 1; i < chapters.size(); i++) {
            if (chapters.get(i).start() == chapters.get(i - 1).start()) {
                throw new Invalid("sourceChapters", "Two chapters begin at the same time.");
            }
        }
        return chapters;
    }

    private static UUID episodeId(Call call) {
        return call.id("episodeId", "episode");
    }
}
