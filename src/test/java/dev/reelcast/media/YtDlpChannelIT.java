package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.reelcast.Programs;
import dev.reelcast.YoutubeForTest;
import dev.reelcast.config.Config;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.YtDlpChannel.Entry;
import dev.reelcast.media.YtDlpChannel.Tab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real yt-dlp, whose own reading of YouTube's pages is asked. */
class YtDlpChannelIT {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path home;

    @TempDir
    Path work;

    private final Cancellation cancellation = new Cancellation();
    private YoutubeForTest youtube;

    @BeforeEach
    void open() throws Exception {
        Programs.require("yt-dlp");
        youtube = new YoutubeForTest(home);
    }

    @AfterEach
    void close() throws IOException {
        youtube.close();
    }

    private YtDlpChannel channel() {
        Tools tools =
                new Tools(new Config.Tools(null, null, youtube.ytDlp().toString(), null, null), home.resolve("tools"));
        return new YtDlpChannel(
                tools, Duration.ofSeconds(20), new YtDlpChannel.Run(work, youtube.proxy(), cancellation));
    }

    private List<Entry> all(Tab tab) {
        List<Entry> entries = new ArrayList<>();
        channel().list(YoutubeForTest.CHANNEL, tab, entries::add);
        return entries;
    }

    @Test
    void listsEveryTabWithWhatItTells() {
        youtube.clip("talk-000001", "A talk \ud83d\udd4a مرحبا", "videos", DAY.multipliedBy(20))
                .clip("stream-0001", "Morning service", "streams", DAY.multipliedBy(800))
                .clip("short-00001", "A minute", "shorts", DAY);

        Entry talk = all(Tab.VIDEOS).get(0);
        assertThat(talk.videoId()).isEqualTo("talk-000001");
        assertThat(talk.title()).isEqualTo("A talk \ud83d\udd4a مرحبا");
        assertThat(talk.durationSeconds()).isEqualTo(1800);
        assertThat(talk.published())
                .isBetween(
                        Instant.now().minus(DAY.multipliedBy(15)), Instant.now().minus(DAY));
        Entry stream = all(Tab.STREAMS).get(0);
        assertThat(stream.live()).isEqualTo("was_live");
        assertThat(stream.published())
                .isBetween(
                        Instant.now().minus(DAY.multipliedBy(733)),
                        Instant.now().minus(DAY.multipliedBy(728)));
        assertThat(all(Tab.SHORTS))
                .singleElement()
                .satisfies(entry -> assertThat(entry.published()).isNull());
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aTabThatAChannelLacksIsEmpty() {
        youtube.clip("talk-000001", "A talk", "videos", DAY);
        assertThat(all(Tab.SHORTS)).isEmpty();
    }

    @Test
    void readsNoFurtherThanIsWanted() {
        for (int i = 0; i < 300; i++) {
            youtube.clip("talk-" + (100_000 + i), "Talk " + i, "videos", DAY.multipliedBy(i));
        }
        assertThat(all(Tab.VIDEOS)).hasSize(300).extracting(Entry::videoId).doesNotHaveDuplicates();
        youtube.asked().clear();
        // The third page of the list never comes: whoever reads on waits for it.
        youtube.hold(2);

        List<Entry> some = new ArrayList<>();
        channel().list(YoutubeForTest.CHANNEL, Tab.VIDEOS, entry -> {
            some.add(entry);
            return some.size() < 40;
        });

        assertThat(some).hasSize(40);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void asksAVideosPageForItsDay() {
        youtube.clip("talk-000001", "A talk", "videos", DAY.multipliedBy(400))
                .clip("talk-000002", "Private", "videos", DAY.multipliedBy(500));
        youtube.unavailable("talk-000002", "Video unavailable");

        assertThat(channel().published("talk-000001"))
                .hasValueSatisfying(day -> assertThat(day)
                        .isBetween(
                                Instant.now().minus(DAY.multipliedBy(401)),
                                Instant.now().minus(DAY.multipliedBy(399))));
        assertThat(channel().published("talk-000002")).isEmpty();
    }

    @Test
    void findsTheIdOfAHandle() {
        youtube.clip("talk-000001", "A talk", "videos", DAY);
        assertThat(channel().id("https://www.youtube.com/@grace")).isEqualTo(YoutubeForTest.CHANNEL);
    }

    @Test
    void aChannelThatIsGoneIsSaidToBe() {
        youtube.clip("talk-000001", "A talk", "videos", DAY);
        youtube.remove();
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable asking :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> all(Tab.VIDEOS), () -> channel().id("https://www.youtube.com/@grace"))) {
            MediaException gone = catchThrowableOfType(MediaException.class, asking);
            assertThat(gone.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(gone).hasMessage("YouTube has no such channel, or it is closed.");
        }
    }

    @Test
    void endsWhenItIsCalledOff() {
        youtube.clip("talk-000001", "A talk", "videos", DAY);
        youtube.hold(0);
        CompletableFuture<List<Entry>> listing = CompletableFuture.supplyAsync(() -> all(Tab.VIDEOS));
        await().atMost(Duration.ofSeconds(40)).until(() -> !youtube.asked().isEmpty());

        cancellation.cancel();

        assertThat(listing)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(CancelledException.class);
    }
}
