package dev.reelcast.publish;

import static dev.reelcast.publish.Findings.ALL;
import static dev.reelcast.publish.Findings.APPLE;
import static dev.reelcast.publish.Findings.INDEX;
import static dev.reelcast.publish.Findings.SPOTIFY;

import dev.reelcast.bus.PublishApi.Level;
import dev.reelcast.model.FeedData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What directories ask of a podcast as a whole: Apple's required and recommended tags ("A Podcaster's Guide to RSS"), the
 * https that the podcast namespace asks of every address, and an owner's e-mail address, by which Spotify and the Podcast
 * Index find out whose a podcast is.
 */
final class ChannelCheck {

    /** Of a description, for Apple. */
    static final int MOST_BYTES = 4_000;

    private static final long LARGE = 5L << 20;
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Pattern INSIDE = Pattern.compile(
            "localhost|.*\\.(localhost|local|internal)|127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[.*]");

    private final Findings findings;

    ChannelCheck(Findings findings) {
        this.findings = findings;
    }

    /** @param bytes of the first document */
    void check(FeedDocument document, long bytes) {
        address(document);
        texts(document.data());
        people(document.data());
        size(document, bytes);
        if (document.feed().privateFeed()) {
            findings.say(
                    Level.HINT,
                    "private_feed",
                    ALL,
                    "The feed is private: no directory lists it, and only who has an address of their own can read it.",
                    "Nothing, when that is what you want. Else make it public.");
        } else if (document.hub() == null) {
            findings.say(
                    Level.HINT,
                    "no_hub",
                    List.of(INDEX),
                    "No hub is configured, so apps hear of an episode only when they look again.",
                    "Set feeds.hub in the server's configuration.");
        }
    }

    private void address(FeedDocument document) {
        URI base = URI.create(document.address().base());
        String host = base.getHost();
        if (host == null || INSIDE.matcher(host).matches()) {
            findings.say(
                    Level.ERROR,
                    "address_unreachable",
                    ALL,
                    "The server's address is " + base + ", which nobody outside can reach.",
                    "Set http.public-url in the server's configuration.");
        } else if (!"https".equals(base.getScheme())) {
            findings.say(
                    Level.WARNING,
                    "address_not_https",
                    List.of(APPLE, INDEX),
                    "The feed and its media have http addresses.",
                    "Put a proxy with a certificate before the server, and set http.public-url to https.");
        }
    }

    private void texts(FeedData data) {
        String description = data.description();
        if (isBlank(description)) {
            findings.say(
                    Level.WARNING,
                    "description_missing",
                    ALL,
                    "The podcast does not say what it is about; its title stands in.",
                    "Write a description of a few sentences.");
        } else if (description != null && description.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            findings.say(
                    Level.WARNING,
                    "description_long",
                    List.of(APPLE),
                    "The description has more than 4,000 bytes.",
                    "Shorten it: letters other than English ones count two to four.");
        }
        language(data.language());
        category(data.category());
    }

    private void language(@Nullable String language) {
        if (isBlank(language)) {
            findings.say(
                    Level.WARNING,
                    "language_missing",
                    ALL,
                    "The podcast does not say its language; en stands in.",
                    "Set the language that is spoken.");
        } else if (language != null
                && !LANGUAGES.contains(Locale.forLanguageTag(language).getLanguage())) {
            findings.say(
                    Level.ERROR,
                    "language_unknown",
                    List.of(APPLE),
                    "The language " + language + " is not one of ISO 639.",
                    "Take its code of two letters, as en, de-AT or pt-BR.");
        }
    }

    private void category(@Nullable String category) {
        if (isBlank(category)) {
            findings.say(
                    Level.WARNING,
                    "category_missing",
                    List.of(APPLE, SPOTIFY),
                    "The podcast has no category; " + FeedWriter.CATEGORY + " stands in.",
                    "Choose one of Apple's categories.");
        } else if (category != null && !AppleCategories.has(category)) {
            findings.say(
                    Level.ERROR,
                    "category_unknown",
                    List.of(APPLE),
                    "The category " + category + " is not one of Apple's.",
                    "Write it as Apple does, as Religion & Spirituality > Christianity.");
        }
    }

    private void people(FeedData data) {
        if (isBlank(data.author())) {
            findings.say(
                    Level.WARNING,
                    "author_missing",
                    List.of(APPLE, SPOTIFY),
                    "The podcast has no author; its title stands in.",
                    "Say who makes it.");
        }
        if (isBlank(data.email())) {
            findings.say(
                    Level.WARNING,
                    "email_missing",
                    List.of(SPOTIFY, INDEX),
                    "There is no e-mail address by which a directory could find out that the podcast is yours.",
                    "Set one; everybody who reads the feed can see it.");
        }
    }

    private void size(FeedDocument document, long bytes) {
        if (document.page().items().isEmpty()) {
            findings.say(
                    Level.ERROR,
                    "no_episodes",
                    ALL,
                    "The feed has no episode.",
                    "Publish one before you hand the feed in.");
        }
        if (document.count() > 1) {
            findings.say(
                    Level.HINT,
                    "older_documents",
                    ALL,
                    String.format(
                            Locale.ROOT,
                            "Of %,d episodes the newest %,d are in the first document; most apps read no other.",
                            document.page().total(),
                            document.page().items().size()),
                    "Set feeds.episodes higher to have more in it; it grows with them.");
        }
        if (bytes > LARGE) {
            findings.say(
                    Level.HINT,
                    "large",
                    ALL,
                    String.format(Locale.ROOT, "The feed has %,d MB, which apps load again and again.", bytes >> 20),
                    "Set feeds.episodes lower, or write shorter descriptions.");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
