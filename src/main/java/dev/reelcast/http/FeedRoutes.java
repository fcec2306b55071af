package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.bus.PublishApi.Rendered;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Feeds, for whoever has their address: an agent's at {@code /feeds/<slug>.xml}, a combined one at {@code
 * /feeds/combined/<slug>.xml}, a private one at {@code /feeds/private/<token>.xml}. Players of other sites may read them
 * (CORS). Answers conditional requests (RFC 9110 §13) without writing anything anew.
 */
final class FeedRoutes {

    static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    /** 256 bits in base64url. */
    static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Pattern FILE = Pattern.compile("(.{1,80})\\.xml");
    private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");

    private final Bus bus;

    FeedRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Router router) {
        router.get("/feeds/:file").handler(context -> {
            // Else it is a page of the web UI.
            if (context.pathParam("file").endsWith(".xml")) {
                answer(context, name(context, SLUG).map(slug -> ask(new FeedStoreApi.Asked.OfAgent(slug), null)));
            } else {
                context.next();
            }
        });
        router.get("/feeds/combined/:file")
                .handler(context -> answer(
                        context, name(context, SLUG).map(slug -> ask(new FeedStoreApi.Asked.Combined(slug), null))));
        router.get("/feeds/private/:file")
                .handler(context -> answer(
                        context,
                        name(context, TOKEN)
                                .map(token -> ask(new FeedStoreApi.Asked.ByToken(Tokens.hash(token)), token))));
    }

    private static Optional<String> name(RoutingContext context, Pattern allowed) {
        Matcher file = FILE.matcher(context.pathParam("file"));
        return file.matches() && allowed.matcher(file.group(1)).matches()
                ? Optional.of(file.group(1))
                : Optional.empty();
    }

    private static PublishApi.Asked ask(FeedStoreApi.Asked feed, @Nullable String token) {
        return new PublishApi.Asked(feed, token, 1);
    }

    private void answer(RoutingContext context, Optional<PublishApi.Asked> asked) {
        context.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "link, etag, last-modified");
        String page = context.request().getParam("page", "1");
        if (asked.isEmpty() || !PAGE.matcher(page).matches()) {
            context.fail(Failure.notFound("feed"));
            return;
        }
        PublishApi.Asked first = asked.get();
        boolean hidden = first.token() != null;
        bus.request(PublishApi.FEED, new PublishApi.Asked(first.feed(), first.token(), Integer.parseInt(page)))
                .compose(feed -> send(context, feed, hidden))
                .onFailure(context::fail);
    }

    private static Future<Void> send(RoutingContext context, Rendered feed, boolean hidden) {
        boolean compressed = Gzip.wanted(context.request());
        // The compressed bytes are others than the plain ones, and so is their tag (RFC 9110 §8.8.3.3).
        String plainTag = "\"" + feed.digest() + "\"";
        String gzipTag = "\"" + feed.digest() + "-gzip\"";
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, compressed ? gzipTag : plainTag)
                .putHeader("link", feed.links())
                .putHeader(HttpHeaders.CACHE_CONTROL, hidden ? "private, max-age=60" : "public, max-age=60")
                .putHeader(HttpHeaders.VARY, "accept-encoding");
        if (hidden) {
            response.putHeader("referrer-policy", "no-referrer").putHeader("x-robots-tag", "noindex");
        }
        Instant lastModified = feed.lastModified();
        if (lastModified != null) {
            response.putHeader(
                    HttpHeaders.LAST_MODIFIED,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(lastModified.atOffset(ZoneOffset.UTC)));
        }
        if (unchanged(context, plainTag, gzipTag, lastModified)) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/rss+xml; charset=utf-8");
        return compressed
                ? response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(Buffer.buffer(feed.gzip()))
                : context.vertx()
                        .executeBlocking(() -> Gzip.inflated(feed.gzip()), false)
                        .compose(response::end);
    }

    /** A tag that is given counts alone (RFC 9110 §13.2.2). */
    private static boolean unchanged(
            RoutingContext context, String plainTag, String gzipTag, @Nullable Instant lastModified) {
        String tags = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (tags != null) {
            return Download.matches(tags, plainTag) || Download.matches(tags, gzipTag);
        }
        String since = context.request().getHeader(HttpHeaders.IF_MODIFIED_SINCE);
        if (since == null || lastModified == null) {
            return false;
        }
        try {
            Instant known = ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(known);
        } catch (DateTimeException noDate) {
            return false;
        }
    }
}
