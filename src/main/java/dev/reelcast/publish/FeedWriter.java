package dev.reelcast.publish;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Episode;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.StoredFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a podcast's feed: RSS 2.0 with Apple's and Podcasting 2.0's elements. What a feed does not say of itself is taken
 * from the agent. Everything in it is absolute, because a feed is read far from here.
 */
final class FeedWriter {

    private static final String ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    private static final String PODCAST = "https://podcastindex.org/namespace/1.0";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    /** Of {@code podcast:guid}, a version 5 UUID of the feed's URL without its scheme. */
    private static final UUID GUID_NAMESPACE = UUID.fromString("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");

    /** Directories want one; this is the widest of Apple's. */
    private static final String CATEGORY = "Society & Culture";

    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String baseUrl;

    FeedWriter(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** @param lastModified when anything in it last changed */
    byte[] write(EpisodeStoreApi.Feed feed, Instant lastModified) {
        return Xml.document(document -> document.element("rss", rss -> {
            rss.attribute("version", "2.0");
            rss.namespace("itunes", ITUNES);
            rss.namespace("podcast", PODCAST);
            rss.namespace("atom", ATOM);
            rss.namespace("content", CONTENT);
            rss.element("channel", channel -> {
                channel(channel, feed, lastModified);
                for (Episode episode : feed.episodes()) {
                    StoredFile audio = episode.audio();
                    if (audio != null) {
                        channel.element("item", item -> item(item, feed.agent(), episode, audio));
                    }
                }
            });
        }));
    }

    private void channel(Xml out, EpisodeStoreApi.Feed feed, Instant lastModified) throws XMLStreamException {
        Agent agent = feed.agent();
        FeedData data = agent.feed();
        String title = or(data.title(), agent.name());
        String self = baseUrl + "/feeds/" + agent.slug() + ".xml";
        String author = or(data.author(), title);
        out.text("title", title);
        out.text("link", baseUrl);
        out.empty("atom:link", "href", self, "rel", "self", "type", "application/rss+xml");
        out.text("description", or(data.description(), title));
        out.text("language", or(data.language(), "en"));
        out.text("generator", "Reelcast");
        out.text("lastBuildDate", RFC_1123.format(lastModified));
        out.text("itunes:author", author);
        out.text("itunes:type", "episodic");
        out.text("itunes:explicit", Boolean.toString(Boolean.TRUE.equals(data.explicit())));
        category(out, or(data.category(), CATEGORY));
        String image = image(feed);
        if (image != null) {
            out.empty("itunes:image", "href", image);
            out.element("image", picture -> {
                picture.text("url", image);
                picture.text("title", title);
                picture.text("link", baseUrl);
            });
        }
        String name = self.substring(self.indexOf("://") + 3);
        out.text(
                "podcast:guid",
                UuidCreator.getNameBasedSha1(GUID_NAMESPACE, name).toString());
        out.text("podcast:medium", "podcast");
    }

    private void item(Xml out, Agent agent, Episode episode, StoredFile audio) throws XMLStreamException {
        String media = baseUrl + "/media/episodes/" + episode.id() + "/";
        Instant published = Objects.requireNonNullElse(episode.publishedAt(), episode.createdAt());
        out.text("title", episode.title());
        out.text("link", episode.sourceUrl());
        out.element("guid", guid -> {
            guid.attribute("isPermaLink", "false");
            guid.characters("urn:uuid:" + episode.id());
        });
        out.text("pubDate", RFC_1123.format(published));
        out.text("description", or(episode.description(), episode.title()));
        out.text("content:encoded", html(episode.description()));
        out.empty(
                "enclosure",
                "url",
                media + "audio." + audio.extension(),
                "length",
                Long.toString(audio.bytes()),
                "type",
                audio.contentType());
        out.text("itunes:title", episode.title());
        out.text("itunes:author", agent.feed().author());
        out.text("itunes:duration", Long.toString(Math.round(episode.durationSeconds())));
        out.text("itunes:episodeType", "full");
        out.text(
                "itunes:explicit",
                Boolean.toString(Boolean.TRUE.equals(agent.feed().explicit())));
        StoredFile cover = episode.cover();
        if (cover != null) {
            out.empty("itunes:image", "href", media + "cover." + cover.extension());
        }
        StoredFile transcript = episode.transcript();
        if (transcript != null) {
            out.empty(
                    "podcast:transcript",
                    "url",
                    media + "transcript." + transcript.extension(),
                    "type",
                    transcript.contentType());
        }
        if (!episode.chapters().isEmpty()) {
            out.empty("podcast:chapters", "url", media + "chapters.json", "type", "application/json+chapters");
        }
    }

    /** A category, and within it the sub-category after {@code >}. */
    private static void category(Xml out, String category) throws XMLStreamException {
        List<String> levels = List.of(category.split("\\s*>\\s*", 2));
        out.element("itunes:category", outer -> {
            outer.attribute("text", levels.get(0).strip());
            if (levels.size() > 1) {
                outer.empty("itunes:category", "text", levels.get(1).strip());
            }
        });
    }

    /** What the feed names, else the agent's artwork, else the newest episode's cover: directories want one. */
    private @Nullable String image(EpisodeStoreApi.Feed feed) {
        Agent agent = feed.agent();
        StoredFile artwork = agent.artwork();
        if (agent.feed().image() != null) {
            return agent.feed().image();
        }
        if (artwork != null) {
            return baseUrl + "/media/agents/" + agent.slug() + "/artwork." + artwork.extension();
        }
        for (Episode episode : feed.episodes()) {
            StoredFile cover = episode.cover();
            if (cover != null) {
                return baseUrl + "/media/episodes/" + episode.id() + "/cover." + cover.extension();
            }
        }
        return null;
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    /** A plain text as paragraphs. */
    private static String html(String text) {
        return text.strip()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> "<p>"
                        + line.strip()
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;") + "</p>")
                .collect(Collectors.joining());
    }
}
