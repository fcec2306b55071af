package dev.reelcast.media.analysis;

import java.util.regex.Pattern;

/** How long the texts of an analysis may be, and the one way they are cleaned. */
final class Limits {

    static final int TITLE = 200;
    static final int SUMMARY = 4_000;
    static final int INSIGHT = 500;
    static final int TOPIC = 80;
    static final int REASON = 500;
    static final int INSIGHTS = 10;
    static final int TOPICS = 12;
    static final int CHAPTERS = 50;

    /** Control and format characters: the latter can turn the reading direction of whatever follows. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Limits() {}

    /** A text in one line without control characters, cut at a word to a length in UTF-16 units. */
    static String line(String text, int most) {
        String bounded = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
        String seen = UNSEEN.matcher(SPACE.matcher(bounded).replaceAll(" ")).replaceAll("");
        return cut(seen.strip(), most);
    }

    /** Seconds to the hundredth: more than that nobody hears. */
    static double seconds(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int space = text.lastIndexOf(' ', most - 1);
        int end = space > most / 2 ? space : most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
