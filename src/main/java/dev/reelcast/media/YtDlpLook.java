package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out what is at a URL, and whether it is one video that can be had now. */
final class YtDlpLook {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int LARGEST = 32 * 1024 * 1024;
    /** A list of one video may stand in a list of one list. */
    private static final int MOST_LOOKS = 3;

    private static final Duration WHILE_LIVE = Duration.ofMinutes(15);
    private static final Duration WHEN_UNKNOWN = Duration.ofMinutes(10);
    private static final Duration AFTER_RELEASE = Duration.ofMinutes(5);

    private static final DateTimeFormatter RELEASE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final YtDlpCommand commands;
    private final Cancellation cancellation;
    private final Clock clock;
    private final YtDlp.Check check;

    YtDlpLook(YtDlpCommand commands, Cancellation cancellation, Clock clock, YtDlp.Check check) {
        this.commands = commands;
        this.cancellation = cancellation;
        this.clock = clock;
        this.check = check;
    }

    /**
     * The description of the one video at a URL.
     *
     * @throws NotYetException when it has not begun or is still running
     * @throws MediaException when there is no video, or more than one
     */
    VideoDescription at(String url) {
        String next = url;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            VideoDescription found = only(describe(next));
            if (found.reference().isEmpty()) {
                return begunAndEnded(found);
            }
            next = found.reference().get();
        }
        throw noMedia();
    }

    private VideoDescription describe(String url) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        Result result = run(commands.look(url), json);
        if (!result.ok()) {
            throw YtDlpFailures.notYet(result) ? notYet(announced(url)) : YtDlpFailures.of(result);
        }
        return new VideoDescription(object(json));
    }

    /** One entry of a list is that entry, and a list within it the entry of that. */
    private static VideoDescription only(VideoDescription found) {
        VideoDescription video = found;
        while (video.list()) {
            List<VideoDescription> entries = video.entries();
            if (entries.isEmpty()) {
                throw noMedia();
            }
            if (entries.size() > 1) {
                throw new MediaException(
                        Kind.UNAVAILABLE, "not_a_video", "This is a playlist; give the URL of one video.", null);
            }
            video = entries.get(0);
        }
        return video;
    }

    private VideoDescription begunAndEnded(VideoDescription video) {
        check.look(video.traits());
        String status = video.liveStatus();
        if ("is_upcoming".equals(status)) {
            throw notYet(video.releaseTime());
        }
        if ("is_live".equals(status) || "post_live".equals(status)) {
            throw new NotYetException(clock.instant().plus(WHILE_LIVE), "Waiting for the end of the live stream.");
        }
        return video;
    }

    private NotYetException notYet(@Nullable Instant release) {
        Instant now = clock.instant();
        Instant until = release == null ? now : release.plus(AFTER_RELEASE);
        return until.isAfter(now)
                ? new NotYetException(until, "Waiting for the video to begin, at " + RELEASE.format(release) + " UTC.")
                : new NotYetException(now.plus(WHEN_UNKNOWN), "Waiting for the video to begin.");
    }

    /** When a video that cannot be had yet will begin, null when even that is not to be learnt. */
    private @Nullable Instant announced(String url) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        Result result = run(commands.lookAhead(url), json);
        if (!result.ok()) {
            return null;
        }
        VideoDescription video = new VideoDescription(object(json));
        check.look(video.traits());
        return video.releaseTime();
    }

    private Result run(List<String> command, ByteArrayOutputStream output) {
        return commands.process(command, LIMIT)
                .onOutput(in -> {
                    byte[] bytes = in.readNBytes(LARGEST + 1);
                    if (bytes.length > LARGEST) {
                        throw new MediaException(Kind.UNAVAILABLE, "The page describes more than can be taken in.");
                    }
                    output.write(bytes);
                })
                .run(cancellation);
    }

    private static JsonObject object(ByteArrayOutputStream json) {
        try {
            return new JsonObject(Buffer.buffer(json.toByteArray()));
        } catch (DecodeException | ClassCastException e) {
            throw new MediaException(Kind.FAILED, "yt-dlp's description of the video could not be read.", e);
        }
    }

    private static MediaException noMedia() {
        return new MediaException(Kind.UNAVAILABLE, "no_media", "There is no video or audio at this address.", null);
    }
}
