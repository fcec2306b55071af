package dev.reelcast.http;

import dev.reelcast.model.FeedData;
import dev.reelcast.model.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a podcast says of itself, read from a request. */
final class FeedSettings {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Set<String> WEB = Set.of("https", "http");

    private FeedSettings() {}

    /** @param feed as the contract has it */
    static FeedData data(JsonObject feed) {
        return new FeedData(
                line(feed, "title"),
                line(feed, "author"),
                orNull(feed.getString("description")),
                matching(feed, "language", LANGUAGE, "It must be a language tag such as en or de-CH."),
                line(feed, "category"),
                url(feed, "image", "feed.image"),
                feed.getBoolean("explicit"),
                url(feed, "link", "feed.link"),
                matching(feed, "email", EMAIL, "It must be an e-mail address."),
                feed.getBoolean("locked"),
                guid(feed),
                people(feed.getJsonArray("people", new JsonArray())));
    }

    private static List<FeedData.Person> people(JsonArray given) {
        return given.stream().map(each -> person((JsonObject) each)).toList();
    }

    private static FeedData.Person person(JsonObject person) {
        String name = line(person, "name");
        if (name == null) {
            throw new Invalid("feed.people", "Everybody must have a name.");
        }
        return new FeedData.Person(
                name, line(person, "role"), url(person, "href", "feed.people"), url(person, "img", "feed.people"));
    }

    private static @Nullable UUID guid(JsonObject feed) {
        String guid = line(feed, "guid");
        return guid == null
                ? null
                : Ids.parse(guid)
                        .orElseThrow(() -> new Invalid(
                                "feed.guid", "It must be a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810."));
    }

    private static @Nullable String matching(JsonObject feed, String member, Pattern allowed, String otherwise) {
        String text = line(feed, member);
        if (text != null && !allowed.matcher(text).matches()) {
            throw new Invalid("feed." + member, otherwise);
        }
        return text;
    }

    private static @Nullable String url(JsonObject of, String member, String field) {
        String text = line(of, member);
        if (text != null && !isWebUrl(text)) {
            throw new Invalid(field, "It must be an https or http URL.");
        }
        return text;
    }

    private static boolean isWebUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && uri.getScheme() != null && WEB.contains(uri.getScheme());
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    private static @Nullable String line(JsonObject of, String member) {
        String text = of.getString(member);
        return text == null ? null : orNull(Texts.line(text, 4_096));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
