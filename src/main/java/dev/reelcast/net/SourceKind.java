package dev.reelcast.net;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How what stands at a URL is taken. */
public enum SourceKind {
    /** It is a media file: plain HTTP is enough. */
    FILE,
    /** It is a page, a feed or a playlist: yt-dlp finds the media in it. */
    PAGE;

    private static final Set<String> MEDIA_EXTENSIONS = Set.of(
            "aac", "aif", "aiff", "avi", "flac", "flv", "m4a", "m4b", "m4v", "mka", "mkv", "mov", "mp3", "mp4", "mpeg",
            "mpg", "oga", "ogg", "ogv", "opus", "ts", "wav", "webm", "wma", "wmv");

    /** Types that say no more than "bytes". */
    private static final Set<String> ANYTHING = Set.of(
            "application/octet-stream",
            "binary/octet-stream",
            "application/x-download",
            "application/force-download",
            "text/plain");

    /**
     * What can be told before anything is asked: YouTube's videos are pages. Null when the server has to be asked, with
     * {@link GuardedClient#look}.
     */
    public static @Nullable SourceKind of(VideoUrl video) {
        return video.youtubeId() == null ? null : PAGE;
    }

    /** What the answer of the server says. */
    public static SourceKind of(GuardedClient.Found found) {
        String type = found.contentType() == null ? "" : found.contentType();
        if (type.contains("mpegurl")) {
            return PAGE;
        }
        if (type.startsWith("audio/") || type.startsWith("video/") || type.equals("application/ogg")) {
            return FILE;
        }
        return (type.isEmpty() || ANYTHING.contains(type)) && hasMediaExtension(found.url()) ? FILE : PAGE;
    }

    private static boolean hasMediaExtension(String url) {
        String path = WebUrl.parse(url).path();
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MEDIA_EXTENSIONS.contains(extension);
    }
}
