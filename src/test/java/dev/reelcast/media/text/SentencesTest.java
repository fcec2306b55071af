package dev.reelcast.media.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void cutsEnglishByItsModel() {
        assertThat(Sentences.of(
                        "Welcome to the show. Today we use, e.g. PostgreSQL. Did it work? Yes! So it did.", "en"))
                .containsExactly(
                        "Welcome to the show.", "Today we use, e.g. PostgreSQL.", "Did it work?", "Yes!", "So it did.");
    }

    @Test
    void cutsOtherLanguagesByTheirPunctuation() {
        assertThat(Sentences.of("Guten Tag. Wir backen Brot, z.B. Roggenbrot. Ja?", "de"))
                .containsExactly("Guten Tag.", "Wir backen Brot, z.B. Roggenbrot.", "Ja?");
        assertThat(Sentences.of("这是一个句子。那是另一个！", "zh-Hans")).containsExactly("这是一个句子。", "那是另一个！");
    }

    @Test
    void endsASentenceAtAnEmptyLineAndKeepsNoDoubleSpace() {
        assertThat(Sentences.of("  A heading\n \nThe   text\nfollows ", null))
                .containsExactly("A heading", "The text follows");
        assertThat(Sentences.of(" \n\n ", "en")).isEmpty();
    }

    @Test
    void knowsEnglishByItsTag() {
        assertThat(List.of("en", "en-GB", "en_US", "EN")).allMatch(Sentences::isEnglish);
        assertThat(List.of("de", "enm", "fr-CA")).noneMatch(Sentences::isEnglish);
        assertThat(Sentences.isEnglish(null)).isTrue();
    }

    @Test
    void findsWordsInAnyScript() {
        assertThat(Words.of("Don’t stop—the well-known café №7!"))
                .containsExactly("Don’t", "stop", "the", "well-known", "café", "7");
        assertThat(Words.of("検索エンジン")).containsExactly("検索", "エン", "ジン");
        assertThat(Words.fold("John’s")).isEqualTo("john");
    }

    @Test
    void tellsStopWordsFromWordsThatCarryASubject() {
        assertThat(StopWords.english()).accepts("the", "don't", "7", "2024").rejects("sermon", "queue");
        List<String> sentence = List.of("der", "bäcker", "knetet", "nicht", "den", "teig");
        List<String> other = List.of("der", "ofen", "wird", "nicht", "kalt");
        List<List<String>> german = List.of(sentence, other, sentence, other, sentence);
        assertThat(StopWords.guessed(german)).accepts("der", "den", "nicht").rejects("großmutter");
        assertThat(StopWords.englishShare(List.of("this", "is", "the", "day"))).isGreaterThan(0.5);
        assertThat(StopWords.englishShare(sentence)).isZero();
    }
}
