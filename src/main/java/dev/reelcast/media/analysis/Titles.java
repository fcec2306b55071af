package dev.reelcast.media.analysis;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a title for people out of what a source is called. */
final class Titles {

    private static final Pattern EXTENSION = Pattern.compile(
            "(?i)\\.(?:mp[34]|m4[abv]|wav|flac|og[agv]|opus|aac|wma|aiff?|web[mp]|mkv|mov|avi|mpe?g|ts|3gp|txt|md|srt|vtt|docx?|pdf)$");

    /** As yt-dlp puts a video's id behind its title. */
    private static final Pattern VIDEO_ID = Pattern.compile("\\s*\\[[A-Za-z0-9_-]{11}]$");

    /** What cameras, recorders and programs call a file that nobody has named. */
    private static final Pattern NAMELESS = Pattern.compile("(?i)(?:(?:untitled|unnamed|audio|video|movie|recording|"
            + "record|file|clip|track|voice|memo|new|download|upload|source|media|output|input|index|img|vid|dsc|mov|gx|"
            + "zoom|gmt|rec|wa|sample|test|copy|of|final|master|edit|export|mix|transcript)|[\\d\\W_]|t(?=\\d))+");

    private Titles() {}

    /** A source's title without file ending, underscores and ids; empty when nothing is left that says anything. */
    static Optional<String> clean(@Nullable String given) {
        if (given == null) {
            return Optional.empty();
        }
        String line = Limits.line(given, 4 * Limits.TITLE);
        String name = EXTENSION.matcher(line).replaceFirst("");
        String title = VIDEO_ID.matcher(name).replaceFirst("");
        if (title.indexOf(' ') < 0) {
            title = title.replace('+', ' ').replaceAll("(?<=[\\p{L}\\d])[-.](?=[\\p{L}])|(?<=\\p{L})[-.](?=\\d)", " ");
        }
        title = Limits.line(title.replace('_', ' '), Limits.TITLE);
        return title.isEmpty() || NAMELESS.matcher(title).matches()
                ? Optional.empty()
                : Optional.of(capitalIfSmall(title));
    }

    private static String capitalIfSmall(String title) {
        return title.equals(title.toLowerCase(Locale.ROOT)) ? capital(title) : title;
    }

    /** A phrase or a sentence with its first letter in capitals. */
    static String capital(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + text.substring(Character.charCount(first));
    }
}
