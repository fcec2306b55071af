package dev.reelcast.media.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetteringTest {

    private final Fonts fonts = new Fonts(Path.of("target/test-tools/fonts"));

    @Test
    void leavesOutLettersThatNoFontHasAndSaysWhich() {
        Lettering lettering = lettering("DejaVu Sans");

        assertThat(lettering.drawable("a\u0001b \uD800 %{x}:\n c \uDBC0\uDC00d"))
                .isEqualTo("a b %{x}: c d");
        assertThat(lettering.missing()).contains("\uDBC0\uDC00");
    }

    @Test
    void takesALetterFromAnotherFontThatHasIt() {
        Lettering mono = lettering("DejaVu Serif");

        assertThat(mono.drawable("שלום 😀")).isEqualTo("שלום 😀");
        assertThat(mono.missing()).isEmpty();
    }

    @Test
    void tellsTheDirectionByTheFirstLetter() {
        Lettering lettering = lettering("DejaVu Sans");

        assertThat(lettering.lines("مرحبا world", 1000, List.of())).allMatch(Lettering.Line::rightToLeft);
        assertThat(lettering.lines("world مرحبا", 1000, List.of())).noneMatch(Lettering.Line::rightToLeft);
    }

    @Test
    void breaksLinesBetweenWordsAndAWordThatIsTooLongWithinIt() {
        Lettering lettering = lettering("DejaVu Sans");

        assertThat(lettering.count("some words and some more words", 200)).isBetween(3, 6);
        assertThat(lettering.count("x".repeat(200), 300)).isGreaterThan(10);
        assertThat(lettering.lines("x".repeat(200), 300, List.of()))
                .allMatch(line -> line.layout().getVisibleAdvance() <= 301);
        assertThat(lettering.count("", 300)).isZero();
    }

    private Lettering lettering(String family) {
        return new Lettering(
                fonts.family(family).plain(),
                fonts.all().stream().map(Fonts.Family::plain).toList(),
                40);
    }
}
