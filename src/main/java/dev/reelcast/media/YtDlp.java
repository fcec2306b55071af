package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.VideoTraits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the recording that a page shows, by yt-dlp: one look at what is there, the download of exactly that, and then
 * captions and thumbnail, without which it is a success too. Nothing that a person or a page says becomes an option.
 * Thread-safe.
 */
public final class YtDlp {

    /**
     * What to fetch.
     *
     * @param url of a page with one video, or of the media itself; http or https
     * @param video whether the picture is wanted; else the best sound alone, where the source has that
     * @param language BCP 47 tag of the captions that are wanted, null for the language of the video
     * @param maxBytes the largest download
     * @param proxy where every connection goes through, with its credentials, as {@code http://user:key@127.0.0.1:3128};
     *     null for none
     */
    public record Request(
            String url,
            boolean video,
            @Nullable String language,
            long maxBytes,
            @Nullable URI proxy) {}

    /**
     * What was fetched; its files are all that is left in the folder.
     *
     * @param info what the source says of itself; {@code hasVideo} is about the media that was fetched
     * @param media in the source's own container
     * @param captions WebVTT, named {@code captions.LANGUAGE.vtt}; null when there are none
     * @param thumbnail a picture of some format, null when there is none
     * @param notes for the job's log, a sentence each: what is missing, what should be known
     */
    public record Fetched(
            SourceInfo info,
            Path media,
            @Nullable Path captions,
            @Nullable Path thumbnail,
            List<String> notes) {
        public Fetched {
            notes = List.copyOf(notes);
        }
    }

    /** Hears how far a download is, on another thread, a few times a second. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param fraction 0 to 1, never less than before
         * @param message for people, as {@code 34 MB of 120 MB, 2.1 MB/s}
         */
        void at(double fraction, String message);
    }

    /** Looks at a video that is to be fetched; on the thread that fetches it. */
    @FunctionalInterface
    public interface Check {
        void look(VideoTraits video);
    }

    /** The first that a page cannot make go past the proxy: CVE-2023-46121. */
    private static final String FIRST_SAFE = "2023.11.14";

    private static final Pattern WEB_URL = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}]+");
    static final String MISSING = "This page needs yt-dlp, which is not installed on the server. Install it with"
            + " \"pipx install yt-dlp\", or name its path as tools.yt-dlp in the configuration.";
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);

    /** Behind this mark yt-dlp reads a URL as instructions to itself. */
    private static final String SMUGGLED = "__youtubedl_smuggle";

    private final Tools tools;
    private final Duration timeout;
    private final Clock clock;

    /** @param timeout after which a connection that brings nothing is given up */
    public YtDlp(Tools tools, Duration timeout) {
        this(tools, timeout, Clock.systemUTC());
    }

    YtDlp(Tools tools, Duration timeout, Clock clock) {
        this.tools = tools;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Refuses a yt-dlp that a page could lead past the proxy, to addresses that the proxy refuses.
     *
     * @param folder an existing folder
     * @throws MediaException of kind {@link Kind#TOOL_MISSING} when it is older than {@value #FIRST_SAFE}, or not there
     */
    public void requireKeptByProxy(Path folder, Cancellation cancellation) {
        Path program = tools.ytDlp().orElseThrow(() -> new MediaException(Kind.TOOL_MISSING, MISSING));
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        new ChildProcess(List.of(program.toString(), "--ignore-config", "--version"), folder, VERSION_LIMIT)
                .onLine(lines::add)
                .run(cancellation);
        if (lines.isEmpty() || lines.get(0).compareTo(FIRST_SAFE) < 0) {
            throw new MediaException(
                    Kind.TOOL_MISSING,
                    "The installed yt-dlp is too old: a page could lead it to private addresses. Install " + FIRST_SAFE
                            + " or newer with \"pipx install yt-dlp\", or set network.allow-private.");
        }
    }

    /**
     * Fetches a recording. Blocks as long as it takes.
     *
     * @param folder empty, and used for nothing else until this returns; empty again when this fails
     * @throws NotYetException when it has not begun, or is a live stream that has not ended
     * @throws MediaException of kind {@link Kind#UNAVAILABLE}, {@link Kind#TOO_LARGE} or {@link Kind#TOOL_MISSING} for
     *     good, {@link Kind#TIMEOUT}, {@link Kind#NO_SPACE} or {@link Kind#FAILED} for now; its word tells more
     */
    public Fetched fetch(Request request, Path folder, Cancellation cancellation, Progress progress) {
        return fetch(request, folder, cancellation, progress, video -> {});
    }

    /**
     * As {@link #fetch(Request, Path, Cancellation, Progress)}.
     *
     * @param check hears what is known of the video before anything is downloaded, and before it is waited for; what it
     *     throws ends this
     */
    public Fetched fetch(Request request, Path folder, Cancellation cancellation, Progress progress, Check check) {
        Path program = tools.ytDlp().orElseThrow(() -> new MediaException(Kind.TOOL_MISSING, MISSING));
        if (!WEB_URL.matcher(request.url()).matches() || request.url().contains(SMUGGLED)) {
            throw new MediaException(Kind.UNAVAILABLE, "invalid_url", "This URL is not one that is fetched.", null);
        }
        YtDlpCommand commands = new YtDlpCommand(program, tools.ffmpeg(), timeout, request, folder);
        try (FolderGuard guard = new FolderGuard(folder)) {
            VideoDescription video = new YtDlpLook(commands, cancellation, clock, check).at(request.url());
            YtDlpDownload download = new YtDlpDownload(commands, video, cancellation);
            Path media = download.media(progress);
            download.extras();
            guard.keep(media);
            guard.keep(download.captions());
            guard.keep(download.thumbnail());
            List<String> notes = new ArrayList<>(download.notes());
            if (request.proxy() != null && video.writtenBy().orElse(FIRST_SAFE).compareTo(FIRST_SAFE) < 0) {
                notes.add("yt-dlp is so old that a page can lead it to private addresses; install a newer one.");
            }
            return new Fetched(
                    video.sourceInfo(request.url(), media), media, download.captions(), download.thumbnail(), notes);
        }
    }
}
