package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.YtDlp.Fetched;
import dev.reelcast.media.YtDlp.Request;
import dev.reelcast.net.GuardProxy;
import dev.reelcast.net.ProxyPass;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real yt-dlp, on a site of our own. */
class YtDlpIT {

    private static final long LIMIT = 10_000_000;

    @TempDir
    static Path made;

    private static byte[] video = new byte[0];
    private static byte[] sound = new byte[0];
    private static byte[] picture = new byte[0];

    @TempDir
    Path folder;

    private final Cancellation cancellation = new Cancellation();
    private final List<Double> fractions = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private VideoSite site;

    @BeforeAll
    static void makeMedia() throws IOException {
        video = Files.readAllBytes(MediaFiles.video(made, "talk.mp4", 2));
        sound = Files.readAllBytes(MediaFiles.ffmpeg(made, "talk.mp3", "-f", "lavfi", "-i", "sine=d=2"));
        picture = Files.readAllBytes(MediaFiles.picture(made, "still.jpg"));
    }

    @BeforeEach
    void open() throws IOException {
        boolean installed = MediaFiles.tools().ytDlp().isPresent();
        assumeTrue(installed || "all".equals(System.getProperty("reelcast.require")), "no yt-dlp");
        site = new VideoSite();
    }

    @AfterEach
    void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void fetchesTheVideoOfAPageWithTitleAndCaptions() throws IOException {
        site.page("/talk", page("A talk", "/talk.mp4", "<track kind=captions srclang=en src=/en.vtt>"))
                .file("/talk.mp4", "video/mp4", video)
                .file(
                        "/en.vtt",
                        "text/vtt",
                        "WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n".getBytes(StandardCharsets.UTF_8));
        Fetched fetched = fetch("/talk");
        assertThat(fetched.info().title()).isEqualTo("A talk");
        assertThat(fetched.info().url()).isEqualTo(site.url("/talk"));
        assertThat(fetched.info().hasVideo()).isTrue();
        assertThat(fetched.media()).isEqualTo(folder.resolve("media.mp4")).hasBinaryContent(video);
        assertThat(fetched.captions())
                .isEqualTo(folder.resolve("captions.en.vtt"))
                .content()
                .contains("Hello.");
        assertThat(fetched.thumbnail()).isNull();
        assertThat(fetched.notes()).isEmpty();
        assertThat(MediaFiles.leftIn(folder, "media.mp4", "captions.en.vtt")).isEmpty();
        assertThat(fractions).isSorted().endsWith(1.0);
        assertThat(messages.get(messages.size() - 1))
                .startsWith(DownloadProgress.size(video.length) + " of " + DownloadProgress.size(video.length));
    }

