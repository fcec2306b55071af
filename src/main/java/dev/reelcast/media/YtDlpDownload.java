package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Downloads what a description tells of: the media, and what goes with it. */
final class YtDlpDownload {

    /** A download that stands still ends long before, by its connection's time-out; this ends one that trickles. */
    private static final Duration MEDIA_LIMIT = Duration.ofHours(12);

    private static final Duration EXTRAS_LIMIT = Duration.ofMinutes(2);
    private static final long LARGEST_THUMBNAIL = 20 * 1024 * 1024;
    /** What stands beside a file while it is not whole. */
    private static final Pattern UNFINISHED = Pattern.compile(".*\\.(?:part|part-Frag\\d+|ytdl|temp\\.\\w+)");

    private final YtDlpCommand commands;
    private final VideoDescription video;
    private final Cancellation cancellation;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Path captions;
    private @Nullable Path thumbnail;

    YtDlpDownload(YtDlpCommand commands, VideoDescription video, Cancellation cancellation) {
        this.commands = commands;
        this.video = video;
        this.cancellation = cancellation;
    }

    /** @throws MediaException of kind {@link Kind#TOO_LARGE} or as {@link YtDlpFailures} says */
    Path media(YtDlp.Progress progress) {
        try {
            Files.write(commands.description(), video.json().toBuffer().getBytes());
        } catch (IOException e) {
            throw unreadable(e);
        }
        DownloadProgress lines =
                new DownloadProgress(video.sizes(), commands.request().maxBytes(), progress);
        Result result = commands.process(commands.download(), MEDIA_LIMIT)
                .onLine(lines::line)
                .run(cancellation);
        if (!result.ok()) {
            throw YtDlpFailures.of(result);
        }
        List<Path> files = written(YtDlpCommand.MEDIA);
        if (files.isEmpty() && lines.tooLarge()) {
            throw lines.largerThanAllowed();
        }
        if (files.size() != 1) {
            throw result.failure("The download is not whole.");
        }
        if (size(files.get(0)) > commands.request().maxBytes()) {
            throw lines.largerThanAllowed();
        }
        if (lines.missingPieces() > 0) {
            notes.add("The source lacks " + lines.missingPieces() + " pieces of the recording; it has gaps there.");
        }
        return files.get(0);
    }

    /** Gets captions and thumbnail where there are such. To be called after {@link #media}. */
    void extras() {
        Optional<String> track = CaptionTrack.choose(
                video.json(), video.language(), commands.request().language());
        if (track.isEmpty() && !video.hasThumbnail()) {
            return;
        }
        try {
            commands.process(commands.extras(track.orElse(null), video.hasThumbnail()), EXTRAS_LIMIT)
                    .run(cancellation);
        } catch (CancelledException e) {
            throw e;
        } catch (MediaException e) {
            notes.add("What goes with the recording could not all be downloaded: " + e.getMessage());
        }
        captions = first(YtDlpCommand.CAPTIONS).orElse(null);
        thumbnail = first(YtDlpCommand.THUMBNAIL)
                .filter(file -> size(file) <= LARGEST_THUMBNAIL)
                .orElse(null);
        if (track.isPresent() && captions == null) {
            notes.add("The source has captions, but they could not be downloaded.");
        }
        if (video.hasThumbnail() && thumbnail == null) {
            notes.add("The source has a thumbnail, but it could not be downloaded.");
        }
    }

    @Nullable
    Path captions() {
        return captions;
    }

    @Nullable
    Path thumbnail() {
        return thumbnail;
    }

    /** What is missing, a sentence each. */
    List<String> notes() {
        return notes;
    }

    private Optional<Path> first(String name) {
        return written(name).stream().filter(file -> size(file) > 0).findFirst();
    }

    private List<Path> written(String name) {
        try (Stream<Path> files = Files.list(commands.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "."))
                    .filter(file -> !UNFINISHED.matcher(file.toString()).matches())
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static MediaException unreadable(IOException e) {
        return String.valueOf(e.getMessage()).contains("No space left on device")
                ? new MediaException(Kind.NO_SPACE, "The disk is full.", e)
                : new MediaException(Kind.FAILED, "The work folder could not be used.", e);
    }
}
