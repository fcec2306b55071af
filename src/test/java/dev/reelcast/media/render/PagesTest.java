package dev.reelcast.media.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.media.narration.SpokenText;
import dev.reelcast.model.Narration.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A line here has ten letters. */
class PagesTest {

    @Test
    void sentencesShareAPageAsFarAsTheyFit() {
        List<Page> pages = pages(2, true)
                .of(List.of(
                        new Sentence(0, 1, "First one."),
                        new Sentence(1.5, 2, "Second."),
                        new Sentence(3, 4, "Third.")));

        assertThat(pages).extracting(Page::text).containsExactly("First one. Second.", "Third.");
        assertThat(pages.get(0).cues()).containsExactly(new Page.Cue(0, 10, 0, 1), new Page.Cue(11, 18, 1.5, 2));
    }

    @Test
    void captionsStandAlone() {
        assertThat(pages(2, false).of(List.of(new Sentence(0, 1, "One."), new Sentence(1, 2, "Two."))))
                .extracting(Page::text)
                .containsExactly("One.", "Two.");
    }

    @Test
    void aLongSentenceGoesOverSeveralPagesAndSharesItsTimeByLetters() {
        List<Page> pages = pages(1, true).of(List.of(new Sentence(2, 6, "aaaa bbbb cccc dddd")));

        assertThat(pages).extracting(Page::text).containsExactly("aaaa bbbb", "cccc dddd");
        assertThat(pages.get(1).cues().get(0).start()).isCloseTo(4, within(0.3));
        assertThat(pages.get(1).cues().get(0).end()).isEqualTo(6);
    }

    @Test
    void nothingIsLostOfTwentyThousandLettersAndEveryPageFits() {
        String text = ("Ein Satz mit Wörtern, " + "ohneeinende".repeat(9) + " 😀😀 und mehr! ")
                .repeat(200)
                .substring(0, 20_000);
        List<Sentence> sentences = new ArrayList<>();
        for (String sentence : SpokenText.sentences(text, "de")) {
            sentences.add(new Sentence(sentences.size(), sentences.size() + 0.9, sentence));
        }

        List<Page> pages = pages(3, true).of(sentences);

        assertThat(pages.stream().map(Page::text).collect(Collectors.joining()).replace(" ", ""))
                .isEqualTo(text.replace(" ", ""));
        assertThat(pages).allMatch(page -> lines(page.text()) <= 3);
        assertThat(pages.stream().flatMap(page -> page.cues().stream()).map(Page.Cue::start))
                .isSorted();
    }

    private static Pages pages(int most, boolean together) {
        return new Pages(PagesTest::lines, most, together);
    }

    private static int lines(String text) {
        return (text.length() + 9) / 10;
    }
}
