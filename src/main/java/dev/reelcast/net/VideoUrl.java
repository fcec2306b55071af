package dev.reelcast.net;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A video as a person names it, in the one form that makes two names of the same video equal.
 *
 * @param key equal for the same video: {@code youtube:<id>}, or the normalised URL
 * @param url where to fetch it, rebuilt by us when it is YouTube's
 * @param host whose video it is, without what stands before for some of its readers: {@code youtube.com}
 * @param youtubeId 11 characters, null when it is not YouTube's
 */
public record VideoUrl(
        String key, String url, String host, @Nullable String youtubeId) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Set<String> SITES = Set.of(
            "youtube.com",
            "www.youtube.com",
            "m.youtube.com",
            "music.youtube.com",
            "gaming.youtube.com",
            "youtube-nocookie.com",
            "www.youtube-nocookie.com");
    private static final Set<String> SHORT_SITES = Set.of("youtu.be", "www.youtu.be");
    private static final Pattern PREFIX = Pattern.compile("^(?:www|m)\\.(?=[^.]+\\.)");
    private static final Pattern WITHOUT_SCHEME =
            Pattern.compile("(?:(?:www\\.|m\\.|music\\.)?youtube\\.com|youtu\\.be)/.*");
    private static final Pattern ID_IN_PATH = Pattern.compile("/(?:watch|shorts|embed|live|v|e)/([^/]+)/?");
    private static final Pattern CHANNEL = Pattern.compile("/(?:channel/|c/|user/|@).*");

    /**
     * Reads what a person gave: a URL, or the 11 characters of a YouTube id alone. Nothing is looked up.
     *
     * @throws Refused when it is no URL of the web, or a playlist, a channel or another page of YouTube
     */
    public static VideoUrl parse(String text) {
        if (ID.matcher(text).matches()) {
            return youtube(text);
        }
        WebUrl url = WebUrl.parse(WITHOUT_SCHEME.matcher(text).matches() ? "https://" + text : text);
        if (SHORT_SITES.contains(url.host())) {
            String path = url.path();
            return youtube(
                    path.substring(1, path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length()));
        }
        if (!SITES.contains(url.host())) {
            return new VideoUrl(
                    url.toString(), url.toString(), PREFIX.matcher(url.host()).replaceFirst(""), null);
        }
        String id = parameter(url, "v");
        Matcher inPath = ID_IN_PATH.matcher(url.path());
        if (url.path().matches("/watch/?") && id != null) {
            return youtube(id);
        }
        if (inPath.matches() && !inPath.group(1).equals("videoseries")) {
            return youtube(inPath.group(1));
        }
        throw otherPage(url);
    }

    private static VideoUrl youtube(String id) {
        if (!ID.matcher(id).matches()) {
            throw Refused.invalid("A YouTube video id has 11 letters, digits, dashes or underscores.");
        }
        return new VideoUrl("youtube:" + id, "https://www.youtube.com/watch?v=" + id, "youtube.com", id);
    }

    private static Refused otherPage(WebUrl url) {
        if (parameter(url, "list") != null) {
            return new Refused(Refused.Reason.NOT_A_VIDEO, "This is a playlist; give the URL of one video.");
        }
        if (CHANNEL.matcher(url.path()).matches()) {
            return new Refused(Refused.Reason.NOT_A_VIDEO, "This is a channel; give the URL of one video.");
        }
        return Refused.invalid("This page of YouTube is not a video.");
    }

    private static @Nullable String parameter(WebUrl url, String name) {
        for (String pair : url.query().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }
}
