package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Wire;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a message of yt-dlp stands for. It passes on what each site says, so this is a table of the sites' own phrases;
 * the first line that fits counts, hence the special stand before the general.
 *
 * @param phrases any of them, in any case, wherever in the message
 * @param word for programs
 * @param sentence for people
 */
record YtDlpMeaning(Pattern phrases, Kind kind, String word, String sentence) {

    static final List<YtDlpMeaning> SPECIAL = List.of(
            // The reason phrase by which the guarding proxy tells its own refusal from a site's.
            gone(
                    "private_address",
                    "The URL leads to a private address, which this server does not fetch from.",
                    "403:? private[ _]address"),
            of(
                    Kind.NO_SPACE,
                    Wire.word(Kind.NO_SPACE),
                    "The disk is full.",
                    "no space left on device",
                    "quota exceeded",
                    "errno 28\\b"),
            passing(
                    "bot_check",
                    "The site turns automatic requests away for now.",
                    "not a bot\\b",
                    "captcha",
                    "unusual traffic",
                    "try again later",
                    "rate.?limited"),
            gone("copyright", "The video is blocked for reasons of copyright.", "copyright"),
            gone(
                    "members_only",
                    "The video is for members of the channel only.",
                    "members.only",
                    "channel'?s members",
                    "join this channel",
                    "members on level"),
            gone(
                    "paid",
                    "The video has to be paid for.",
                    "requires (?:payment|purchase|a subscription)",
                    "\\b(?:rental|rented|purchased)\\b",
                    "(?:music )?premium (?:members|users|subscribers|content|account)",
                    "(?:only (?:available )?(?:for|to)|paying) [\\w ]*subscribers",
                    "need to (?:buy|pay|subscribe)"),
            gone("private_video", "The video is private.", "private video", "\\bis (?:a )?private\\b"),
            gone(
                    "age_restricted",
                    "The video has an age limit and cannot be fetched without signing in.",
                    "confirm your age",
                    "age.(?:restrict|verif|gate|limit)",
                    "inappropriate for some users"),
            gone(
                    "geo_blocked",
                    "The video is not shown in the country where this server stands.",
                    "your location",
                    "(?:in|from) your (?:country|region)",
                    "geo.?(?:restrict|block)",
                    "(?:only|not) available in [\\w ]*(?:countr|region)"),
            gone(
                    "login_required",
                    "The video cannot be fetched without signing in.",
                    "\\blog.?(?:in|ged.?in)\\b",
                    "sign in\\b",
                    "registered users",
                    "--cookies",
                    "password",
                    "account credentials",
                    "http error 401"),
            gone("drm", "The video is protected against copying.", "\\bDRM\\b"),
            gone(
                    "no_media",
                    "There is no video or audio at this address.",
                    "unsupported url",
                    "not a valid url",
                    "requested format is not available",
                    "no video formats",
                    "no (?:video|media|playable|downloadable)[\\w ]* found",
                    "there(?:'s| is) no video",
                    "only images are available"),
            gone(
                    "removed",
                    "The video is not available; it may have been removed.",
                    "\\b(?:video|recording|content) (?:is )?(?:unavailable|not available|no longer available)",
                    "isn.t available",
                    "has been (?:removed|deleted|terminated)",
                    "(?:removed|deleted) (?:by|for|from)",
                    "does(?: not|n.t) exist",
                    "not currently live"),
            // Addresses of the media itself expire and are refused then; another look finds new ones.
            passing("http_403", "The server does not let us fetch this (HTTP 403).", "video data: http error 403"),
            of(
                    Kind.TIMEOUT,
                    Wire.word(Kind.TIMEOUT),
                    "The server took too long to answer.",
                    "timed? ?out\\b",
                    "http error 408"),
            passing(
                    "unknown_host",
                    "The URL's host cannot be found.",
                    "name or service not known",
                    "name resolution",
                    "no address associated",
                    "failed to resolve",
                    "getaddrinfo",
                    "50[0-9]:? unknown[ _]host"));

    /** What is told by its wording only when neither the special meanings nor an HTTP status say more. */
    static final List<YtDlpMeaning> GENERAL = List.of(
            passing(
                    "network",
                    "The connection to the server failed.",
                    "urlopen error",
                    "connection (?:refused|reset|aborted|broken)",
                    "unreachable",
                    "closed connection",
                    "incompleteread",
                    "bytes read",
                    "content too short",
                    "data blocks",
                    "\\bssl\\b",
                    "certificate",
                    "tunnel connection failed",
                    "transporterror",
                    // All that is heard of a connection which did not bring a single byte.
                    "no such file or directory: '[^']*\\.part'",
                    "proxy"),
            passing(
                    "extractor",
                    "yt-dlp could not make sense of the page; a newer yt-dlp may.",
                    "unable to extract",
                    "extraction failed",
                    "please report this issue",
                    "unable to parse",
                    "failed to parse"));

    /** What will be there later. */
    static final YtDlpMeaning NOT_YET = passing(
            "not_yet",
            "The video has not begun.",
            "premieres? (?:in|will)\\b",
            "will begin (?:in|shortly|soon)",
            "(?:event|stream|premiere) has not (?:started|begun)");

    /** Whether a message means this. */
    boolean fits(String message) {
        return phrases.matcher(message).find();
    }

    private static YtDlpMeaning gone(String word, String sentence, String... phrases) {
        return of(Kind.UNAVAILABLE, word, sentence, phrases);
    }

    private static YtDlpMeaning passing(String word, String sentence, String... phrases) {
        return of(Kind.FAILED, word, sentence, phrases);
    }

    private static YtDlpMeaning of(Kind kind, String word, String sentence, String... phrases) {
        return new YtDlpMeaning(
                Pattern.compile(String.join("|", phrases), Pattern.CASE_INSENSITIVE), kind, word, sentence);
    }
}
