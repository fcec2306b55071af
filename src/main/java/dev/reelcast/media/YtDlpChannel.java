package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is on a YouTube channel, by yt-dlp: the lists that its pages show, without opening any video. Blocking; one object
 * for one piece of work in a folder of its own.
 */
public final class YtDlpChannel {

    /** A page of a channel that lists videos, each newest first. */
    public enum Tab {
        VIDEOS,
        STREAMS,
        SHORTS
    }

    /**
     * A video as a list shows it; null is what the list does not say.
     *
     * @param published for most only roughly: "2 years ago" is two years before now, however much longer it was
     * @param live as yt-dlp puts it: {@code is_live}, {@code is_upcoming}, {@code was_live}
     */
    public record Entry(
            String videoId,
            String title,
            @Nullable Instant published,
            @Nullable Double durationSeconds,
            @Nullable String live) {}

    /** How one is run. */
    public record Run(Path folder, @Nullable URI proxy, Cancellation cancellation) {}

    private static final Duration LOOK_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIST_LIMIT = Duration.ofHours(2);
    private static final int LARGEST_LOOK = 32 * 1024 * 1024;
    private static final int LONGEST_TITLE = 1_000;
    private static final Pattern VIDEO_ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Pattern CHANNEL_ID = Pattern.compile("UC[A-Za-z0-9_-]{22}");
    private static final Pattern NO_SUCH_TAB =
            Pattern.compile("does not have a \\w+ tab|has no (?:uploads|videos)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_SUCH_CHANNEL = Pattern.compile(
            "http error 404|does not exist|(?:account|channel)[\\w ']* (?:terminated|closed|not available)|no longer available",
            Pattern.CASE_INSENSITIVE);
    private static final String LINE = "%(.{id,title,timestamp,release_timestamp,upload_date,duration,live_status})j";

    private final Tools tools;
    private final Duration timeout;
    private final Run run;

    /** @param timeout after which a connection that brings nothing is given up */
    public YtDlpChannel(Tools tools, Duration timeout, Run run) {
        this.tools = tools;
        this.timeout = timeout;
        this.run = run;
    }

    /**
     * The id of the channel that a page belongs to.
     *
     * @param url of a channel, as {@code https://www.youtube.com/@handle}
     * @throws MediaException of kind {@link Kind#UNAVAILABLE} when there is none, else as {@link YtDlp#fetch}
     */
    public String id(String url) {
        List<String> command = command();
        command.addAll(List.of("--flat-playlist", "--playlist-items", "0", "--dump-single-json", "--", url));
        JsonObject channel = look(command);
        for (String member : List.of("channel_id", "uploader_id", "id")) {
            if (channel.getValue(member) instanceof String id
                    && CHANNEL_ID.matcher(id).matches()) {
                return id;
            }
        }
        throw new MediaException(Kind.UNAVAILABLE, "no_channel", "There is no channel at this address.", null);
    }

    /**
     * Reads a list from its newest entry on; a channel without that list has none.
     *
     * @param wanted hears of each entry, and says whether those after it are wanted
     * @throws MediaException of kind {@link Kind#UNAVAILABLE} when there is no such channel, else as {@link YtDlp#fetch}
     */
    public void list(String channelId, Tab tab, Predicate<Entry> wanted) {
        List<String> command = command();
        command.addAll(List.of("--flat-playlist", "--lazy-playlist", "--print", LINE));
        command.addAll(List.of("--extractor-args", "youtubetab:approximate_date"));
        command.addAll(List.of("--", "https://www.youtube.com/channel/" + channelId + "/" + word(tab)));
        try {
            Result result = process(command, LIST_LIMIT)
                    .onLine(line -> {
                        if (!entry(line).map(wanted::test).orElse(true)) {
                            throw new EnoughSeen();
                        }
                    })
                    .run(run.cancellation());
            if (!result.ok() && !NO_SUCH_TAB.matcher(result.errorTail()).find()) {
                throw failure(result);
            }
        } catch (EnoughSeen enough) {
            // The program ended because of it.
        }
    }

    /** When a video was published, to the second where its page says so; empty when it cannot be seen or does not say. */
    public Optional<Instant> published(String videoId) {
        List<String> command = command();
        command.addAll(List.of("--no-playlist", "--ignore-no-formats-error", "--dump-single-json"));
        command.addAll(List.of("--", "https://www.youtube.com/watch?v=" + videoId));
        try {
            return Optional.ofNullable(new VideoDescription(look(command)).publishedAt());
        } catch (MediaException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<String> command() {
        Path program = tools.ytDlp().orElseThrow(() -> new MediaException(Kind.TOOL_MISSING, YtDlp.MISSING));
        return YtDlpCommand.careful(program, timeout);
    }

    private JsonObject look(List<String> command) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        Result result = process(command, LOOK_LIMIT)
                .onOutput(in -> {
                    byte[] bytes = in.readNBytes(LARGEST_LOOK + 1);
                    if (bytes.length > LARGEST_LOOK) {
                        throw new MediaException(Kind.UNAVAILABLE, "The page describes more than can be taken in.");
                    }
                    json.writeBytes(bytes);
                })
                .run(run.cancellation());
        if (!result.ok()) {
            throw failure(result);
        }
        try {
            return new JsonObject(Buffer.buffer(json.toByteArray()));
        } catch (DecodeException | ClassCastException e) {
            throw new MediaException(Kind.FAILED, "yt-dlp's answer could not be read.", e);
        }
    }

    private ChildProcess process(List<String> command, Duration limit) {
        return YtDlpCommand.through(run.proxy(), new ChildProcess(new ArrayList<>(command), run.folder(), limit));
    }

    private static MediaException failure(Result result) {
        MediaException failure = YtDlpFailures.of(result);
        return NO_SUCH_CHANNEL.matcher(result.errorTail()).find()
                ? new MediaException(
                        Kind.UNAVAILABLE, "no_channel", "YouTube has no such channel, or it is closed.", failure)
                : failure;
    }

    /** Empty for a line that is no video: a list of lists, a notice. */
    private static Optional<Entry> entry(String line) {
        JsonObject json;
        try {
            json = new JsonObject(line);
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
        if (!(json.getValue("id") instanceof String id) || !VIDEO_ID.matcher(id).matches()) {
            return Optional.empty();
        }
        VideoDescription video = new VideoDescription(json);
        String title = json.getValue("title") instanceof String text ? UntrustedText.line(text, LONGEST_TITLE) : "";
        return Optional.of(new Entry(id, title, video.publishedAt(), video.duration(), video.liveStatus()));
    }

    private static String word(Tab tab) {
        return dev.reelcast.model.Wire.word(tab);
    }

    /** Thrown into the reading of a list, which ends the program. */
    private static final class EnoughSeen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughSeen() {
            super(null, null, false, false);
        }
    }
}
