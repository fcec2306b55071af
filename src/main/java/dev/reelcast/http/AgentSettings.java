package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An agent's settings read from a request, with what the contract cannot say of them. */
final class AgentSettings {

    private static final Pattern CHANNEL_ID = Pattern.compile("UC[A-Za-z0-9_-]{22}");

    private AgentSettings() {}

    /** Those of a new agent; what is not given gets its default. */
    static AgentStoreApi.Settings complete(JsonObject body) {
        List<String> keywords = keywords(body);
        PublishRule publish = word(PublishRule.class, body, "publish");
        OutputFormat format = word(OutputFormat.class, body, "outputFormat");
        FeedData feed = feed(body);
        VideoFilters filters = filters(body);
        return new AgentStoreApi.Settings(
                Objects.requireNonNull(name(body)),
                orNull(channelId(body)),
                orNull(line(body.getString("channel"))),
                orNull(body.getString("prompt")),
                keywords == null ? List.of() : keywords,
                body.getDouble("minMinutes", 0.0),
                body.getDouble("confidenceThreshold", 0.0),
                filters == null ? VideoFilters.NONE : filters,
                publish == null ? PublishRule.REVIEW : publish,
                format == null ? OutputFormat.MP3 : format,
                feed == null ? FeedData.EMPTY : feed,
                body.getBoolean("privateFeed", false));
    }

    /** Those that are to change. */
    static AgentStoreApi.AgentPatch patch(Viewer viewer, UUID agentId, JsonObject body) {
        String channel = line(body.getString("channel"));
        String channelId = channelId(body);
        return new AgentStoreApi.AgentPatch(
                viewer,
                agentId,
                name(body),
                // The id that is known is that of the channel before.
                channelId == null && channel != null ? "" : channelId,
                channel,
                body.getString("prompt"),
                keywords(body),
                body.getDouble("minMinutes"),
                body.getDouble("confidenceThreshold"),
                filters(body),
                word(PublishRule.class, body, "publish"),
                word(OutputFormat.class, body, "outputFormat"),
                feed(body),
                body.getBoolean("privateFeed"));
    }

    private static <E extends Enum<E>> @Nullable E word(Class<E> type, JsonObject body, String member) {
        String word = body.getString(member);
        return word == null ? null : Wire.parse(type, word);
    }

    private static @Nullable String name(JsonObject body) {
        String name = line(body.getString("name"));
        if (name != null && name.isEmpty()) {
            throw new Invalid("name", "It must not be empty.");
        }
        return name;
    }

    private static @Nullable String channelId(JsonObject body) {
        String given = body.getString("channelId");
        if (given != null && !given.isEmpty() && !CHANNEL_ID.matcher(given).matches()) {
            throw new Invalid("channelId", "A YouTube channel id is UC and 22 letters, digits, dashes or underscores.");
        }
        return given;
    }

    private static @Nullable List<String> keywords(JsonObject body) {
        JsonArray given = body.getJsonArray("keywords");
        return given == null
                ? null
                : given.stream()
                        .map(each -> Texts.line((String) each, 100))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }

    private static @Nullable VideoFilters filters(JsonObject body) {
        JsonObject filters = body.getJsonObject("filters");
        return filters == null ? null : FilterSettings.of(filters, "filters.");
    }

    private static @Nullable FeedData feed(JsonObject body) {
        JsonObject feed = body.getJsonObject("feed");
        return feed == null ? null : FeedSettings.data(feed);
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : Texts.line(text, 4_096);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
