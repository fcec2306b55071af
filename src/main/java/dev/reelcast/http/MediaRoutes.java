package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Ids;
import dev.reelcast.model.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may have: feeds, and the media of published episodes. Players of other sites may read them (CORS), as the
 * Podcasting 2.0 namespace asks for transcripts and chapters.
 */
final class MediaRoutes {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    private final Bus bus;
    private final Download download;

    MediaRoutes(Bus bus, Download download) {
        this.bus = bus;
        this.download = download;
    }

    void addTo(Router router) {
        router.get("/feeds/:file").handler(context -> answer(context, feed(context)));
        router.get("/media/episodes/:episodeId/:name").handler(context -> answer(context, episode(context)));
        router.get("/media/agents/:slug/:name").handler(context -> answer(context, artwork(context)));
    }

    private static void answer(RoutingContext context, Future<Answer> answer) {
        context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        answer.compose(found -> found.send(context)).onFailure(context::fail);
    }

    private Future<Answer> feed(RoutingContext context) {
        String file = context.pathParam("file");
        String slug = file.endsWith(".xml") ? file.substring(0, file.length() - 4) : "";
        if (!SLUG.matcher(slug).matches()) {
            return Future.failedFuture(Failure.notFound("feed"));
        }
        return bus.request(PublishApi.FEED, slug).map(feed -> (Answer) (to -> send(to, feed)));
    }

    private static Future<Void> send(RoutingContext context, PublishApi.Rendered feed) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, feed.etag())
                .putHeader(
                        HttpHeaders.LAST_MODIFIED,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                feed.lastModified().atOffset(ZoneOffset.UTC)))
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        if (Download.matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), feed.etag())) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/rss+xml; charset=utf-8");
        return Gzip.end(context.request(), response, feed.body());
    }

    private Future<Answer> episode(RoutingContext context) {
        String name = context.pathParam("name");
        return Ids.parse(context.pathParam("episodeId"))
                .map(id -> bus.request(EpisodeStoreApi.PUBLIC, id).map(episode -> media(episode, name)))
                .orElseGet(() -> Future.failedFuture(Failure.notFound("file")));
    }

    private Answer media(Episode episode, String name) {
        if (name.equals("chapters.json") && !episode.chapters().isEmpty()) {
            return chapters(episode);
        }
        for (String what : new String[] {"audio", "cover", "transcript"}) {
            StoredFile file =
                    switch (what) {
                        case "audio" -> episode.audio();
                        case "cover" -> episode.cover();
                        default -> episode.transcript();
                    };
            if (file != null && name.equals(what + "." + file.extension())) {
                return download.of(file, Download.PUBLIC);
            }
        }
        throw Failure.notFound("file");
    }

    /** The JSON chapters format of Podcasting 2.0, version 1.2.0. */
    private static Answer chapters(Episode episode) {
        JsonArray chapters = new JsonArray();
        episode.chapters()
                .forEach(chapter -> chapters.add(
                        new JsonObject().put("startTime", chapter.start()).put("title", chapter.title())));
        JsonObject body = new JsonObject().put("version", "1.2.0").put("chapters", chapters);
        return context -> Gzip.end(
                context.request(),
                context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json+chapters")
                        .putHeader(HttpHeaders.CACHE_CONTROL, Download.PUBLIC),
                body.encode());
    }

    private Future<Answer> artwork(RoutingContext context) {
        String slug = context.pathParam("slug");
        if (!SLUG.matcher(slug).matches()) {
            return Future.failedFuture(Failure.notFound("file"));
        }
        return bus.request(EpisodeStoreApi.FEED, slug).map(feed -> {
            StoredFile file = artwork(feed.agent(), context.pathParam("name"));
            if (file == null) {
                throw Failure.notFound("file");
            }
            return download.of(file, Download.PUBLIC);
        });
    }

    private static @Nullable StoredFile artwork(Agent agent, String name) {
        StoredFile file = agent.artwork();
        return file != null && name.equals("artwork." + file.extension()) ? file : null;
    }
}
