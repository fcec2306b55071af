package dev.reelcast.media.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import org.jspecify.annotations.Nullable;

/** Cuts a text into sentences: English by a trained model (OpenNLP, UD EWT), other languages by their punctuation. */
public final class Sentences {

    private static final String MODEL = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";
    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");
    /** What the model and the break iterator take for an end of sentence though it hardly ever is one. */
    private static final Pattern ABBREVIATED = Pattern.compile(
            "(?:^|.*[\\s(])(?:e\\.g|i\\.e|z\\.\\s?b|d\\.\\s?h|p\\.\\s?ej|mrs?|ms|dr|st|vs|prof|rev|bzw|nr)\\.",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\u202f]+");

    private Sentences() {}

    /**
     * The sentences of a text in order, white space made single, none blank.
     *
     * @param text any length; an empty line always ends a sentence
     * @param language BCP 47 tag; null is taken as English
     */
    public static List<String> of(String text, @Nullable String language) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : PARAGRAPH.split(text)) {
            String line = SPACE.matcher(paragraph).replaceAll(" ").strip();
            if (!line.isEmpty()) {
                sentences.addAll(rejoined(isEnglish(language) ? byModel(line) : byPunctuation(line, language)));
            }
        }
        return sentences;
    }

    /** Whether a BCP 47 tag means English, as {@code en} and {@code en-GB} do; null, not known, counts as English. */
    public static boolean isEnglish(@Nullable String language) {
        return language == null
                || language.isBlank()
                || Locale.forLanguageTag(language.replace('_', '-'))
                        .getLanguage()
                        .equals("en");
    }

    private static List<String> rejoined(List<String> cut) {
        List<String> sentences = new ArrayList<>();
        for (String piece : cut) {
            int last = sentences.size() - 1;
            if (last >= 0 && ABBREVIATED.matcher(tail(sentences.get(last))).matches()) {
                sentences.set(last, sentences.get(last) + " " + piece);
            } else {
                sentences.add(piece);
            }
        }
        return sentences;
    }

    private static String tail(String sentence) {
        return sentence.substring(Math.max(0, sentence.length() - 12));
    }

    private static List<String> byModel(String line) {
        return List.of(new SentenceDetectorME(English.MODEL_EN).sentDetect(line));
    }

    private static List<String> byPunctuation(String line, @Nullable String language) {
        Locale locale = language == null ? Locale.ROOT : Locale.forLanguageTag(language.replace('_', '-'));
        BreakIterator breaks = BreakIterator.getSentenceInstance(locale);
        breaks.setText(line);
        List<String> sentences = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String sentence = line.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /** Loaded when the first English text comes. */
    private static final class English {
        static final SentenceModel MODEL_EN = load();

        private static SentenceModel load() {
            try (InputStream in = Sentences.class.getResourceAsStream(MODEL)) {
                if (in == null) {
                    throw new IllegalStateException("the sentence model " + MODEL + " is not on the class path");
                }
                return new SentenceModel(in);
            } catch (IOException e) {
                throw new UncheckedIOException("the sentence model " + MODEL + " cannot be read", e);
            }
        }
    }
}
