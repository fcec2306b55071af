package dev.reelcast.stage;

import dev.reelcast.config.Config;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.YtDlp;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.VideoSieve;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardProxy;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.ProxyPass;
import dev.reelcast.net.Refused;
import dev.reelcast.net.SourceKind;
import dev.reelcast.net.VideoUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gets what is at a URL: a media file by plain HTTP, a page's video by yt-dlp. Neither gets inside the network. */
public final class Downloader {

    private static final Duration LIMIT = Duration.ofHours(12);
    /** Bytes that pages, captions and pictures may take. */
    private static final long BESIDE_THE_MEDIA = 256L << 20;

    private static final Pattern NAME = Pattern.compile("([^/?#]+?)(?:\\.([A-Za-z0-9]{2,4}))?(?:[?#].*)?$");

    private final GuardedClient client;
    private final GuardProxy proxy;
    private final YtDlp ytDlp;
    private final Config.Network config;
    private final @Nullable String language;

    /**
     * @param media in the run's folder
     * @param contentType as the server said, else {@code application/octet-stream}
     * @param captions WebVTT, null for none
     */
    record Downloaded(
            Path media,
            String contentType,
            SourceInfo info,
            @Nullable Path captions) {}

    /** @param language BCP 47 tag of the captions that are wanted, null for the video's own */
    public Downloader(
            GuardedClient client, GuardProxy proxy, YtDlp ytDlp, Config.Network config, @Nullable String language) {
        this.client = client;
        this.proxy = proxy;
        this.ytDlp = ytDlp;
        this.config = config;
        this.language = language;
    }

    Downloaded download(StageContext context) throws FetchException, Refused, IOException, InterruptedException {
        String url = Objects.requireNonNull(context.job().videoUrl(), "a job without its URL");
        SourceKind kind = SourceKind.of(VideoUrl.parse(url));
        if (kind == null) {
            GuardedClient.Found found = Fetching.await(client.look(Fetch.get(url)), context.cancellation());
            kind = SourceKind.of(found);
        }
        return kind == SourceKind.FILE ? file(url, context) : page(url, context);
    }

    private Downloaded file(String url, StageContext context) throws FetchException, IOException, InterruptedException {
        Matcher name = NAME.matcher(URI.create(url).getPath());
        boolean named = name.find();
        String extension = named && name.group(2) != null ? name.group(2).toLowerCase(Locale.ROOT) : "media";
        Path media = context.folder().resolve("download." + extension);
        GuardedClient.Found found = Fetching.await(
                client.download(
                        Fetch.get(url).maxBytes(config.downloadLimit()).within(LIMIT),
                        media,
                        (bytes, total) -> context.progress(
                                total > 0 ? (double) bytes / total : 0,
                                total > 0
                                        ? "Downloading " + megabytes(bytes) + " of " + megabytes(total)
                                        : "Downloading " + megabytes(bytes))),
                context.cancellation());
        String type = found.contentType();
        SourceInfo info = new SourceInfo(
                named ? name.group(1).replace('_', ' ') : null, null, null, url, null, null, null, false);
        return new Downloaded(media, type == null ? "application/octet-stream" : type, info, null);
    }

    private Downloaded page(String url, StageContext context) throws IOException {
        Path folder = Files.createDirectory(context.folder().resolve("page"));
        if (!config.allowPrivate()) {
            ytDlp.requireKeptByProxy(context.folder(), context.cancellation());
        }
        try (ProxyPass pass = proxy.open(config.downloadLimit() + BESIDE_THE_MEDIA)) {
            YtDlp.Request request =
                    new YtDlp.Request(url, false, language, config.downloadLimit(), URI.create(pass.proxyUrl()));
            try {
                YtDlp.Fetched fetched = ytDlp.fetch(
                        request,
                        folder,
                        context.cancellation(),
                        (fraction, message) -> context.progress(fraction, "Downloading " + message),
                        check(context.filters()));
                fetched.notes().forEach(context::warn);
                return new Downloaded(fetched.media(), "application/octet-stream", fetched.info(), fetched.captions());
            } catch (MediaException e) {
                throw pass.spent() && e.kind() == MediaException.Kind.FAILED
                        ? new MediaException(MediaException.Kind.TOO_LARGE, "The video is larger than is allowed.", e)
                        : e;
            }
        }
    }

    /** Title and rule were held against one another when the video was discovered. */
    private static YtDlp.Check check(@Nullable VideoFilters filters) {
        if (filters == null) {
            return video -> {};
        }
        VideoSieve sieve = new VideoSieve(filters);
        return video -> sieve.byNature(video).ifPresent(leftOut -> {
            throw new UnwantedException(leftOut);
        });
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
