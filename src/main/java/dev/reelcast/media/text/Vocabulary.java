package dev.reelcast.media.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import opennlp.tools.stemmer.Stemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer.ALGORITHM;
import org.jspecify.annotations.Nullable;

/** Which words of one text carry its subject, and which of them are forms of the same word. One thread at a time. */
public final class Vocabulary {

    private static final Map<String, ALGORITHM> STEMMERS = Map.ofEntries(
            Map.entry("en", ALGORITHM.ENGLISH),
            Map.entry("de", ALGORITHM.GERMAN),
            Map.entry("fr", ALGORITHM.FRENCH),
            Map.entry("es", ALGORITHM.SPANISH),
            Map.entry("it", ALGORITHM.ITALIAN),
            Map.entry("pt", ALGORITHM.PORTUGUESE),
            Map.entry("nl", ALGORITHM.DUTCH),
            Map.entry("da", ALGORITHM.DANISH),
            Map.entry("sv", ALGORITHM.SWEDISH),
            Map.entry("nb", ALGORITHM.NORWEGIAN),
            Map.entry("no", ALGORITHM.NORWEGIAN),
            Map.entry("fi", ALGORITHM.FINNISH),
            Map.entry("hu", ALGORITHM.HUNGARIAN),
            Map.entry("ro", ALGORITHM.ROMANIAN),
            Map.entry("ru", ALGORITHM.RUSSIAN),
            Map.entry("tr", ALGORITHM.TURKISH));

    private final Predicate<String> stop;
    private final @Nullable Stemmer stemmer;
    private final Map<String, String> stems = new HashMap<>();

    private Vocabulary(Predicate<String> stop, @Nullable Stemmer stemmer) {
        this.stop = stop;
        this.stemmer = stemmer;
    }

    /**
     * The vocabulary of a text.
     *
     * @param language BCP 47 tag; null when not known, then neither stop words nor endings of any language are assumed
     * @param sentences the folded words of each sentence
     */
    public static Vocabulary of(@Nullable String language, List<List<String>> sentences) {
        String code = language == null
                ? ""
                : Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
        ALGORITHM algorithm = STEMMERS.get(code);
        return new Vocabulary(
                code.equals("en") ? StopWords.english() : StopWords.guessed(sentences),
                algorithm == null ? null : new SnowballStemmer(algorithm));
    }

    /** Whether a folded word says something of the subject. */
    public boolean carries(String folded) {
        return !stop.test(folded);
    }

    /** What all forms of a folded word have in common. */
    public String stem(String folded) {
        Stemmer by = stemmer;
        return by == null
                ? folded
                : stems.computeIfAbsent(folded, word -> by.stem(word).toString());
    }

    /** The stems of those folded words that carry the subject, in order. */
    public List<String> content(List<String> folded) {
        return folded.stream().filter(this::carries).map(this::stem).toList();
    }
}
