package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.ingest.AtomFeed.Deletion;
import dev.reelcast.ingest.AtomFeed.Entry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomReaderTest {

    private static final String CHANNEL = "UC" + "c".repeat(22);
    private static final String VIDEO = "dQw4w9WgXcQ";
    private static final String OPEN = """
            <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom" \
            xmlns:at="http://purl.org/atompub/tombstones/1.0">""";

    private static AtomFeed read(String xml) throws FeedException {
        return AtomReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static AtomFeed inFeed(String content) throws FeedException {
        return read(OPEN + content + "</feed>");
    }

    private static String entry(String videoId, String title) {
        return "<entry><id>yt:video:" + videoId + "</id><yt:videoId>" + videoId + "</yt:videoId><title>" + title
                + "</title></entry>";
    }

    private static String title(String written) throws FeedException {
        return inFeed(entry(VIDEO, written)).entries().get(0).title();
    }

    private static void refused(String xml, String why) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @Test
    void readsWhatYouTubeSendsOfANewVideo() throws Exception {
        AtomFeed notice = read("""
                <?xml version='1.0' encoding='UTF-8'?>
                <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom">
                  <link rel="hub" href="https://pubsubhubbub.appspot.com"/>
                  <link rel="self" href="https://www.youtube.com/xml/feeds/videos.xml?channel_id=%1$s"/>
                  <title>YouTube video feed</title>
                  <updated>2026-11-21T09:30:11.123456789+00:00</updated>
                  <entry>
                    <id>yt:video:dQw4w9WgXcQ</id>
                    <yt:videoId>dQw4w9WgXcQ</yt:videoId>
                    <yt:channelId>%1$s</yt:channelId>
                    <title>Grace &amp; truth — “Sunday” &lt;live&gt;</title>
                    <link rel="alternate" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"/>
                    <author><name>A church</name><uri>https://www.youtube.com/channel/%1$s</uri></author>
                    <published>2026-11-21T09:30:00+00:00</published>
                    <updated>2026-11-21T10:30:11.123456789+01:00</updated>
                  </entry>
                </feed>
                """.formatted(CHANNEL));

        assertThat(notice)
                .isEqualTo(new AtomFeed(
                        "YouTube video feed",
                        List.of("https://pubsubhubbub.appspot.com"),
                        "https://www.youtube.com/xml/feeds/videos.xml?channel_id=" + CHANNEL,
                        List.of(new Entry(
                                VIDEO,
                                CHANNEL,
                                "Grace & truth — “Sunday” <live>",
                                Instant.parse("2026-11-21T09:30:00Z"),
                                Instant.parse("2026-11-21T09:30:11.123456789Z"))),
                        List.of()));
    }

    @Test
    void readsWhatYouTubeSendsOfADeletedOne() throws Exception {
        AtomFeed notice = inFeed("""
                <at:deleted-entry ref="yt:video:dQw4w9WgXcQ" when="2026-11-21T09:30:11+00:00">
                  <link href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"/>
                  <at:by><name>A church</name><uri>https://www.youtube.com/channel/%s</uri></at:by>
                </at:deleted-entry>
                <at:deleted-entry ref="yt:video:abcdefghijk"/>
                <at:deleted-entry ref="tag:elsewhere,2026:1"/>
                """.formatted(CHANNEL));

        assertThat(notice.entries()).isEmpty();
        assertThat(notice.deletions())
                .containsExactly(
                        new Deletion(VIDEO, CHANNEL, Instant.parse("2026-11-21T09:30:11Z")),
                        new Deletion("abcdefghijk", null, null));
    }

    @Test
    void takesNoVideoFromWhatAnEntryWasCopiedFrom() throws Exception {
        AtomFeed feed = inFeed("<entry><source><yt:videoId>abcdefghijk</yt:videoId><title>Other</title></source>"
                + "<yt:videoId>dQw4w9WgXcQ</yt:videoId><title>One</title></entry>");

        assertThat(feed.entries()).containsExactly(new Entry(VIDEO, null, "One", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "twelve-chars", "dQw4w9WgXc\u0415", "../../../..", "<b/>", "dQw4w9WgXcQ dQw4w9WgXcQ"
            })
    void leavesOutAnEntryWithoutAnIdOfYouTubes(String id) throws Exception {
        assertThat(inFeed("<entry><yt:videoId>" + id + "</yt:videoId></entry>" + entry(VIDEO, "One"))
                        .entries())
                .extracting(Entry::videoId)
                .containsExactly(VIDEO);
    }

    @Test
    void takesTheIdOfAnEntryThatNamesNoVideo() throws Exception {
        assertThat(inFeed("<entry><id> yt:video:-_cdefghijk </id></entry>").entries())
                .containsExactly(new Entry("-_cdefghijk", null, "", null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T09:30:00,",
        "yesterday,",
        "2026-02-30T00:00:00Z,",
        "+99999-01-01T00:00:00Z,",
        "1066-10-14T09:00:00Z,",
        "2026-11-21T09:30:00+25:00,",
        "2026-11-21T09:30:00.5-03:30,2026-11-21T13:00:00.500Z"
    })
    void keepsATimeThatIsOne(String written, Instant time) throws Exception {
        Entry entry = inFeed("<entry><yt:videoId>dQw4w9WgXcQ</yt:videoId><published>" + written
                        + "</published><updated>" + written + "</updated></entry>")
                .entries()
                .get(0);

        assertThat(entry.publishedAt()).isEqualTo(time);
        assertThat(entry.updatedAt()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "שבת שלום — דרשה",
                "نُور الحياة",
                "क्षमा की शक्ति",
                "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 family",
                "می‌خواهم",
                "𝕊𝕦𝕟𝕕𝕒𝕪 ﷽",
                "e\u0301 \u00e9"
            })
    void keepsATitleInAnyScript(String title) throws Exception {
        assertThat(title(title)).isEqualTo(title);
    }

    @Test
    void makesATitleOneLineWithoutTricks() throws Exception {
        assertThat(title("  One\r\n\ttwo&#x85;three \u202egnp.exe\u2066 four&#xFEFF;\u2028five  "))
                .isEqualTo("One two three gnp.exe four five");
    }

    @Test
    void cutsATitleBetweenCharacters() throws Exception {
        assertThat(title("👍".repeat(1_000))).isEqualTo("👍".repeat(AtomReader.TITLE_LENGTH));
    }

    @Test
    void readsTheLinksOfAnRssFeed() throws Exception {
        AtomFeed feed = read("""
                <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
                <atom:link rel="hub" href="https://one.example/"/><atom:link rel=" self  hub " href="https://two.example/"/>
                <item><atom:link rel="hub" href="https://item.example/"/></item>
                <atom:link rel="self" href="https://later.example/"/><atom:link rel="hub"/><link>https://x.example</link>
                </channel></rss>""");

        assertThat(feed.hubs()).containsExactly("https://one.example/", "https://two.example/");
        assertThat(feed.self()).isEqualTo("https://two.example/");
    }

    @Test
    void readsTenThousandEntries() throws Exception {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            entries.append("<entry><yt:videoId>")
                    .append(String.format("%011d", i))
                    .append("</yt:videoId><title>No. ")
                    .append(i)
                    .append("</title></entry>");
        }

        assertThat(inFeed(entries.toString()).entries())
                .hasSize(10_000)
                .last()
                .extracting(Entry::title)
                .isEqualTo("No. 9999");
    }

    @Test
    void readsOtherEncodingsThatAreDeclared() throws Exception {
        for (String name : new String[] {"UTF-16", "ISO-8859-1", "UTF-8"}) {
            String xml = "<?xml version='1.0' encoding='" + name + "'?>" + OPEN + entry(VIDEO, "Größe") + "</feed>";
            assertThat(AtomReader.read(xml.getBytes(Charset.forName(name))).entries())
                    .extracting(Entry::title)
                    .containsExactly("Größe");
        }
    }

    @Test
    void refusesALaughterOfABillion() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE feed [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        refused(laughs + "]>" + OPEN + entry(VIDEO, "&l9;") + "</feed>", "document type");
    }

    @Test
    void readsNoFileAndFetchesNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "secret");
        try (ServerSocket site = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + site.getLocalPort() + "/";
            refused("<!DOCTYPE feed SYSTEM \"" + url + "\">" + OPEN + "</feed>", "document type");
            refused("<!DOCTYPE feed [<!ENTITY % x SYSTEM \"" + url + "\">%x;]>" + OPEN + "</feed>", "document type");
            refused(
                    "<!DOCTYPE feed [<!ENTITY x SYSTEM \"" + file.toUri() + "\">]>" + OPEN + entry(VIDEO, "&x;")
                            + "</feed>",
                    "document type");
            refused(OPEN + entry(VIDEO, "&x;") + "</feed>", "");
            assertThat(inFeed("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + url + "\"/>"
                                    + "<?xml-stylesheet href=\"" + url + "\"?>")
                            .entries())
                    .isEmpty();
            site.setSoTimeout(1);
            assertThatThrownBy(site::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        refused(OPEN + "<a>".repeat(50_000), "nested");
        refused(OPEN + "<entry>" + "<title>".repeat(50_000), "nested");
    }

    @Test
    void refusesWhatIsTooLong() {
        refused(OPEN + " ".repeat(AtomReader.MAX_BYTES) + "</feed>", "1 MiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<feed xmlns='http://www.w3.org/2005/Atom'>",
                "<feed xmlns='http://www.w3.org/2005/Atom'></feed><feed/>",
                "<html><body>No</body></html>",
                "<feed/>",
                "<entry xmlns='http://www.w3.org/2005/Atom'/>",
                "{\"a\":1}",
                "\u001f\u008b\b",
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>&#xD800;</title></feed>",
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>&#0;</title></feed>",
                "<feed xmlns='http://www.w3.org/2005/Atom'><x:title/></feed>"
            })
    void refusesWhatIsNoFeed(String body) {
        refused(body, "feed");
    }

    @Test
    void refusesBytesThatAreNoTextInItsEncoding() {
        byte[] xml = (OPEN + entry(VIDEO, "\u00ff\u00fe") + "</feed>").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> AtomReader.read(xml)).isInstanceOf(FeedException.class);
    }
}
