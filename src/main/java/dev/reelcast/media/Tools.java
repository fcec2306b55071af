package dev.reelcast.media;

import dev.reelcast.config.Config;
import dev.reelcast.media.MediaException.Kind;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs are that media work needs: at the configured path, else on the PATH, and for ffmpeg at last among
 * what the build brought along. Looked up once, when made; the embedded ffmpeg is unpacked when it is first asked for.
 */
public final class Tools {

    private final Optional<Path> ffprobe;
    private final Optional<Path> ytDlp;
    private final Optional<Path> pocketsphinx;
    private final Optional<Path> espeakNg;
    private final Path cacheFolder;
    private @Nullable Path ffmpeg;

    /**
     * @param configured paths or names of programs; null members are looked for
     * @param cacheFolder where the embedded ffmpeg is kept once unpacked; made when needed
     * @throws MediaException of kind {@link Kind#TOOL_MISSING} when a configured program is not there
     */
    public Tools(Config.Tools configured, Path cacheFolder) {
        this.cacheFolder = cacheFolder;
        this.ffmpeg = find("tools.ffmpeg", configured.ffmpeg(), "ffmpeg").orElse(null);
        this.ffprobe = find("tools.ffprobe", configured.ffprobe(), "ffprobe");
        this.ytDlp = find("tools.yt-dlp", configured.ytDlp(), "yt-dlp");
        this.pocketsphinx = find("tools.pocketsphinx", configured.pocketsphinx(), "pocketsphinx_continuous");
        this.espeakNg = find("tools.espeak-ng", configured.espeakNg(), "espeak-ng");
    }

    /** @throws MediaException of kind {@link Kind#TOOL_MISSING} when there is none for this machine */
    public synchronized Path ffmpeg() {
        if (ffmpeg == null) {
            ffmpeg = EmbeddedFfmpeg.unpack(cacheFolder);
        }
        return ffmpeg;
    }

    public Optional<Path> ffprobe() {
        return ffprobe;
    }

    public Optional<Path> ytDlp() {
        return ytDlp;
    }

    /** The {@code pocketsphinx_continuous} program. */
    public Optional<Path> pocketsphinx() {
        return pocketsphinx;
    }

    public Optional<Path> espeakNg() {
        return espeakNg;
    }

    private static Optional<Path> find(String key, @Nullable String configured, String name) {
        if (configured == null) {
            return Programs.find(name);
        }
        Optional<Path> found = Programs.find(configured);
        if (found.isEmpty()) {
            throw new MediaException(Kind.TOOL_MISSING, key + " names no program that can be run: " + configured);
        }
        return found;
    }
}
