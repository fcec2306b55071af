package dev.reelcast.net;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A YouTube channel as a person names it: its id, its handle, or the URL of any of its pages.
 *
 * @param channelId {@code UC} and 22 characters, null when the channel has to be looked up
 * @param handle without its {@code @}, null when it was not named by one
 * @param user the name of an account of before there were handles, null when it was not named by one
 * @param url of the channel itself, rebuilt by us
 */
public record ChannelUrl(
        @Nullable String channelId,
        @Nullable String handle,
        @Nullable String user,
        String url) {

    private static final String SITE = "https://www.youtube.com/";
    private static final Set<String> SITES = Set.of(
            "youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "gaming.youtube.com", "youtu.be");

    private static final Pattern ID = Pattern.compile("UC[A-Za-z0-9_-]{22}");
    /** Letters and digits of any script, and a few signs between them. */
    private static final Pattern HANDLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.·-]{1,60}");

    private static final Pattern WITHOUT_SCHEME = Pattern.compile("(?:(?:www|m|music)\\.)?youtube\\.com/.*");
    private static final Pattern BY_ID = Pattern.compile("/channel/([^/]+)(?:/.*)?");
    private static final Pattern BY_HANDLE = Pattern.compile("/(?:@|%40)([^/]+)(?:/.*)?");
    private static final Pattern BY_USER = Pattern.compile("/user/([^/]+)(?:/.*)?");
    private static final Pattern BY_NAME = Pattern.compile("/c/([^/]+)(?:/.*)?");

    /**
     * Reads what a person gave. Nothing is looked up.
     *
     * @throws Refused when it names no channel of YouTube
     */
    public static ChannelUrl parse(String text) {
        String given = text.strip();
        if (ID.matcher(given).matches()) {
            return byId(given);
        }
        String bare = given.startsWith("@") ? given.substring(1) : given;
        if (HANDLE.matcher(bare).matches()
                && !WITHOUT_SCHEME.matcher(given + "/").matches()) {
            return byHandle(bare);
        }
        return byPage(WebUrl.parse(WITHOUT_SCHEME.matcher(given).matches() ? "https://" + given : given));
    }

    private static ChannelUrl byPage(WebUrl url) {
        if (!SITES.contains(url.host())) {
            throw new Refused(Refused.Reason.NOT_A_CHANNEL, "This is not a channel of YouTube.");
        }
        Matcher id = BY_ID.matcher(url.path());
        if (id.matches() && ID.matcher(id.group(1)).matches()) {
            return byId(id.group(1));
        }
        Matcher handle = BY_HANDLE.matcher(url.path());
        if (handle.matches()) {
            return byHandle(decoded(handle.group(1)));
        }
        Matcher user = BY_USER.matcher(url.path());
        if (user.matches() && HANDLE.matcher(decoded(user.group(1))).matches()) {
            return new ChannelUrl(null, null, decoded(user.group(1)), SITE + "user/" + user.group(1));
        }
        Matcher name = BY_NAME.matcher(url.path());
        if (name.matches() && HANDLE.matcher(decoded(name.group(1))).matches()) {
            return new ChannelUrl(null, null, null, SITE + "c/" + name.group(1));
        }
        throw otherPage(url);
    }

    private static ChannelUrl byId(String id) {
        return new ChannelUrl(id, null, null, SITE + "channel/" + id);
    }

    private static ChannelUrl byHandle(String handle) {
        if (!HANDLE.matcher(handle).matches()) {
            throw new Refused(Refused.Reason.NOT_A_CHANNEL, "This is not a handle of YouTube.");
        }
        return new ChannelUrl(null, handle, null, SITE + "@" + UrlText.legal(handle));
    }

    private static Refused otherPage(WebUrl url) {
        if (url.query().matches("(?:.*&)?list=.*") && !url.path().startsWith("/watch")) {
            return new Refused(
                    Refused.Reason.NOT_A_CHANNEL, "This is a playlist; give the URL or handle of a channel.");
        }
        boolean video = url.host().equals("youtu.be") || url.path().matches("/(?:watch|shorts|embed|live|v|e)(?:/.*)?");
        return new Refused(
                Refused.Reason.NOT_A_CHANNEL,
                video
                        ? "This is a video; give the URL or handle of its channel."
                        : "This page of YouTube is not a channel.");
    }

    private static String decoded(String segment) {
        try {
            return java.net.URLDecoder.decode(segment.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refused.Reason.NOT_A_CHANNEL, "This is not a channel of YouTube.");
        }
    }
}
