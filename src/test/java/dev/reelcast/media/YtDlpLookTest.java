package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelcast.config.Config;
import dev.reelcast.media.YtDlp.Fetched;
import dev.reelcast.media.YtDlp.Request;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.VideoTraits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs in yt-dlp's place that say what sites seldom say. */
class YtDlpLookTest {

    private static final Instant NOW = Instant.parse("2024-05-06T07:00:00Z");

    @TempDir
    Path scripts;

    @TempDir
    Path folder;

    @Test
    void waitsForAnAnnouncedRelease() throws IOException {
        String json = "{\"id\":\"x\",\"live_status\":\"is_upcoming\",\"release_timestamp\":1714986000}";
        NotYetException notYet = notYet("echo '" + json + "'");
        assertThat(notYet.until()).isEqualTo("2024-05-06T09:05:00Z");
        assertThat(notYet).hasMessage("Waiting for the video to begin, at 2024-05-06 09:00 UTC.");
    }

    private VideoTraits traits(String json) throws IOException {
        List<VideoTraits> seen = new ArrayList<>();
        RuntimeException enough = new IllegalStateException("enough");
        assertThat(catchThrowableOfType(
                        RuntimeException.class,
                        () -> fetch("echo '" + json + "'", null, video -> {
                            seen.add(video);
                            throw enough;
                        })))
                .isSameAs(enough);
        assertThat(folder).isEmptyDirectory();
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }

    @Test
    void tellsWhatFiltersAskBeforeAnythingIsDownloaded() throws IOException {
        assertThat(traits("{\"title\":\"A talk\",\"duration\":61.5,\"live_status\":\"not_live\"}"))
                .isEqualTo(new VideoTraits("A talk", 61.5, null, false));
        assertThat(traits("{\"duration\":30,\"media_type\":\"short\",\"live_status\":\"not_live\"}"))
                .isEqualTo(new VideoTraits(null, 30.0, true, false));
        assertThat(traits("{\"duration\":3600,\"media_type\":\"livestream\",\"live_status\":\"was_live\"}"))
                .isEqualTo(new VideoTraits(null, 3_600.0, false, true));
        assertThat(traits("{\"duration\":30,\"formats\":[{\"acodec\":\"opus\"},{\"width\":720,\"height\":1280}]}"))
                .isEqualTo(new VideoTraits(null, 30.0, true, null));
        assertThat(traits("{\"duration\":30,\"width\":1280,\"height\":720,\"live_status\":\"was_live\"}"))
                .isEqualTo(new VideoTraits(null, 30.0, false, true));
        assertThat(traits("{\"duration\":600,\"width\":720,\"height\":1280}").isShort())
                .isFalse();
        assertThat(traits("{\"duration\":\"x\",\"width\":[],\"height\":{},\"media_type\":7}"))
                .isEqualTo(new VideoTraits(null, null, null, null));
    }

    @Test
    void whatIsStillSentOrToComeHasNoLengthAndMayBeAPremiere() throws IOException {
        assertThat(traits("{\"duration\":5,\"live_status\":\"is_live\"}"))
                .isEqualTo(new VideoTraits(null, null, null, true));
        assertThat(traits("{\"duration\":5,\"live_status\":\"is_live\",\"media_type\":\"video\"}"))
                .isEqualTo(new VideoTraits(null, null, false, false));
        assertThat(traits("{\"live_status\":\"is_upcoming\"}")).isEqualTo(new VideoTraits(null, null, null, null));
        assertThat(traits("{\"live_status\":\"is_upcoming\",\"media_type\":\"livestream\"}")
                        .isLive())
                .isTrue();
    }

    @Test
    void looksAtWhatIsRefusedAsNotBegunToo() throws IOException {
        String script = "case \"$*\" in *--ignore-no-formats-error*)"
                + " echo '{\"live_status\":\"is_upcoming\",\"media_type\":\"livestream\"}' ;;"
                + " *) echo 'ERROR: [youtube] x: This live event will begin in 2 hours' >&2; exit 1 ;; esac";
        List<VideoTraits> seen = new ArrayList<>();
        assertThat(catchThrowableOfType(MediaException.class, () -> fetch(script, null, seen::add)))
                .isInstanceOf(NotYetException.class);
        assertThat(seen).extracting(VideoTraits::isLive).containsExactly(true);
    }

    @Test
    void asksForTheReleaseTimeOfWhatIsRefusedAsNotBegun() throws IOException {
        String script = "case \"$*\" in *--ignore-no-formats-error*)"
                + " echo '{\"live_status\":\"is_upcoming\",\"release_timestamp\":1714986000}' ;;"
                + " *) echo 'ERROR: [youtube] x: Premieres in 2 hours' >&2; exit 1 ;; esac";
        NotYetException notYet = notYet(script);
        assertThat(notYet.until()).isEqualTo("2024-05-06T09:05:00Z");
        assertThat(notYet.word()).isEqualTo("not_yet");
        assertThat(notYet.kind().permanent()).isFalse();
    }

