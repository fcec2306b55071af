package dev.reelcast.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.modules.itunes.EntryInformation;
import com.rometools.modules.itunes.FeedInformation;
import com.rometools.modules.itunes.ITunes;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedWriterTest {

    private static final String BASE = "https://cast.example.org";
    private static final Instant THEN = Instant.parse("2026-11-02T10:20:30Z");
    private static final UUID EPISODE = UUID.fromString("0192f1aa-0000-7000-8000-000000000001");

    private final FeedWriter writer = new FeedWriter(BASE);

    @Test
    void podcastClientFindsTheFeedAndItsEpisode() throws Exception {
        FeedData data = new FeedData(
                "Sunday & Service",
                "Ann Example",
                "What is said on Sundays",
                "de-CH",
                "Religion & Spirituality > Christianity",
                null,
                true);
        Agent agent = agent(data, file("artwork.png", "image/png"));

        SyndFeed feed = parse(writer.write(new EpisodeStoreApi.Feed(agent, List.of(episode("First"))), THEN));

        assertThat(feed.getTitle()).isEqualTo("Sunday & Service");
        assertThat(feed.getLanguage()).isEqualTo("de-CH");
        assertThat(feed.getDescription()).isEqualTo("What is said on Sundays");
        FeedInformation itunes = (FeedInformation) feed.getModule(ITunes.URI);
        assertThat(itunes.getAuthor()).isEqualTo("Ann Example");
        assertThat(itunes.getExplicit()).isTrue();
        assertThat(itunes.getImage()).hasToString(BASE + "/media/agents/sunday/artwork.png");
        assertThat(itunes.getCategories().get(0).getName()).isEqualTo("Religion & Spirituality");
        assertThat(itunes.getCategories().get(0).getSubcategory().getName()).isEqualTo("Christianity");

        SyndEntry entry = feed.getEntries().get(0);
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
    void namesItselfTranscriptAndChapters() {
        String xml = text(
                writer.write(new EpisodeStoreApi.Feed(agent(FeedData.EMPTY, null), List.of(episode("First"))), THEN));

        assertThat(xml)
                .contains("<atom:link href=\"" + BASE + "/feeds/sunday.xml\" rel=\"self\"")
                .contains("<podcast:transcript url=\"" + BASE + "/media/episodes/" + EPISODE
                        + "/transcript.vtt\" type=\"text/vtt\"")
                .contains("<podcast:chapters url=\"" + BASE + "/media/episodes/" + EPISODE
                        + "/chapters.json\" type=\"application/json+chapters\"")
                .contains("<pubDate>Mon, 02 Nov 2026 10:20:30 GMT</pubDate>")
                .contains("<guid isPermaLink=\"false\">urn:uuid:" + EPISODE + "</guid>")
                .contains("<podcast:guid>");
    }

    @Test
    void agentStandsInForWhatTheFeedDoesNotSay() throws Exception {
        SyndFeed feed = parse(
                writer.write(new EpisodeStoreApi.Feed(agent(FeedData.EMPTY, null), List.of(episode("First"))), THEN));

        assertThat(feed.getTitle()).isEqualTo("Sunday");
        assertThat(feed.getDescription()).isEqualTo("Sunday");
        FeedInformation itunes = (FeedInformation) feed.getModule(ITunes.URI);
        assertThat(itunes.getExplicit()).isFalse();
        assertThat(itunes.getImage()).hasToString(BASE + "/media/episodes/" + EPISODE + "/cover.jpg");
    }

    @Test
    void whatXmlCannotHoldIsLeftOutAndMarkupIsOnlyText() throws Exception {
        String title = "Bell \u0007 <script>alert('x')</script> ]]> & \ud83c\udf99 \ufffe \ud800 end";

        SyndFeed feed = parse(
                writer.write(new EpisodeStoreApi.Feed(agent(FeedData.EMPTY, null), List.of(episode(title))), THEN));

        assertThat(feed.getEntries().get(0).getTitle())
                .isEqualTo("Bell  <script>alert('x')</script> ]]> & \ud83c\udf99   end");
    }

    @Test
    void feedWithoutEpisodesIsAFeed() throws Exception {
        SyndFeed feed = parse(writer.write(new EpisodeStoreApi.Feed(agent(FeedData.EMPTY, null), List.of()), THEN));

        assertThat(feed.getEntries()).isEmpty();
    }

    @Test
    void sameContentIsTheSameBytes() {
        EpisodeStoreApi.Feed feed = new EpisodeStoreApi.Feed(agent(FeedData.EMPTY, null), List.of(episode("First")));

        assertThat(writer.write(feed, THEN)).isEqualTo(writer.write(feed, THEN));
    }

    private static Agent agent(FeedData data, @Nullable StoredFile artwork) {
        return new Agent(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Sunday",
                "sunday",
                null,
                null,
                null,
                List.of(),
                0,
                0,
                VideoFilters.NONE,
                PublishRule.AUTO,
                OutputFormat.MP3,
                data,
                false,
                null,
                null,
                artwork,
                null,
                THEN,
                THEN);
    }

    private static Episode episode(String title) {
        return new Episode(
                EPISODE,
                UUID.randomUUID(),
                null,
                UUID.randomUUID(),
                title,
                "One line.\n\nAnother < line.",
                file("episode.mp3", "audio/mpeg"),
                3723.2,
                List.of(new Chapter(0, "Start")),
                file("cover.jpg", "image/jpeg"),
                file("transcript.vtt", "text/vtt"),
                true,
                false,
                "",
                "https://www.youtube.com/watch?v=aaaaaaaaaaa",
                THEN,
                THEN,
                THEN);
    }

    private static StoredFile file(String name, String type) {
        return new StoredFile(name, "any", "jobs/x/" + name, type, 1234);
    }

    private static SyndFeed parse(byte[] xml) throws Exception {
        return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(xml)));
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }
}
