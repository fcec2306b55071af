package dev.reelcast.media.narration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {

    @Test
    void cutsASentenceThatIsTooLongAfterAClauseElseAWordElseALetter() {
        String clauses = "one two three four, ".repeat(30).strip();
        String words = "word ".repeat(100).strip();
        String letters = "😀".repeat(300);

        for (String text : List.of(clauses, words, letters)) {
            List<String> sentences = SpokenText.sentences(text, "en");
            assertThat(sentences).hasSizeGreaterThan(1).allMatch(sentence -> sentence.length() <= SpokenText.LONGEST);
            assertThat(String.join("", sentences).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        }
        assertThat(SpokenText.sentences(clauses, "en")).allMatch(sentence -> sentence.endsWith(","));
    }

    @ParameterizedTest
    @CsvSource({
        "Hello there,en",
        "Привет всем,ru",
        "مرحبا بالعالم,ar",
        "שלום עולם,he",
        "漢字かな交じり文,ja",
        "你好世界,cmn",
        "😀 123,en"
    })
    void tellsTheLanguageByItsLetters(String text, String language) {
        assertThat(SpokenText.language(text, null)).isEqualTo(language);
    }

    @Test
    void takesTheConfiguredLanguageForLettersThatManyShare() {
        assertThat(SpokenText.language("Guten Tag", "de")).isEqualTo("de");
        assertThat(SpokenText.language("Добрый день, world", "de")).isEqualTo("ru");
    }
}
