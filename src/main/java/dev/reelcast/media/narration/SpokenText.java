package dev.reelcast.media.narration;

import dev.reelcast.media.text.Sentences;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text as it is spoken: sentence by sentence, none so long that nobody knows where in it the voice is. */
public final class SpokenText {

    /** Characters (UTF-16) of a sentence at most. */
    static final int LONGEST = 240;

    private static final String ENDS_OF_CLAUSES = ",;:)–—،؛、，；：";

    private SpokenText() {}

    /**
     * The sentences in order; longer ones are cut after a clause, else between words, else between letters.
     *
     * @param language BCP 47 tag
     */
    public static List<String> sentences(String text, String language) {
        List<String> sentences = new ArrayList<>();
        for (String sentence : Sentences.of(text, language)) {
            String rest = sentence;
            while (rest.length() > LONGEST) {
                int cut = cut(rest);
                sentences.add(rest.substring(0, cut).strip());
                rest = rest.substring(cut).strip();
            }
            if (!rest.isEmpty()) {
                sentences.add(rest);
            }
        }
        return sentences;
    }

    /**
     * The language of a text.
     *
     * @param byDefault BCP 47 tag of what is written in letters that many languages share, null for English
     */
    public static String language(String text, @Nullable String byDefault) {
        return Scripts.language(text).orElse(byDefault == null ? "en" : byDefault);
    }

    private static int cut(String text) {
        int word = 0;
        for (int i = LONGEST; i > LONGEST / 3; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                if (ENDS_OF_CLAUSES.indexOf(text.charAt(i - 1)) >= 0) {
                    return i;
                }
                word = word == 0 ? i : word;
            }
        }
        if (word > 0) {
            return word;
        }
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        return Math.max(letters.preceding(LONGEST + 1), 1);
    }
}
