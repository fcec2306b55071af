package dev.reelcast.publish;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.FeedStoreApi.Source;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** Feeds and episodes for tests of what is written of them, and independent readers of it. */
final class Podcasts {

    static final String BASE = "https://cast.example.org";
    static final Instant THEN = Instant.parse("2026-11-02T10:20:30Z");
    static final UUID AGENT = UUID.fromString("0192f1aa-0000-7000-8000-00000000000a");
    static final UUID EPISODE = UUID.fromString("0192f1aa-0000-7000-8000-000000000001");
    static final UUID GUID = UUID.fromString("9b024349-ccf0-5f69-a609-6b82873eab3c");
    static final String TOKEN = "t".repeat(43);

    private Podcasts() {}

    static Feed feed(FeedData data) {
        return feed(data, false, false, null);
    }

    static Feed feed(FeedData data, boolean combined, boolean hidden, @Nullable StoredFile artwork) {
        return new Feed(
                AGENT, UUID.randomUUID(), combined, "sunday", "Sunday", data, hidden, artwork, 1, THEN, true, GUID);
    }

    /** All that a podcast can say of itself. */
    static FeedData everything() {
        return new FeedData(
                "Sunday & Service",
                "Ann Example",
                "What is said on Sundays",
                "de-CH",
                "Religion & Spirituality > Christianity",
                null,
                true,
                "https://church.example.org/sundays",
                "ann@example.org",
                true,
                null,
                List.of(
                        new FeedData.Person("Ann Example", null, "https://ann.example.org", null),
                        new FeedData.Person("Bob", "guest", null, "https://bob.example.org/bob.jpg")));
    }

    static Episode episode(String title) {
        return episode(EPISODE, title);
    }

    static Episode episode(UUID id, String title) {
        return new Episode(
                id,
                UUID.randomUUID(),
                AGENT,
                UUID.randomUUID(),
                title,
                "One line.\n\nAnother < line.",
                file("episode.mp3", "audio/mpeg"),
                null,
                3723.2,
                null,
                0,
                List.of(new Chapter(0, "Start")),
                List.of(),
                file("cover.jpg", "image/jpeg"),
                file("transcript.vtt", "text/vtt"),
                true,
                false,
                "",
                null,
                null,
                null,
                "https://www.youtube.com/watch?v=aaaaaaaaaaa",
                THEN,
                THEN,
                THEN);
    }

    static StoredFile file(String name, String type) {
        return new StoredFile(name, "any", "jobs/x/" + name, type, 1234);
    }

    static Page page(Feed feed, long total, Episode... episodes) {
        Source source = new Source("sunday", "Sunday", feed.combined() ? everything() : feed.data(), true);
        return new Page(
                List.of(episodes).stream().map(each -> new Item(each, null)).toList(), Map.of(AGENT, source), total);
    }

    /** The only document of a public feed. */
    static FeedDocument document(Feed feed, Episode... episodes) {
        return new FeedDocument(
                new FeedAddress(BASE, feed, null), page(feed, episodes.length, episodes), 1, 1, GUID, null);
    }

    /** One of several documents, told by a hub, for the reader with a token. */
    static FeedDocument document(Feed feed, int number, int count, @Nullable URI hub, @Nullable String token) {
        return new FeedDocument(
                new FeedAddress(BASE, feed, token),
                page(
                        feed,
                        10L * count,
                        IntStream.range(0, 10)
                                .mapToObj(i -> episode(new UUID(number, i), "Episode " + i))
                                .toArray(Episode[]::new)),
                number,
                count,
                GUID,
                hub);
    }

    static byte[] bytes(FeedDocument document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new FeedWriter(document).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static SyndFeed rome(FeedDocument document) throws Exception {
        return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(bytes(document))));
    }

    /** The tree that a parser with name spaces makes of it. */
    static Document dom(FeedDocument document) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes(document)));
    }
}
