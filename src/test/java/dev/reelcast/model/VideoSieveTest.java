package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.model.VideoSieve.LeftOut;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VideoSieveTest {

    private static VideoSieve sieve(@Nullable String include, @Nullable String exclude) {
        return new VideoSieve(new VideoFilters(include, exclude, null, null, null, null));
    }

    private static VideoSieve lengths(@Nullable Double least, @Nullable Double most) {
        return new VideoSieve(new VideoFilters(null, null, least, most, null, null));
    }

    private static VideoTraits titled(String title) {
        return new VideoTraits(title, null, null, null);
    }

    private static VideoTraits lasting(double seconds) {
        return new VideoTraits("A title", seconds, null, null);
    }

    private static @Nullable VideoRule rule(Optional<LeftOut> leftOut) {
        return leftOut.map(LeftOut::rule).orElse(null);
    }

    @Test
    void withoutFiltersTakesWhateverThereIs() {
        VideoSieve all = new VideoSieve(VideoFilters.NONE);
        assertThat(all.leftOut(new VideoTraits("", 1.0, true, true))).isEmpty();
        assertThat(all.leftOut(new VideoTraits(null, null, null, null))).isEmpty();
    }

    @Test
    void looksForExpressionsAnywhereInTheTitleWhateverItsCase() {
        VideoSieve sermons = sieve("sermon|predigt", "trailer");
        assertThat(sermons.leftOut(titled("Die PREDIGT vom Sonntag"))).isEmpty();
        assertThat(sermons.leftOut(titled("Announcements")))
                .contains(new LeftOut(VideoRule.TITLE_INCLUDE, "Its title does not match \"sermon|predigt\"."));
        assertThat(sermons.leftOut(titled("Sermon (Trailer)")))
                .contains(new LeftOut(VideoRule.TITLE_EXCLUDE, "Its title matches \"trailer\"."));
    }

    @Test
    void readsTitlesOfAnyUnicode() {
        assertThat(sieve("^Ä.*\\p{Han}+$", null).leftOut(titled("a\u0308 \ud83c\udf99 \u8b1b\u9053")))
                .as("an accent that is a character of its own, an emoji, Chinese")
                .isEmpty();
        assertThat(rule(sieve("x", null).leftOut(titled("\ud83d \u202e \ud800"))))
                .isEqualTo(VideoRule.TITLE_INCLUDE);
        assertThat(sieve("^.$", null).leftOut(titled("\ud83c\udf99"))).isEmpty();
        assertThat(rule(sieve(null, "ΣΊΣΥΦΟΣ").leftOut(titled("σίσυφος")))).isEqualTo(VideoRule.TITLE_EXCLUDE);
    }

    @Test
    void holdsLengthsAgainstBothEnds() {
        VideoSieve sieve = lengths(10.0, 90.0);
        assertThat(sieve.leftOut(lasting(600))).isEmpty();
        assertThat(sieve.leftOut(lasting(5_400))).isEmpty();
        assertThat(sieve.leftOut(lasting(245)))
                .contains(new LeftOut(VideoRule.TOO_SHORT, "It is 4 min 5 s long; videos are taken from 10 min on."));
        assertThat(sieve.leftOut(lasting(7_200)))
                .contains(new LeftOut(VideoRule.TOO_LONG, "It is 120 min long; videos are taken up to 90 min."));
        assertThat(lengths(0.5, null).leftOut(lasting(20)))
                .contains(new LeftOut(VideoRule.TOO_SHORT, "It is 20 s long; videos are taken from 0.5 min on."));
        assertThat(sieve.leftOut(titled("Of unknown length"))).isEmpty();
    }

    @Test
    void leavesOutShortsAndLiveStreamsOnlyWhenTold() {
        VideoSieve neither = new VideoSieve(new VideoFilters(null, null, null, null, false, false));
        assertThat(rule(neither.leftOut(new VideoTraits("", 30.0, true, null)))).isEqualTo(VideoRule.SHORT);
        assertThat(rule(neither.leftOut(new VideoTraits("", null, null, true)))).isEqualTo(VideoRule.LIVE);
        assertThat(neither.leftOut(new VideoTraits("", null, false, null))).isEmpty();
        VideoSieve both = new VideoSieve(new VideoFilters(null, null, null, null, true, true));
        assertThat(both.leftOut(new VideoTraits("", 30.0, true, true))).isEmpty();
    }

    @Test
    void aRuleHoldsUntilItsFilterIsGoneOrTheVideoPasses() {
        assertThat(rule(lengths(10.0, null).stillOut(VideoRule.TOO_SHORT, titled("x"))))
                .isEqualTo(VideoRule.TOO_SHORT);
        assertThat(lengths(null, null).stillOut(VideoRule.TOO_SHORT, titled("x")))
                .isEmpty();
        assertThat(lengths(10.0, null).stillOut(VideoRule.TOO_SHORT, lasting(700)))
                .isEmpty();
        VideoSieve noShorts = new VideoSieve(new VideoFilters(null, null, null, null, false, null));
        assertThat(rule(noShorts.stillOut(VideoRule.SHORT, titled("x")))).isEqualTo(VideoRule.SHORT);
        assertThat(noShorts.stillOut(VideoRule.LIVE, titled("x"))).isEmpty();
    }

    @Test
    void expressionsThatWouldTakeForeverElsewhereAreAnsweredAtOnce() {
        String title = "a".repeat(20_000) + "!";
        for (String expression : new String[] {"^(a+)+$", "^(a|aa)+$", "^(a*)*b$", "^(a|a?)+$", "^(.*a){12}$"}) {
            assertThat(TitlePattern.of(expression).isFoundIn(title)).isFalse();
        }
    }

    @Test
    void refusesExpressionsThatBecomeTooLarge() throws InterruptedException {
        for (String expression : new String[] {
            "((a{1000}){1000}){1000}",
            "(a{100}){100}",
            "a{0,1000}",
            "a{999999999}",
            "((((a{9}){9}){9}){9})",
            "(".repeat(51) + "a" + ")".repeat(51)
        }) {
            assertThatThrownBy(() -> TitlePattern.of(expression))
                    .as(expression)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        // The largest that are let through do well with the little stack that a thread may have.
        Thread small = new Thread(
                null,
                () -> {
                    for (String expression : new String[] {
                        "(?:(?:a{0,10}){0,10}){0,10}",
                        "(.*)".repeat(125),
                        "(".repeat(50) + "a" + ")?".repeat(50),
                        "(?:\\pL|\\pN){0,100}x{10}",
                        "a?".repeat(250),
                        "|".repeat(500),
                        "[^a]".repeat(125)
                    }) {
                        TitlePattern.of(expression).isFoundIn("a".repeat(500));
                    }
                },
                "small",
                256 * 1024);
        Throwable[] failure = new Throwable[1];
        small.setUncaughtExceptionHandler((thread, cause) -> failure[0] = cause);
        small.start();
        small.join();
        assertThat(failure[0]).isNull();
    }

    @Test
    void saysWhatIsWrongWithAnExpression() {
        assertThatThrownBy(() -> TitlePattern.of("(sermon"))
                .hasMessage("It is not a regular expression of RE2: missing closing ).");
        assertThatThrownBy(() -> TitlePattern.of("(?=look)")).hasMessageContaining("unsupported Perl syntax");
        assertThatThrownBy(() -> TitlePattern.of("(a)\\1")).hasMessageContaining("invalid escape sequence");
        assertThatThrownBy(() -> TitlePattern.of("a".repeat(501))).hasMessageContaining("500");
        assertThat(TitlePattern.of("Gen\\. \\d{1,3}:\\d{1,3} [{5}] \\Q{9}\\E").isFoundIn("nothing"))
                .isFalse();
    }
}
