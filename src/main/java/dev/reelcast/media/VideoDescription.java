package dev.reelcast.media;

import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.VideoTraits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What yt-dlp found at a URL ({@code yt-dlp -J}). The page decides most of it, so it is read with distrust: anything may
 * be absent, of another type, too long or nonsense.
 */
final class VideoDescription {

    private static final int LONGEST_LINE = 1000;
    private static final int LONGEST_TEXT = 20_000;
    private static final Set<String> AUDIO_EXTENSIONS =
            Set.of("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "wma", "weba", "mka", "aiff");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern WEB_URL = Pattern.compile("(?i)https?://\\S+");

    private static final Set<String> UNFINISHED = Set.of("is_upcoming", "is_live", "post_live");
    private static final double LONGEST_SHORT = 180;

    private final JsonObject json;

    VideoDescription(JsonObject json) {
        this.json = json;
    }

    JsonObject json() {
        return json;
    }

    /** Whether there are several videos, or one within a list, instead of one. */
    boolean list() {
        return json.getValue("_type") instanceof String type && (type.equals("playlist") || type.equals("multi_video"));
    }

    /** What is in the list; each is a description, or the URL of one. */
    List<VideoDescription> entries() {
        return objects(json.getValue("entries")).stream()
                .map(VideoDescription::new)
                .toList();
    }

    /** Where the description is to be had, when this is but a reference to it. */
    Optional<String> reference() {
        boolean refers = json.getValue("_type") instanceof String type && type.startsWith("url");
        return refers ? Optional.ofNullable(webUrl(json.getValue("url"))) : Optional.empty();
    }

    /** As yt-dlp puts it: {@code is_live}, {@code is_upcoming}, {@code post_live}, {@code was_live}, {@code not_live}. */
    @Nullable
    String liveStatus() {
        return Boolean.TRUE.equals(json.getValue("is_live")) ? "is_live" : word("live_status");
    }

    @Nullable
    Instant releaseTime() {
        return time("release_timestamp");
    }

    /** Bytes of each file that makes up the media, null when not known; at least one. */
    List<@Nullable Long> sizes() {
        List<@Nullable Long> sizes = new ArrayList<>();
        for (JsonObject format : objects(json.getValue("requested_formats"))) {
            sizes.add(size(format));
        }
        if (sizes.isEmpty()) {
            sizes.add(size(json));
        }
        return sizes;
    }

    boolean hasThumbnail() {
        return !objects(json.getValue("thumbnails")).isEmpty();
    }

    /** The version of yt-dlp that wrote this, as {@code 2023.03.04}. */
    Optional<String> writtenBy() {
        return json.getValue("_version") instanceof JsonObject version
                        && version.getValue("version") instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /**
     * @param url what was asked for, for when the description does not say
     * @param media what was downloaded
     */
    SourceInfo sourceInfo(String url, Path media) {
        String found = webUrl(json.getValue("webpage_url"));
        return new SourceInfo(
                title(),
                firstLine("channel", "uploader", "artist"),
                description(),
                found == null ? url : found,
                duration(),
                publishedAt(),
                language(),
                hasVideo(media.toString()));
    }

    /** What filters ask. While something is still being sent its length says nothing. */
    VideoTraits traits() {
        String status = liveStatus();
        boolean over = status == null || !UNFINISHED.contains(status);
        return new VideoTraits(title(), over ? duration() : null, isShort(), isLiveStream(status));
    }

    /** Versions of yt-dlp that do not say so are told by the shape: YouTube's shorts are upright and of three minutes. */
    private @Nullable Boolean isShort() {
        String kind = word("media_type");
        if (kind != null) {
            return kind.equals("short");
        }
        Double seconds = duration();
        List<JsonObject> pictures = new ArrayList<>(objects(json.getValue("formats")));
        pictures.add(json);
        return pictures.stream()
                .filter(picture -> picture.getValue("width") instanceof Number width
                        && width.doubleValue() > 0
                        && picture.getValue("height") instanceof Number)
                .findFirst()
                .map(picture -> seconds != null
                        && seconds <= LONGEST_SHORT
                        && ((Number) picture.getValue("height")).doubleValue()
                                >= ((Number) picture.getValue("width")).doubleValue())
                .orElse(null);
    }

    /** A premiere is sent live, too, but is no live stream: only newer versions of yt-dlp tell one from the other. */
    private @Nullable Boolean isLiveStream(@Nullable String status) {
        String kind = word("media_type");
        if (kind != null) {
            return kind.equals("livestream");
        }
        return status == null || status.equals("is_upcoming") ? null : !status.equals("not_live");
    }

    /** A BCP 47 tag. */
    @Nullable
    String language() {
        String tag = word("language");
        String dashed = tag == null ? "" : tag.replace('_', '-');
        return LANGUAGE.matcher(dashed).matches() && !dashed.equals("und") ? dashed : null;
    }

    private @Nullable String title() {
        String title = firstLine("title", "fulltitle");
        // A page's own player is always given a number, as if there were more.
        return title != null && "html5".equals(json.getValue("extractor"))
                ? title.replaceFirst(" \\(\\d+\\)$", "")
                : title;
    }

    private @Nullable String description() {
        String text = word("description");
        return text == null ? null : UntrustedText.lines(text, LONGEST_TEXT);
    }

    private @Nullable String firstLine(String... keys) {
        for (String key : keys) {
            String text = word(key);
            String line = text == null ? "" : UntrustedText.line(text, LONGEST_LINE);
            if (!line.isEmpty()) {
                return line;
            }
        }
        return null;
    }

    @Nullable
    Double duration() {
        return json.getValue("duration") instanceof Number seconds && seconds.doubleValue() > 0
                ? Double.valueOf(seconds.doubleValue())
                : null;
    }

    @Nullable
    Instant publishedAt() {
        for (String key : List.of("release_timestamp", "timestamp")) {
            Instant time = time(key);
            if (time != null) {
                return time;
            }
        }
        String day = word("upload_date");
        try {
            return day == null
                    ? null
                    : LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            // A day that is none is as good as one that is not given.
            return null;
        }
    }

    /** Where a page does not say what is in its media, the name has to do. */
    private boolean hasVideo(String media) {
        String codec = word("vcodec");
        return codec != null
                ? !codec.equals("none")
                : !AUDIO_EXTENSIONS.contains(media.substring(media.lastIndexOf('.') + 1));
    }

    private @Nullable Instant time(String key) {
        return json.getValue(key) instanceof Number seconds
                        && seconds.longValue() > 0
                        && seconds.longValue() < 253_402_300_800L
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    private @Nullable String word(String key) {
        return json.getValue(key) instanceof String text && !text.isBlank() ? text : null;
    }

    private static @Nullable Long size(JsonObject format) {
        for (String key : List.of("filesize", "filesize_approx")) {
            if (format.getValue(key) instanceof Number bytes && bytes.longValue() > 0) {
                return bytes.longValue();
            }
        }
        return null;
    }

    private static @Nullable String webUrl(@Nullable Object value) {
        return value instanceof String text && WEB_URL.matcher(text).matches() ? text : null;
    }

    /** The objects in what should be a list of such. */
    static List<JsonObject> objects(@Nullable Object value) {
        List<JsonObject> objects = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (Object element : array) {
                if (element instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }
}
