package dev.reelcast.media.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into words. */
public final class Words {

    /** Han and kana are written without spaces: pairs of them stand in for words. */
    private static final Pattern WORD = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{1,2}"
            + "|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['\u2019-][\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*)*");

    private Words() {}

    /** The words of a text as written, in order; what stands between them is gone. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    /** A word as it is compared: lower case, straight apostrophe, no English possessive. */
    public static String fold(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
    }

    /** How many words a text has. */
    public static int count(String text) {
        return (int) WORD.matcher(text).results().count();
    }
}
