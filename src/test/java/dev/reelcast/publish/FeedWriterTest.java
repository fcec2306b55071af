package dev.reelcast.publish;

import static dev.reelcast.publish.Podcasts.BASE;
import static dev.reelcast.publish.Podcasts.EPISODE;
import static dev.reelcast.publish.Podcasts.THEN;
import static dev.reelcast.publish.Podcasts.TOKEN;
import static dev.reelcast.publish.Podcasts.document;
import static dev.reelcast.publish.Podcasts.episode;
import static dev.reelcast.publish.Podcasts.feed;
import static dev.reelcast.publish.Podcasts.file;
import static dev.reelcast.publish.Podcasts.rome;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.modules.itunes.EntryInformation;
import com.rometools.modules.itunes.FeedInformation;
import com.rometools.modules.itunes.ITunes;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.FeedStoreApi.Source;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.StoredFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FeedWriterTest {

    private static final String PODCAST = "https://podcastindex.org/namespace/1.0";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String APPLE = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    private static final URI HUB = URI.create("https://hub.example.org/");

    @Test
    void podcastClientFindsTheFeedAndItsEpisode() throws Exception {
        StoredFile artwork = file("artwork.png", "image/png");

        SyndFeed read = rome(document(feed(Podcasts.everything(), false, false, artwork), episode("First")));

        assertThat(read.getTitle()).isEqualTo("Sunday & Service");
        assertThat(read.getLanguage()).isEqualTo("de-CH");
        assertThat(read.getDescription()).isEqualTo("What is said on Sundays");
        assertThat(read.getLink()).isEqualTo("https://church.example.org/sundays");
        FeedInformation itunes = (FeedInformation) read.getModule(ITunes.URI);
        assertThat(itunes.getAuthor()).isEqualTo("Ann Example");
        assertThat(itunes.getOwnerEmailAddress()).isEqualTo("ann@example.org");
        assertThat(itunes.getExplicit()).isTrue();
        assertThat(itunes.getImage().toString()).matches(BASE + "/media/agents/sunday/artwork-[0-9a-f]{8}\\.png");
        assertThat(itunes.getCategories().get(0).getName()).isEqualTo("Religion & Spirituality");
        assertThat(itunes.getCategories().get(0).getSubcategory().getName()).isEqualTo("Christianity");

        SyndEntry entry = read.getEntries().get(0);
        assertThat(entry.getTitle()).isEqualTo("First");
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + EPISODE);
        assertThat(entry.getPublishedDate()).isEqualTo(Date.from(THEN));
        SyndEnclosure enclosure = entry.getEnclosures().get(0);
        assertThat(enclosure.getUrl()).isEqualTo(BASE + "/media/episodes/" + EPISODE + "/audio.mp3");
        assertThat(enclosure.getLength()).isEqualTo(1234);
        assertThat(enclosure.getType()).isEqualTo("audio/mpeg");
        EntryInformation info = (EntryInformation) entry.getModule(ITunes.URI);
        assertThat(info.getDuration().getMilliseconds()).isEqualTo(3_723_000);
        assertThat(info.getImage()).hasToString(BASE + "/media/episodes/" + EPISODE + "/cover.jpg");
    }

    @Test
    void saysWhatThePodcastNamespaceAsksFor() throws Exception {
        Feed feed = feed(Podcasts.everything());
        Page page = new Page(
                List.of(new Item(episode("First"), "gsw")),
                Map.of(Podcasts.AGENT, new Source("sunday", "Sunday", feed.data(), true)),
                1);

        Document read =
                Podcasts.dom(new FeedDocument(new FeedAddress(BASE, feed, null), page, 1, 1, Podcasts.GUID, null));

        assertThat(only(read, PODCAST, "guid").getTextContent()).isEqualTo(Podcasts.GUID.toString());
        assertThat(only(read, PODCAST, "medium").getTextContent()).isEqualTo("podcast");
        Element locked = only(read, PODCAST, "locked");
        assertThat(locked.getTextContent()).isEqualTo("yes");
        assertThat(locked.getAttribute("owner")).isEqualTo("ann@example.org");
        Element transcript = only(read, PODCAST, "transcript");
        assertThat(transcript.getAttribute("url")).isEqualTo(BASE + "/media/episodes/" + EPISODE + "/transcript.vtt");
        assertThat(transcript.getAttribute("type")).isEqualTo("text/vtt");
        assertThat(transcript.getAttribute("language")).isEqualTo("gsw");
        Element chapters = only(read, PODCAST, "chapters");
        assertThat(chapters.getAttribute("type")).isEqualTo("application/json+chapters");
        assertThat(chapters.getAttribute("url")).endsWith("/chapters.json");
        NodeList people = read.getElementsByTagNameNS(PODCAST, "person");
        assertThat(people.getLength()).isEqualTo(2);
        assertThat(((Element) people.item(0)).hasAttribute("role")).isFalse();
        assertThat(((Element) people.item(1)).getAttribute("role")).isEqualTo("guest");
        assertThat(((Element) people.item(1)).getAttribute("img")).isEqualTo("https://bob.example.org/bob.jpg");
        assertThat(read.getElementsByTagNameNS(PODCAST, "value").getLength()).isZero();
        assertThat(read.getElementsByTagNameNS(PODCAST, "block").getLength()).isZero();
    }

    @Test
    void everyElementStandsWhereRssAndAppleWantItAndAsOftenAsTheyAllow() throws Exception {
        Document read = Podcasts.dom(document(feed(Podcasts.everything()), episode("First"), episode("Second")));

        Element rss = read.getDocumentElement();
        assertThat(rss.getTagName()).isEqualTo("rss");
        assertThat(rss.getAttribute("version")).isEqualTo("2.0");
        Element channel = (Element) rss.getFirstChild();
        for (String once : new String[] {
            "title",
            "link",
            "description",
            "language",
            "lastBuildDate",
            "generator",
            "image",
            "itunes:author",
            "itunes:type",
            "itunes:explicit",
            "itunes:category",
            "itunes:image",
            "itunes:owner",
            "podcast:guid"
        }) {
            assertThat(children(channel, once)).as(once).hasSize(1);
        }
        List<Element> items = children(channel, "item");
        assertThat(items).hasSize(2);
        for (Element item : items) {
            for (String once : new String[] {
                "title",
                "link",
                "description",
                "content:encoded",
                "guid",
                "pubDate",
                "enclosure",
                "itunes:duration",
                "itunes:explicit",
                "itunes:episodeType",
                "itunes:image",
                "podcast:transcript",
                "podcast:chapters"
            }) {
                assertThat(children(item, once)).as(once).hasSize(1);
            }
            assertThat(children(item, "pubDate").get(0).getTextContent()).isEqualTo("Mon, 02 Nov 2026 10:20:30 GMT");
            assertThat(children(item, "guid").get(0).getAttribute("isPermaLink"))
                    .isEqualTo("false");
            assertThat(children(item, "itunes:duration").get(0).getTextContent())
                    .matches("[1-9][0-9]*");
        }
    }

    @Test
    void agentStandsInForWhatTheFeedDoesNotSay() throws Exception {
        SyndFeed read = rome(document(feed(FeedData.EMPTY), episode("First")));

        assertThat(read.getTitle()).isEqualTo("Sunday");
        assertThat(read.getDescription()).isEqualTo("Sunday");
        FeedInformation itunes = (FeedInformation) read.getModule(ITunes.URI);
        assertThat(itunes.getExplicit()).isFalse();
        assertThat(itunes.getOwnerEmailAddress()).isNull();
        assertThat(itunes.getImage()).hasToString(BASE + "/media/episodes/" + EPISODE + "/cover.jpg");
    }

    @Test
    void namesItsHubAndItselfToWhoeverWantsToHearOfChanges() throws Exception {
        Document read = Podcasts.dom(document(feed(FeedData.EMPTY), 1, 1, HUB, null));

        assertThat(link(read, "hub")).isEqualTo(HUB.toString());
        assertThat(link(read, "self")).isEqualTo(BASE + "/feeds/sunday.xml");
        assertThat(read.getElementsByTagNameNS("http://purl.org/syndication/history/1.0", "complete")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    void documentsOfALongFeedLeadToOneAnother() throws Exception {
        Document first = Podcasts.dom(document(feed(FeedData.EMPTY), 1, 3, HUB, null));
        Document second = Podcasts.dom(document(feed(FeedData.EMPTY), 2, 3, HUB, null));
        Document last = Podcasts.dom(document(feed(FeedData.EMPTY), 3, 3, HUB, null));

        assertThat(link(first, "next")).isEqualTo(BASE + "/feeds/sunday.xml?page=2");
        assertThat(link(first, "previous")).isEmpty();
        assertThat(link(second, "self")).isEqualTo(BASE + "/feeds/sunday.xml?page=2");
        assertThat(link(second, "previous")).isEqualTo(BASE + "/feeds/sunday.xml");
        assertThat(link(second, "first")).isEqualTo(BASE + "/feeds/sunday.xml");
        assertThat(link(second, "last")).isEqualTo(BASE + "/feeds/sunday.xml?page=3");
        assertThat(link(second, "hub")).isEmpty();
        assertThat(link(last, "next")).isEmpty();
        assertThat(first.getElementsByTagNameNS("http://purl.org/syndication/history/1.0", "complete")
                        .getLength())
                .isZero();
    }

    @Test
    void privateFeedHasItsTokenInEveryAddressAndIsForNobodyElse() throws Exception {
        Feed hidden = feed(Podcasts.everything(), false, true, file("artwork.jpg", "image/jpeg"));

        FeedDocument document = document(hidden, 1, 2, HUB, TOKEN);
        String text = new String(Podcasts.bytes(document), StandardCharsets.UTF_8);
        Document read = Podcasts.dom(document);

        assertThat(link(read, "self")).isEqualTo(BASE + "/feeds/private/" + TOKEN + ".xml");
        assertThat(link(read, "next")).isEqualTo(BASE + "/feeds/private/" + TOKEN + ".xml?page=2");
        assertThat(link(read, "hub")).isEmpty();
        assertThat(only(read, APPLE, "block").getTextContent()).isEqualTo("Yes");
        assertThat(only(read, PODCAST, "block").getTextContent()).isEqualTo("yes");
        assertThat(text).doesNotContain("/media/episodes/").doesNotContain("/media/agents/");
        assertThat(text).contains(BASE + "/media/private/" + TOKEN + "/artwork-");
    }

    @Test
    void combinedFeedSaysWhoseEachEpisodeIs() throws Exception {
        FeedData own =
                new FeedData("Everything", null, null, null, null, null, null, null, null, null, null, List.of());

        Document read = Podcasts.dom(document(feed(own, true, false, null), episode("First")));

        Element channel = (Element) read.getDocumentElement().getFirstChild();
        Element item = children(channel, "item").get(0);
        assertThat(children(channel, "title").get(0).getTextContent()).isEqualTo("Everything");
        assertThat(link(read, "self")).isEqualTo(BASE + "/feeds/combined/sunday.xml");
        assertThat(children(item, "itunes:author").get(0).getTextContent()).isEqualTo("Ann Example");
        assertThat(children(item, "itunes:explicit").get(0).getTextContent()).isEqualTo("true");
        Element source = children(item, "source").get(0);
        assertThat(source.getTextContent()).isEqualTo("Sunday & Service");
        assertThat(source.getAttribute("url")).isEqualTo(BASE + "/feeds/sunday.xml");
        assertThat(children(item, "podcast:person")).hasSize(2);
        assertThat(children(item, "podcast:transcript").get(0).getAttribute("language"))
                .isEqualTo("de-CH");
    }

    @Test
    void combinedFeedDoesNotLeadToAPrivateOne() throws Exception {
        Feed combined = feed(FeedData.EMPTY, true, true, null);
        Page page = new Page(
                List.of(new Item(episode("First"), null)),
                Map.of(Podcasts.AGENT, new Source("sunday", "Sunday", FeedData.EMPTY, false)),
                1);

        Document read =
                Podcasts.dom(new FeedDocument(new FeedAddress(BASE, combined, TOKEN), page, 1, 1, Podcasts.GUID, null));

        assertThat(read.getElementsByTagName("source").getLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich liebe \ud83c\udf99\ufe0f & \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 <b>fett</b>",
                "\u05e9\u05dc\u05d5\u05dd \u202e\u05e2\u05d5\u05dc\u05dd\u202c \u0645\u0631\u062d\u0628\u0627",
                "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u65e5\u672c\u8a9e \ud55c\uad6d\uc5b4 Z\u0351\u036bA\u0323L\u0321G\u0325O",
                "]]> <!-- --> <?php ?> &amp; &#0; \"quoted\" 'single'",
                "\ud835\udd18\ud835\udd2b\ud835\udd26 \u2028 line \u2029 paragraph \u00a0 \ufeff"
            })
    void titlesAreReadAsTheyWereWritten(String title) throws Exception {
        Document read = Podcasts.dom(document(feed(FeedData.EMPTY), episode(title)));

        Element item = children((Element) read.getDocumentElement().getFirstChild(), "item")
                .get(0);
        assertThat(children(item, "title").get(0).getTextContent()).isEqualTo(title);
        assertThat(children(item, "itunes:title").get(0).getTextContent()).isEqualTo(title);
    }

    @Test
    void whatXmlCannotHoldIsLeftOutAndMarkupIsOnlyText() throws Exception {
        String title = "Bell \u0007 <script>alert('x')</script> ]]> & \ud83c\udf99 \ufffe \ud800 end";

        SyndFeed read = rome(document(feed(FeedData.EMPTY), episode(title)));

        assertThat(read.getEntries().get(0).getTitle())
                .isEqualTo("Bell  <script>alert('x')</script> ]]> & \ud83c\udf99   end");
    }

    @Test
    void titleOfNothingThatCanBeShownIsStillATitle() throws Exception {
        SyndFeed read = rome(document(feed(FeedData.EMPTY), episode("\u0001\u0002")));

        assertThat(read.getEntries().get(0).getTitle()).isEqualTo("Untitled");
    }

    @Test
    void feedWithoutEpisodesIsAFeed() throws Exception {
        assertThat(rome(document(feed(FeedData.EMPTY))).getEntries()).isEmpty();
    }

    @Test
    void sameContentIsTheSameBytes() {
        FeedDocument document = document(feed(FeedData.EMPTY), episode("First"));

        assertThat(Podcasts.bytes(document)).isEqualTo(Podcasts.bytes(document));
        assertThat(Renderer.render(document).digest())
                .isEqualTo(Renderer.render(document).digest())
                .isNotEqualTo(Renderer.render(document(feed(FeedData.EMPTY), episode("Second")))
                        .digest());
    }

    @Test
    void guidIsThatOfTheNamespacesOwnExamples() {
        assertThat(FeedGuid.of("https://podnews.net/rss")).isEqualTo(Podcasts.GUID);
        assertThat(FeedGuid.of("http://mp3s.nashownotes.com/pc20rss.xml/"))
                .hasToString("917393e3-1b1e-5cef-ace4-edaa54e1f810");
    }

    private static String link(Document read, String rel) {
        NodeList links = read.getElementsByTagNameNS(ATOM, "link");
        return IntStream.range(0, links.getLength())
                .mapToObj(i -> (Element) links.item(i))
                .filter(link -> link.getAttribute("rel").equals(rel))
                .map(link -> link.getAttribute("href"))
                .findFirst()
                .orElse("");
    }

    private static Element only(Document read, String namespace, String name) {
        NodeList found = read.getElementsByTagNameNS(namespace, name);
        assertThat(found.getLength()).as(name).isEqualTo(1);
        return (Element) found.item(0);
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }
}
