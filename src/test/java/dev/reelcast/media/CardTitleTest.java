package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTitleTest {

    @Test
    void breaksBetweenWordsAndCutsWhatDoesNotFit() {
        assertThat(CardTitle.lines("One two three four", 8, 3)).containsExactly("One two", "three", "four");
        assertThat(CardTitle.lines("One two three four five six", 8, 2)).containsExactly("One two", "three…");
        assertThat(CardTitle.lines("One Donaudampfschifffahrt", 10, 3)).containsExactly("One", "Donaudamp…");
    }

    @Test
    void leavesEmojiOutAndOtherScriptsAlone() {
        assertThat(CardTitle.lines("Ça va \uD83D\uDE00\n привет", 40, 2)).containsExactly("Ça va привет");
        assertThat(CardTitle.lines("週刊ニュース", 40, 2)).isEmpty();
        assertThat(CardTitle.lines(" \t", 40, 2)).isEmpty();
    }
}