    @Test
    void looksAgainSoonWhenTheReleaseIsUnknownOrOverdue() throws IOException {
        String refused = "echo 'ERROR: [youtube] x: This live event will begin in a few moments.' >&2; exit 1";
        assertThat(notYet(refused).until()).isEqualTo("2024-05-06T07:10:00Z");
        String overdue = "echo '{\"live_status\":\"is_upcoming\",\"release_timestamp\":1714970000}'";
        assertThat(notYet(overdue).until()).isEqualTo("2024-05-06T07:10:00Z");
    }

    @Test
    void waitsForTheEndOfALiveStream() throws IOException {
        for (String json :
                new String[] {"{\"live_status\":\"is_live\"}", "{\"is_live\":true}", "{\"live_status\":\"post_live\"}"
                }) {
            assertThat(notYet("echo '" + json + "'").until()).as(json).isEqualTo("2024-05-06T07:15:00Z");
        }
    }

    @Test
    void readsAllThatASiteTells() throws IOException {
        String json =
                "{\"id\":\"x\",\"title\":\"A\\\\u0000 talk\\\\n\\\\ud83d\",\"channel\":\"  \",\"uploader\":\"Some\\\\tbody\","
                        + "\"description\":\"One\\\\r\\\\ntwo\\\\u0007\",\"duration\":61.5,\"upload_date\":\"20240501\",\"language\":\"en_GB\","
                        + "\"live_status\":\"was_live\",\"webpage_url\":\"https://example.org/x\",\"vcodec\":\"none\","
                        + "\"requested_formats\":[{\"filesize\":7}],\"thumbnails\":3,\"extractor\":\"youtube\"}";
        Fetched fetched = fetch("case \"$*\" in *--dump-single-json*) printf '%s' '" + json.replace("\\\\", "\\")
                + "' ;; *) echo sound > media.m4a; echo junk > media.m4a.part ;; esac");
        assertThat(fetched.info())
                .isEqualTo(new SourceInfo(
                        "A talk \ufffd",
                        "Some body",
                        "One\ntwo",
                        "https://example.org/x",
                        61.5,
                        Instant.parse("2024-05-01T00:00:00Z"),
                        "en-GB",
                        false));
        assertThat(MediaFiles.leftIn(folder, "media.m4a")).isEmpty();
    }

    @Test
    void takesNonsenseForNothing() throws IOException {
        String json =
                "{\"title\":[],\"duration\":-1,\"timestamp\":1e40,\"upload_date\":\"20241399\",\"language\":\"x y\","
                        + "\"webpage_url\":\"ytsearch:x\",\"entries\":{},\"_type\":7,\"thumbnails\":[1]}";
        Fetched fetched =
                fetch("case \"$*\" in *--dump-single-json*) echo '" + json + "' ;; *) echo sound > media.mp3 ;; esac");
        assertThat(fetched.info())
                .isEqualTo(new SourceInfo(null, null, null, "https://example.org/live", null, null, null, false));
    }

    @Test
    void warnsOfAnOldYtDlpThatAPageCanLeadPastTheProxy() throws IOException {
        for (String version : new String[] {"2023.03.04", "2023.11.14", "2026.07.04"}) {
            String json = "{\"_version\":{\"version\":\"" + version + "\"}}";
            Fetched fetched = fetch(
                    "case \"$*\" in *--dump-single-json*) echo '" + json + "' ;; *) echo sound > media.mp3 ;; esac",
                    URI.create("http://user:key@127.0.0.1:1"));
            assertThat(fetched.notes()).as(version).hasSize(version.startsWith("2023.03") ? 1 : 0);
            Files.delete(fetched.media());
        }
    }

    @Test
    void failsWhenThereIsNoDescriptionOrNoFile() throws IOException {
        assertThat(failure("echo null").word()).isEqualTo("failed");
        assertThat(failure("echo '[1,'").word()).isEqualTo("failed");
        assertThat(failure("echo '{\"_type\":\"playlist\",\"entries\":[]}'").word())
                .isEqualTo("no_media");
        assertThat(failure("echo '{\"_type\":\"url\",\"url\":\"https://example.org/again\"}'")
                        .word())
                .isEqualTo("no_media");
        assertThat(failure("echo '{}'")).hasMessage("The download is not whole.");
        assertThat(folder).isEmptyDirectory();
    }

    private NotYetException notYet(String script) throws IOException {
        MediaException failure = failure(script);
        assertThat(failure).isInstanceOf(NotYetException.class);
        assertThat(folder).isEmptyDirectory();
        return (NotYetException) failure;
    }

    private MediaException failure(String script) throws IOException {
        return catchThrowableOfType(MediaException.class, () -> fetch(script));
    }

    private Fetched fetch(String script) throws IOException {
        return fetch(script, null);
    }

    private Fetched fetch(String script, @Nullable URI proxy) throws IOException {
        return fetch(script, proxy, video -> {});
    }

    private Fetched fetch(String script, @Nullable URI proxy, YtDlp.Check check) throws IOException {
        Path program = Scripts.write(scripts, "yt-dlp", script);
        Tools tools = new Tools(new Config.Tools(null, null, program.toString(), null, null), scripts);
        Request request = new Request("https://example.org/live", false, null, 1_000_000, proxy);
        return new YtDlp(tools, Duration.ofSeconds(5), Clock.fixed(NOW, ZoneOffset.UTC))
                .fetch(request, folder, new Cancellation(), (fraction, message) -> {}, check);
    }
}
