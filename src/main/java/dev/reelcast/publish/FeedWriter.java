package dev.reelcast.publish;

import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Source;
import dev.reelcast.model.Episode;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a podcast's feed: RSS 2.0 with Apple's elements ("A Podcaster's Guide to RSS"), those of the podcast namespace
 * (podcastindex.org/namespace/1.0), Atom links for its hub (WebSub §4) and its further documents (RFC 5005 §3 and appendix
 * B). What a feed does not say of itself is taken from its agent. {@code podcast:value} is left out: nobody is paid here.
 */
final class FeedWriter {

    private static final String ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    private static final String PODCAST = "https://podcastindex.org/namespace/1.0";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    private static final String HISTORY = "http://purl.org/syndication/history/1.0";

    /** Directories want one; this is the widest of Apple's. */
    static final String CATEGORY = "Society & Culture";

    static final String LANGUAGE = "en";

    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final FeedDocument document;
    private final FeedData data;

    FeedWriter(FeedDocument document) {
        this.document = document;
        this.data = document.data();
    }

    /** Writes all of it; the stream stays open. */
    void write(OutputStream bytes) throws IOException {
        Xml.document(
                bytes,
                out -> out.element("rss", rss -> {
                    rss.attribute("version", "2.0");
                    rss.namespace("itunes", ITUNES);
                    rss.namespace("podcast", PODCAST);
                    rss.namespace("atom", ATOM);
                    rss.namespace("content", CONTENT);
                    rss.namespace("fh", HISTORY);
                    rss.element("channel", channel -> {
                        channel(channel);
                        for (Item item : document.page().items()) {
                            write(channel, item);
                        }
                    });
                }));
    }

    /** One episode as it stands in the feed. */
    String item(Item item) {
        return Xml.fragment(out -> write(out, item));
    }

    private void write(Xml out, Item item) throws XMLStreamException {
        StoredFile enclosure = item.episode().media();
        if (enclosure != null) {
            out.element("item", element -> item(element, item, enclosure));
        }
    }

    private void channel(Xml out) throws XMLStreamException {
        String title = document.title();
        String author = or(data.author(), title);
        String link = or(data.link(), document.address().base());
        out.text("title", title);
        out.text("link", link);
        for (FeedDocument.Link each : document.links()) {
            String type = each.rel().equals("hub") ? null : "application/rss+xml";
            out.empty("atom:link", "href", each.href(), "rel", each.rel(), "type", type);
        }
        if (document.count() == 1) {
            // RFC 5005 §2: what is not in here any more is not in the feed any more.
            out.empty("fh:complete");
        }
        out.text("description", or(data.description(), title));
        out.text("language", or(data.language(), LANGUAGE));
        out.text("generator", "Reelcast");
        out.text("lastBuildDate", RFC_1123.format(document.feed().changedAt()));
        out.text("itunes:author", author);
        out.text("itunes:type", "episodic");
        out.text("itunes:explicit", explicit(data));
        owner(out, author);
        category(out, or(data.category(), CATEGORY));
        String image = document.image().orElse(null);
        if (image != null) {
            out.empty("itunes:image", "href", image);
            out.element("image", picture -> {
                picture.text("url", image);
                picture.text("title", title);
                picture.text("link", link);
            });
        }
        out.text("podcast:guid", document.guid().toString());
        out.text("podcast:medium", "podcast");
        people(out, data.people());
        if (document.feed().privateFeed() || document.address().token() != null) {
            out.text("itunes:block", "Yes");
            out.text("podcast:block", "yes");
        }
    }

    /** By the owner's address a directory, or another host, finds out whose the podcast is. */
    private void owner(Xml out, String author) throws XMLStreamException {
        String email = data.email();
        if (email != null) {
            out.element("itunes:owner", owner -> {
                owner.text("itunes:name", author);
                owner.text("itunes:email", email);
            });
        }
        if (data.locked() != null) {
            out.text("podcast:locked", data.locked() ? "yes" : "no", "owner", email);
        }
    }

    private static void people(Xml out, List<FeedData.Person> people) throws XMLStreamException {
        for (FeedData.Person person : people) {
            out.text(
                    "podcast:person", person.name(), "role", person.role(), "href", person.href(), "img", person.img());
        }
    }

    private void item(Xml out, Item item, StoredFile enclosure) throws XMLStreamException {
        Episode episode = item.episode();
        Instant published = Objects.requireNonNullElse(episode.publishedAt(), episode.createdAt());
        Source source = document.source(item);
        out.text("title", or(episode.title(), "Untitled"));
        out.text("link", episode.sourceUrl());
        out.text("guid", "urn:uuid:" + episode.id(), "isPermaLink", "false");
        out.text("pubDate", RFC_1123.format(published));
        out.text("description", or(episode.description(), episode.title()));
        out.text("content:encoded", html(episode.description()));
        out.empty(
                "enclosure",
                "url",
                file(episode, episode.audio() == null ? "video" : "audio", enclosure),
                "length",
                Long.toString(enclosure.bytes()),
                "type",
                enclosure.contentType());
        out.text("itunes:title", episode.title());
        out.text("itunes:duration", Long.toString(Math.round(episode.durationSeconds())));
        out.text("itunes:episodeType", "full");
        out.text("itunes:explicit", explicit(source.data()));
        if (document.feed().combined()) {
            origin(out, source);
        } else {
            out.text("itunes:author", data.author());
        }
        StoredFile cover = episode.cover();
        if (cover != null) {
            out.empty("itunes:image", "href", file(episode, "cover", cover));
        }
        texts(out, item, source);
    }

    /** In a combined feed it is said whose an episode is; people of an episode stand in place of the podcast's. */
    private void origin(Xml out, Source source) throws XMLStreamException {
        String name = or(source.data().title(), source.name());
        out.text("itunes:author", or(source.data().author(), name));
        if (source.listed()) {
            out.text("source", name, "url", document.address().base() + "/feeds/" + source.slug() + ".xml");
        }
        people(out, source.data().people());
    }

    /** What is said, and where in the recording. Without a language the transcript counts as being in the feed's. */
    private void texts(Xml out, Item item, Source source) throws XMLStreamException {
        Episode episode = item.episode();
        StoredFile transcript = episode.transcript();
        if (transcript != null) {
            out.empty(
                    "podcast:transcript",
                    "url",
                    file(episode, "transcript", transcript),
                    "type",
                    transcript.contentType(),
                    "language",
                    item.language() == null ? source.data().language() : item.language(),
                    "rel",
                    "captions");
        }
        if (!episode.chapters().isEmpty()) {
            out.empty(
                    "podcast:chapters",
                    "url",
                    document.address().media(episode.id(), "chapters.json"),
                    "type",
                    "application/json+chapters");
        }
    }

    private String file(Episode episode, String name, StoredFile file) {
        return document.address().media(episode.id(), name + "." + file.extension());
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

    private static String explicit(FeedData data) {
        return Boolean.toString(Boolean.TRUE.equals(data.explicit()));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || Xml.legal(text).isBlank() ? otherwise : text;
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
