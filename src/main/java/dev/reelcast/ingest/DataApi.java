package dev.reelcast.ingest;

import dev.reelcast.ingest.ListingException.Kind;
import dev.reelcast.media.Cancellation;
import dev.reelcast.net.ServiceClient;
import dev.reelcast.net.ServiceClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests to the YouTube Data API, version 3. Each costs a unit of the key's daily quota, also one that is refused; the
 * key goes in a header, so that it stands in nobody's log of URLs.
 */
final class DataApi {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<String> SPENT = Set.of("quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg");
    private static final Set<String> TOO_FAST =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "concurrentLimitExceeded");
    private static final Set<String> GONE = Set.of("playlistNotFound", "channelNotFound", "channelClosed", "notFound");

    private final ServiceClient service;
    private final String key;
    private final Quota quota;

    DataApi(ServiceClient service, String key, Quota quota) {
        this.service = service;
        this.key = key;
        this.quota = quota;
    }

    /**
     * The objects of an answer's list, and its token for the next page.
     *
     * @param json as it came, possibly with nonsense in it
     */
    record Reply(JsonObject json) {
        List<JsonObject> items() {
            List<JsonObject> items = new ArrayList<>();
            if (json.getValue("items") instanceof JsonArray array) {
                array.forEach(item -> {
                    if (item instanceof JsonObject object) {
                        items.add(object);
                    }
                });
            }
            return items;
        }

        String nextPage() {
            return json.getValue("nextPageToken") instanceof String token ? token : "";
        }
    }

    /**
     * Lists a resource. Fails with a {@link ListingException}.
     *
     * @param resource as {@code playlistItems}
     * @param parameters not yet escaped; an empty value is left out
     * @param cancellation ends the request, too
     */
    Future<Reply> list(String resource, Map<String, String> parameters, Cancellation cancellation) {
        StringBuilder path = new StringBuilder("/youtube/v3/").append(resource);
        char mark = '?';
        for (Map.Entry<String, String> each : new TreeMap<>(parameters).entrySet()) {
            if (!each.getValue().isEmpty()) {
                path.append(mark)
                        .append(each.getKey())
                        .append('=')
                        .append(URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
                mark = '&';
            }
        }
        return quota.spend()
                .compose(counted -> send(path.toString(), cancellation))
                .compose(this::read);
    }

    private Future<Answer> send(String path, Cancellation cancellation) {
        ServiceClient.Call call = service.get(path, Map.of("x-goog-api-key", key), LIMIT);
        Cancellation.Registration registered = cancellation.onCancel(call.stop());
        return call.answer()
                .onComplete(ended -> registered.close())
                .recover(cause -> Future.failedFuture(
                        new ListingException(Kind.LATER, "The YouTube Data API cannot be reached.", cause)));
    }

    private Future<Reply> read(Answer answer) {
        JsonObject json;
        try {
            json = new JsonObject(answer.body());
        } catch (DecodeException | ClassCastException e) {
            json = new JsonObject();
        }
        if (answer.status() >= 200 && answer.status() < 300) {
            return json.isEmpty()
                    ? Future.failedFuture(
                            new ListingException(Kind.LATER, "The YouTube Data API answers with what is no JSON."))
                    : Future.succeededFuture(new Reply(json));
        }
        String reason = reason(json);
        return SPENT.contains(reason)
                ? quota.gone().compose(Future::failedFuture)
                : Future.failedFuture(failure(answer.status(), reason));
    }

    private static ListingException failure(int status, String reason) {
        if (TOO_FAST.contains(reason) || status == 408 || status == 429 || status >= 500) {
            return new ListingException(
                    Kind.LATER, "The YouTube Data API asks us to come back later (HTTP " + status + ").");
        }
        if (GONE.contains(reason) || status == 404 || status == 410) {
            return new ListingException(Kind.GONE, "YouTube has no such channel, or it is closed.");
        }
        return new ListingException(
                Kind.REFUSED,
                status == 400 || status == 401 || status == 403
                        ? "The YouTube Data API does not accept youtube.api-key (" + word(reason, status) + ")."
                        : "The YouTube Data API refuses the request (" + word(reason, status) + ").");
    }

    private static String word(String reason, int status) {
        return reason.matches("[A-Za-z]{1,60}") ? reason : "HTTP " + status;
    }

    /** The first of the reasons that are given. */
    private static String reason(JsonObject json) {
        return json.getValue("error") instanceof JsonObject error
                        && error.getValue("errors") instanceof JsonArray errors
                        && !errors.isEmpty()
                        && errors.getValue(0) instanceof JsonObject first
                        && first.getValue("reason") instanceof String reason
                ? reason
                : "";
    }
}
