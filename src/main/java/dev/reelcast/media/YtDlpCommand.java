package dev.reelcast.media;

import dev.reelcast.media.YtDlp.Request;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command lines of one request. Every option is named here; none comes from a person or a page. */
final class YtDlpCommand {

    /** The names, without extension, of what yt-dlp writes. */
    static final String MEDIA = "media";

    static final String CAPTIONS = "captions";
    static final String THUMBNAIL = "thumbnail";

    /** The protocols that go through a proxy; others, as rtmp, open connections of their own. */
    private static final String PROXIED = "[protocol~='^(https?|m3u8(_native)?|http_dash_segments|ism)$']";

    private static final List<String> SOUND = List.of("ba", "b[height<=?720]", "b");
    private static final List<String> PICTURE =
            List.of("bv*[height<=?1080]+ba", "b[height<=?1080]", "bv*+ba", "b", "ba");
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "ftp_proxy", "all_proxy");
    /** Where yt-dlp has ffmpeg open what was downloaded, which may be anything but media. */
    private static final List<String> FFMPEG_STEPS = List.of(
            "Merger",
            "FixupM3u8",
            "FixupM4a",
            "FixupStretched",
            "FixupTimestamp",
            "FixupDuration",
            "FixupDuplicateMoov");

    private static final long LARGEST_EXTRA = 20 * 1024 * 1024;

    private final Path program;
    private final Path ffmpeg;
    private final Duration timeout;
    private final Request request;
    private final Path folder;

    /**
     * @param timeout after which a connection that brings nothing is given up
     * @param folder where everything is written
     */
    YtDlpCommand(Path program, Path ffmpeg, Duration timeout, Request request, Path folder) {
        this.program = program;
        this.ffmpeg = ffmpeg;
        this.timeout = timeout;
        this.request = request;
        this.folder = folder;
    }

    Request request() {
        return request;
    }

    Path folder() {
        return folder;
    }

    /** Where the description of the video is to be put before {@link #download} and {@link #extras}. */
    Path description() {
        return folder.resolve("description.json");
    }

    /** Writes the description of what is at a URL to standard output; of a list, that of its first two entries. */
    List<String> look(String url) {
        List<String> command = common();
        command.addAll(List.of("--dump-single-json", "--flat-playlist", "--playlist-items", "1:2"));
        command.addAll(List.of("--abort-on-error", "--format", format(), "--", url));
        return command;
    }

    /** As {@link #look}, but content with a video that cannot be had yet. */
    List<String> lookAhead(String url) {
        List<String> command = look(url);
        command.add(1, "--ignore-no-formats-error");
        return command;
    }

    /** Downloads the media that the description tells of. */
    List<String> download() {
        List<String> command = common();
        command.addAll(List.of("--abort-on-error", "--format", format()));
        command.addAll(List.of("--max-filesize", Long.toString(request.maxBytes())));
        command.addAll(List.of("--newline", "--progress", "--progress-template", DownloadProgress.TEMPLATE));
        command.addAll(List.of("--output", MEDIA + ".%(ext)s"));
        command.addAll(List.of("--load-info-json", Ffmpeg.path(description())));
        return command;
    }

    /**
     * Downloads what goes with the media; what cannot be had is left out.
     *
     * @param captions a track's name, null for none
     */
    List<String> extras(@Nullable String captions, boolean thumbnail) {
        List<String> command = common();
        command.addAll(List.of("--ignore-errors", "--skip-download", "--ignore-no-formats-error"));
        command.addAll(List.of("--max-filesize", Long.toString(LARGEST_EXTRA)));
        if (captions != null) {
            command.addAll(
                    List.of("--write-subs", "--write-auto-subs", "--sub-langs", captions, "--sub-format", "vtt"));
        }
        if (thumbnail) {
            command.add("--write-thumbnail");
        }
        for (String kind : List.of("subtitle:" + CAPTIONS, "thumbnail:" + THUMBNAIL)) {
            command.addAll(List.of("--output", kind + ".%(ext)s"));
        }
        command.addAll(List.of("--output", MEDIA + ".%(ext)s", "--load-info-json", Ffmpeg.path(description())));
        return command;
    }

    /** A run of the program, with the proxy's credentials where no other user can read them. */
    ChildProcess process(List<String> command, Duration limit) {
        ChildProcess process = new ChildProcess(command, folder, limit);
        // The embedded ffmpeg is linked statically: it crashes on the machine's own modules for character sets.
        process.with("GCONV_PATH", "/dev/null");
        return through(request.proxy(), process);
    }

    /** Leads every connection of a run through a proxy, null for none. */
    static ChildProcess through(@Nullable URI proxy, ChildProcess process) {
        if (proxy != null) {
            // Unlike the option, the variables are for ffmpeg and for redirects to ftp, too.
            for (String variable : PROXIES) {
                process.with(variable, proxy.toString());
            }
        }
        return process;
    }

    /** How every run begins: nothing is read that is not ours, nothing is started, and no connection stands still. */
    static List<String> careful(Path program, Duration timeout) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--ignore-config"));
        command.addAll(List.of("--no-cache-dir", "--no-exec", "--no-cookies", "--no-cookies-from-browser"));
        command.addAll(List.of("--socket-timeout", Long.toString(Math.max(1, timeout.toSeconds()))));
        command.addAll(List.of("--retries", "3", "--extractor-retries", "2", "--retry-sleep", "1"));
        return command;
    }

    private List<String> common() {
        List<String> command = careful(program, timeout);
        command.add("--no-playlist");
        command.addAll(List.of("--restrict-filenames", "--no-mtime", "--ffmpeg-location", Ffmpeg.path(ffmpeg)));
        for (String step : FFMPEG_STEPS) {
            String options = String.join(" ", Ffmpeg.mediaOnly());
            command.addAll(List.of("--postprocessor-args", step + "+ffmpeg_i:" + options));
        }
        command.addAll(List.of("--downloader", "native"));
        command.addAll(List.of("--fragment-retries", "5", "--retry-sleep", "fragment:1"));
        return command;
    }

    private String format() {
        List<String> wanted = request.video() ? PICTURE : SOUND;
        return String.join("/", wanted.stream().map(YtDlpCommand::proxied).toList());
    }

    private static String proxied(String format) {
        return String.join(
                "+",
                Arrays.stream(format.split("\\+", -1))
                        .map(part -> part + PROXIED)
                        .toList());
    }
}