    @Test
    void fetchesAMediaFileAndItsDate() throws IOException {
        site.file("/talk.mp3", "audio/mpeg", sound);
        Fetched fetched = fetch("/talk.mp3");
        assertThat(fetched.info().title()).isEqualTo("talk");
        assertThat(fetched.info().hasVideo()).isFalse();
        assertThat(fetched.media()).isEqualTo(folder.resolve("media.mp3")).hasBinaryContent(sound);
        assertThat(MediaFiles.leftIn(folder, "media.mp3")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void takesTheSoundAloneUnlessThePictureIsWanted(Tools tools) throws IOException {
        hls();
        YtDlp ytDlp = new YtDlp(tools, Duration.ofSeconds(20));
        Fetched heard = ytDlp.fetch(request("/master.m3u8"), folder, cancellation, this::progress);
        MediaProbe probe = new MediaProbe(MediaFiles.tools(), Duration.ofHours(1));
        assertThat(probe.probe(heard.media(), folder, cancellation).hasVideo()).isFalse();
        assertThat(heard.info().hasVideo()).isFalse();
        assertThat(site.asked()).noneMatch(asked -> asked.contains("/picture"));
        Files.delete(heard.media());
        fractions.clear();
        Request pictureToo = new Request(site.url("/master.m3u8"), true, null, LIMIT, null);
        Fetched seen = ytDlp.fetch(pictureToo, folder, cancellation, this::progress);
        MediaInfo both = probe.probe(seen.media(), folder, cancellation);
        assertThat(both.hasVideo()).isTrue();
        assertThat(both.hasAudio()).isTrue();
        assertThat(seen.info().hasVideo()).isTrue();
        assertThat(MediaFiles.leftIn(folder, seen.media().getFileName().toString()))
                .isEmpty();
        assertThat(fractions).isSorted().endsWith(1.0);
    }

    @Test
    void keepsTheThumbnail() throws IOException {
        site.page(
                        "/talk",
                        "<html><script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"VideoObject\","
                                + "\"name\":\"Still\",\"contentUrl\":\"" + site.url("/talk.mp4")
                                + "\",\"thumbnailUrl\":\"" + site.url("/still.jpg")
                                + "\",\"uploadDate\":\"2024-05-06T07:08:09Z\",\"duration\":\"PT2S\"}</script></html>")
                .file("/talk.mp4", "video/mp4", video)
                .file("/still.jpg", "image/jpeg", picture);
        Fetched fetched = fetch("/talk");
        assertThat(fetched.info().title()).isEqualTo("Still");
        assertThat(fetched.info().durationSeconds()).isEqualTo(2);
        assertThat(fetched.info().publishedAt()).isEqualTo("2024-05-06T07:08:09Z");
        assertThat(fetched.thumbnail())
                .isEqualTo(folder.resolve("thumbnail.jpg"))
                .hasBinaryContent(picture);
        assertThat(MediaFiles.leftIn(folder, "media.mp4", "thumbnail.jpg")).isEmpty();
    }

    @Test
    void doesWithoutCaptionsThatTheSiteDoesNotGiveOut() throws IOException {
        site.page("/talk", page("A talk", "/talk.mp4", "<track kind=captions srclang=en src=/en.vtt>"))
                .file("/talk.mp4", "video/mp4", video)
                .status("/en.vtt", 429);
        Fetched fetched = fetch("/talk");
        assertThat(fetched.captions()).isNull();
        assertThat(fetched.notes()).containsExactly("The source has captions, but they could not be downloaded.");
        assertThat(MediaFiles.leftIn(folder, "media.mp4")).isEmpty();
    }

    @Test
    void keepsAnyTitleOutOfFileNames() throws IOException {
        String title = "\u202e../../שלום \"$(touch x)\" '; 🎤\n" + "very ".repeat(40) + "long";
        site.page("/talk", page(title.replace("\"", "&quot;").replace("'", "&#39;"), "/talk.mp4", ""))
                .file("/talk.mp4", "video/mp4", video);
        Fetched fetched = fetch("/talk");
        assertThat(fetched.info().title()).isEqualTo(title.replace("\n", " "));
        assertThat(MediaFiles.leftIn(folder, "media.mp4")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, UNAVAILABLE", "410, UNAVAILABLE", "403, UNAVAILABLE", "429, FAILED", "500, FAILED", "503, FAILED"
    })
    void tellsTheStatusOfAPage(int status, Kind kind) throws IOException {
        site.status("/talk", status);
        assertFails("/talk", kind, "http_" + status);
    }

    @Test
    void saysThatThereIsNoMedia() throws IOException {
        site.page("/text", "<html><body>Words.</body></html>");
        assertFails("/text", Kind.UNAVAILABLE, "no_media");
    }

    @Test
    void refusesAListOfVideos() throws IOException {
        site.page("/list", page("Two", "/1.mp4", "") + "<video src=/2.mp4></video>");
        MediaException failure = assertFails("/list", Kind.UNAVAILABLE, "not_a_video");
        assertThat(failure).hasMessage("This is a playlist; give the URL of one video.");
    }

    @Test
    void takesTheOneVideoOfAFeed() throws IOException {
        site.file(
                        "/feed",
                        "application/rss+xml",
                        ("<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title><item><title>One</title><link>"
                                        + site.url("/talk") + "</link></item></channel></rss>")
                                .getBytes(StandardCharsets.UTF_8))
                .page("/talk", page("A talk", "/talk.mp4", ""))
                .file("/talk.mp4", "video/mp4", video);
        assertThat(fetch("/feed").info().title()).isEqualTo("A talk");
    }

    @Test
    void refusesWhatIsLargerThanAllowedWithAndWithoutItsLengthAnnounced() throws IOException {
        byte[] large =
                Stream.generate(() -> video).limit(1 + 3_000_000 / video.length).reduce(video, YtDlpIT::joined);
        site.file("/measured.mp4", "video/mp4", large).unmeasured("/unmeasured.mp4", "video/mp4", large);
        for (String path : List.of("/measured.mp4", "/unmeasured.mp4")) {
            MediaException failure = failure(new Request(site.url(path), false, null, 1_000_000, null));
            assertThat(failure.kind()).as(path).isEqualTo(Kind.TOO_LARGE);
            assertThat(failure).hasMessage("The download is larger than 1.0 MB.");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void leavesNeitherAChildNorAFileWhenCancelled() throws Exception {
        site.page("/talk", page("A talk", "/stuck.mp4", "")).stuck("/stuck.mp4", "video/mp4", new byte[200_000]);
        CompletableFuture<Fetched> fetching = CompletableFuture.supplyAsync(() -> fetch("/talk"));
        await().until(() -> Files.exists(folder.resolve("media.mp4.part")));
        long child = child();
        long before = System.nanoTime();
        cancellation.cancel();
        assertThat(fetching)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(CancelledException.class);
        // The promise is two seconds; a loaded machine gets twice that.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"text/html, TIMEOUT, timeout", "video/mp4, FAILED, network"})
    void givesUpOnAServerThatFallsSilent(String type, Kind kind, String word) throws IOException {
        site.stuck("/talk.mp4", type, new byte[0]);
        MediaException failure = catchThrowableOfType(
                MediaException.class,
                () -> new YtDlp(MediaFiles.tools(), Duration.ofSeconds(1))
                        .fetch(request("/talk.mp4"), folder, cancellation, this::progress));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.word()).isEqualTo(word);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void goesThroughTheProxyAndTellsItsRefusal() throws IOException {
        site.page("/good", page("Good", "/talk.mp4", ""))
                .page("/bad", page("Bad", "/inside.mp4", ""))
                .file("/talk.mp4", "video/mp4", video);
        try (RefusingProxy proxy = new RefusingProxy("/inside")) {
            Fetched fetched = fetch(through(proxy, site.url("/good")));
            assertThat(fetched.media()).hasBinaryContent(video);
            assertThat(proxy.asked()).contains("GET " + site.url("/good"), "GET " + site.url("/talk.mp4"));
            assertThat(proxy.asked()).hasSameSizeAs(site.asked());
            Files.delete(fetched.media());
            for (String url : List.of(site.url("/bad"), site.url("/inside.mp4"), "https://127.0.0.1:1/inside")) {
                MediaException failure = failure(through(proxy, url));
                assertThat(failure.word()).as(url).isEqualTo("private_address");
                assertThat(failure.kind().permanent()).isTrue();
                assertThat(failure).rootCause().message().doesNotContain("s3cret");
            }
            assertThat(site.asked()).noneMatch(asked -> asked.contains("inside"));
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void isLetThroughOrRefusedByTheGuard() throws IOException {
        site.page("/talk", page("A talk", "/talk.mp4", "")).file("/talk.mp4", "video/mp4", video);
        Vertx vertx = Vertx.vertx();
        try {
            for (boolean allowed : new boolean[] {true, false}) {
                GuardProxy proxy =
                        GuardProxy.start(vertx, new UrlGuard(allowed)).await();
                try (ProxyPass pass = proxy.open(LIMIT)) {
                    Request request = new Request(site.url("/talk"), false, null, LIMIT, URI.create(pass.proxyUrl()));
                    if (allowed) {
                        assertThat(fetch(request).media()).hasBinaryContent(video);
                        Files.delete(folder.resolve("media.mp4"));
                    } else {
                        site.asked().clear();
                        assertThat(failure(request).kind().permanent()).isTrue();
                        assertThat(pass.refusal()).isPresent();
                        assertThat(site.asked()).isEmpty();
                    }
                }
            }
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void doesNotLetAPageReachFilesOfThisMachine() throws IOException {
        Path inside = MediaFiles.ffmpeg(
                made, "inside.ts", "-i", made.resolve("talk.mp4").toString(), "-c", "copy");
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + inside.toUri() + "\n#EXT-X-ENDLIST\n";
        site.file(
                        "/master.m3u8",
                        "application/vnd.apple.mpegurl",
                        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/piece.ts\n#EXT-X-ENDLIST\n"
                                .getBytes(StandardCharsets.UTF_8))
                .file("/piece.ts", "video/mp2t", list.getBytes(StandardCharsets.UTF_8));
        // Where there is no ffprobe to ask first, ffmpeg is put to whatever came.
        Fetched fetched = new YtDlp(MediaFiles.embedded(), Duration.ofSeconds(20))
                .fetch(request("/master.m3u8"), folder, cancellation, this::progress);
        assertThat(fetched.media()).hasContent(list);
    }

    @Test
    void followsNoRedirectPastTheProxy() throws IOException {
        site.redirect("/ftp", "ftp://127.0.0.1:1/x");
        try (RefusingProxy proxy = new RefusingProxy("/inside")) {
            assertThat(failure(through(proxy, site.url("/ftp"))).word()).isEqualTo("private_address");
            assertThat(proxy.asked()).contains("GET ftp://127.0.0.1:1/x");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ytsearch:cats",
                "file:///etc/passwd",
                "--exec=touch x",
                "ftp://example.org/x",
                "http://a b",
                "http://example.org/#__youtubedl_smuggle=%7B%7D"
            })
    void takesUrlsOfTheWebOnly(String url) {
        assertThat(failure(new Request(url, false, null, LIMIT, null)).word()).isEqualTo("invalid_url");
    }

    /** One rendition of sound, one of picture. */
    private void hls() throws IOException {
        Path source = made.resolve("talk.mp4");
        for (String[] kind : List.of(new String[] {"sound", "-vn"}, new String[] {"picture", "-an"})) {
            String[] arguments = {"-i", source.toString(), kind[1], "-c", "copy", "-f", "hls", "-hls_time", "1"};
            MediaFiles.ffmpeg(made, kind[0] + ".m3u8", arguments);
        }
        site.file("/master.m3u8", "application/vnd.apple.mpegurl", """
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Sound",DEFAULT=YES,URI="/sound.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=500000,CODECS="avc1.42c00d,mp4a.40.2",RESOLUTION=640x360,AUDIO="a"
                /picture.m3u8
                """.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("sound") || name.startsWith("picture")) {
                    String type = name.endsWith("m3u8") ? "application/vnd.apple.mpegurl" : "video/mp2t";
                    site.file("/" + name, type, Files.readAllBytes(file));
                }
            }
        }
    }

    private Fetched fetch(String path) {
        return fetch(request(path));
    }

    private Fetched fetch(Request request) {
        return new YtDlp(MediaFiles.tools(), Duration.ofSeconds(20))
                .fetch(request, folder, cancellation, this::progress);
    }

    private MediaException assertFails(String path, Kind kind, String word) {
        MediaException failure = failure(request(path));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.word()).isEqualTo(word);
        assertThat(folder).isEmptyDirectory();
        return failure;
    }

    private MediaException failure(Request request) {
        return catchThrowableOfType(MediaException.class, () -> fetch(request));
    }

    private Request request(String path) {
        return new Request(site.url(path), false, null, LIMIT, null);
    }

    private static Request through(RefusingProxy proxy, String url) {
        return new Request(url, false, null, LIMIT, proxy.uri());
    }

    private void progress(double fraction, String message) {
        fractions.add(fraction);
        messages.add(message);
    }

    /** The pid in the note that a running child has in its folder. */
    private long child() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path note = files.filter(file -> file.toString().endsWith(".pid"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(Files.readString(note).split(" ", 2)[0]);
        }
    }

    private static String page(String title, String media, String within) {
        return "<html><head><meta property=\"og:title\" content=\"" + title + "\"></head><body><video><source src=\""
                + media + "\" type=\"video/mp4\">" + within + "</video></body></html>";
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
