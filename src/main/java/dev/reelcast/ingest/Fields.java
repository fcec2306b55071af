package dev.reelcast.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values of a feed, each as it may be stored, or null. */
final class Fields {

    private static final Pattern VIDEO = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Pattern CHANNEL = Pattern.compile("UC[A-Za-z0-9_-]{22}");
    private static final Pattern CHANNEL_PAGE =
            Pattern.compile("https?://(?:www\\.|m\\.)?youtube\\.com/channel/(UC[A-Za-z0-9_-]{22})/?");
    private static final String MARK = "yt:video:";
    /** Joiners, direction marks, soft hyphens and the tags of flags are unseen too, but shape what is seen. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\s]" + "&&[^\\u200c-\\u200f\\u061c\\u00ad\\x{E0020}-\\x{E007F}]]+");

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Fields() {}

    static @Nullable String videoId(@Nullable String text) {
        return matching(VIDEO, text);
    }

    static @Nullable String channelId(@Nullable String text) {
        return matching(CHANNEL, text);
    }

    /** What follows {@code yt:video:}, which is how YouTube makes an entry's id; null when it is another's. */
    static @Nullable String afterMark(@Nullable String id) {
        String stripped = id == null ? "" : id.strip();
        return stripped.startsWith(MARK) ? stripped.substring(MARK.length()) : null;
    }

    /** The channel whose page it is. */
    static @Nullable String channelOfUri(String uri) {
        Matcher page = CHANNEL_PAGE.matcher(uri.strip());
        return page.matches() ? page.group(1) : null;
    }

    /** A time of RFC 3339 between the years 1970 and 9999. */
    static @Nullable Instant time(@Nullable String text) {
        try {
            Instant time =
                    text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
            return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /**
     * A text as one line. Marks of direction and joining stay where they are within words: titles in Arabic, Hindi or with
     * emoji need them.
     *
     * @param limit in characters (code points)
     */
    static String line(String text, int limit) {
        String line = UNSEEN.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= limit
                ? line
                : line.substring(0, line.offsetByCodePoints(0, limit)).strip();
    }

    private static @Nullable String matching(Pattern pattern, @Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return pattern.matcher(stripped).matches() ? stripped : null;
    }
}
