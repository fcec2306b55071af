package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Feed;
import dev.reelcast.model.Ids;
import dev.reelcast.model.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The media that feeds lead to: of published episodes for anybody, of private feeds for whoever has a token, as long as it
 * is not taken back. Players of other sites may read them (CORS), as the Podcasting 2.0 namespace asks for transcripts and
 * chapters.
 */
final class MediaRoutes {

    /** The number changes with the picture and means nothing else. */
    private static final Pattern ARTWORK = Pattern.compile("artwork(-[0-9a-f]{8})?");

    private final Bus bus;
    private final Download download;
    private final OpenDownloads open;

    MediaRoutes(Bus bus, Download download, OpenDownloads open) {
        this.bus = bus;
        this.download = download;
        this.open = open;
    }

    void addTo(Router router) {
        router.get("/media/episodes/:episodeId/:name").handler(context -> answer(context, episode(context)));
        router.get("/media/agents/:slug/:name")
                .handler(context ->
                        answer(context, artwork(context, new FeedStoreApi.Asked.OfAgent(context.pathParam("slug")))));
        router.get("/media/combined/:slug/:name")
                .handler(context ->
                        answer(context, artwork(context, new FeedStoreApi.Asked.Combined(context.pathParam("slug")))));
        router.get("/media/private/:token/:name").handler(context -> answer(context, privateArtwork(context)));
        router.get("/media/private/:token/:episodeId/:name")
                .handler(context -> answer(context, privateEpisode(context)));
    }

    private static void answer(RoutingContext context, Future<Answer> answer) {
        context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        answer.compose(found -> found.send(context)).onFailure(context::fail);
    }

    private Future<Answer> episode(RoutingContext context) {
        String name = context.pathParam("name");
        return Ids.parse(context.pathParam("episodeId"))
                .map(id ->
                        bus.request(EpisodeStoreApi.PUBLIC, id).map(episode -> media(episode, name, Download.PUBLIC)))
                .orElseGet(MediaRoutes::nothing);
    }

    private Future<Answer> privateEpisode(RoutingContext context) {
        UUID episodeId = Ids.parse(context.pathParam("episodeId")).orElse(null);
        String token = context.pathParam("token");
        if (episodeId == null || !FeedRoutes.TOKEN.matcher(token).matches()) {
            return nothing();
        }
        hide(context);
        return bus.request(FeedStoreApi.MEDIA, new FeedStoreApi.TokenMedia(Tokens.hash(token), episodeId))
                .map(found ->
                        open.of(found.tokenId(), media(found.value(), context.pathParam("name"), Download.PRIVATE)));
    }

    private Answer media(Episode episode, String name, String caching) {
        if (name.equals("chapters.json") && !episode.chapters().isEmpty()) {
            return chapters(episode, caching);
        }
        for (String what : new String[] {"audio", "video", "cover", "transcript"}) {
            StoredFile file =
                    switch (what) {
                        case "audio" -> episode.audio();
                        case "video" -> episode.video();
                        case "cover" -> episode.cover();
                        default -> episode.transcript();
                    };
            if (file != null && name.equals(what + "." + file.extension())) {
                return download.of(file, caching);
            }
        }
        throw Failure.notFound("file");
    }

    /** The JSON chapters format of Podcasting 2.0, version 1.2.0. */
    private static Answer chapters(Episode episode, String caching) {
        JsonArray chapters = new JsonArray();
        episode.chapters()
                .forEach(chapter -> chapters.add(
                        new JsonObject().put("startTime", chapter.start()).put("title", chapter.title())));
        JsonObject body = new JsonObject().put("version", "1.2.0").put("chapters", chapters);
        return context -> Gzip.end(
                context.request(),
                context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json+chapters")
                        .putHeader(HttpHeaders.CACHE_CONTROL, caching),
                body.encode());
    }

    private Future<Answer> artwork(RoutingContext context, FeedStoreApi.Asked feed) {
        return FeedRoutes.SLUG.matcher(context.pathParam("slug")).matches()
                ? bus.request(FeedStoreApi.AT, feed).map(found -> artwork(context, found, Download.PUBLIC))
                : nothing();
    }

    private Future<Answer> privateArtwork(RoutingContext context) {
        String token = context.pathParam("token");
        if (!FeedRoutes.TOKEN.matcher(token).matches()) {
            return nothing();
        }
        hide(context);
        return bus.request(FeedStoreApi.OF_TOKEN, Tokens.hash(token))
                .map(found -> open.of(found.tokenId(), artwork(context, found.value(), Download.PRIVATE)));
    }

    private Answer artwork(RoutingContext context, Feed feed, String caching) {
        StoredFile file = feed.artwork();
        String name = context.pathParam("name");
        int dot = name.lastIndexOf('.');
        if (file == null
                || dot < 0
                || !name.substring(dot + 1).equals(file.extension())
                || !ARTWORK.matcher(name.substring(0, dot)).matches()) {
            throw Failure.notFound("file");
        }
        return download.of(file, caching);
    }

    /** Nobody is to learn the address from where it leads, or find it in a search. */
    private static void hide(RoutingContext context) {
        context.response().putHeader("referrer-policy", "no-referrer").putHeader("x-robots-tag", "noindex");
    }

    private static Future<Answer> nothing() {
        return Future.failedFuture(Failure.notFound("file"));
    }
}
