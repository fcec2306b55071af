package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishDecisionTest {

    private static EpisodeDraft draft(@Nullable Double confidence, boolean wanted, @Nullable StoredFile audio) {
        return new EpisodeDraft(
                "Title",
                "",
                audio,
                null,
                60,
                new Span(0, 60),
                0,
                List.of(),
                List.of(),
                null,
                null,
                null,
                confidence,
                wanted,
                "It is long enough.",
                null);
    }

    private static PublishDecision decide(PublishRule rule, double threshold, double confidence, boolean wanted) {
        StoredFile audio = new StoredFile("audio.mp3", "audio", "episodes/x/1/audio.mp3", "audio/mpeg", 10);
        return PublishDecision.of(rule, threshold, draft(confidence, wanted, audio));
    }

    @ParameterizedTest
    @CsvSource({"0.7, 0.7, true", "0.7, 0.71, true", "0, 0, true", "1, 1, true", "0.7, 0.69, false", "1, 0.999, false"})
    void whatTheAnalysisIsLessSureOfThanIsAskedForIsHeld(double threshold, double confidence, boolean goesOut) {
        PublishDecision decision = decide(PublishRule.AUTO, threshold, confidence, true);

        assertThat(decision.published()).isEqualTo(goesOut);
        assertThat(decision.held()).isEqualTo(!goesOut);
    }

    @Test
    void whatNeededNoAnalysisIsAsSureAsAnyAgentAsks() {
        StoredFile video = new StoredFile("video.mp4", "video", "episodes/x/1/video.mp4", "video/mp4", 10);

        assertThat(PublishDecision.of(PublishRule.AUTO, 1, draft(null, true, video))
                        .published())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.7, 0.462, 46, 70", "0.7, 0.6999, 69, 70", "0.07, 0.05, 5, 7", "0.004, 0, 0, 0"})
    void saysHowSureItIsAndHowSureItShouldBe(double threshold, double confidence, int sure, int asked) {
        assertThat(decide(PublishRule.AUTO, threshold, confidence, true).reason())
                .isEqualTo("The analysis is " + sure + " % sure where the episode begins and ends; the agent asks for "
                        + asked + " %.");
    }

    @Test
    void beingSureIsNotEnough() {
        PublishDecision decision = decide(PublishRule.AUTO, 0.5, 0.9, false);

        assertThat(decision).isEqualTo(new PublishDecision(false, true, "It is long enough."));
    }

    @Test
    void otherRulesDoNotAskHowSureItIs() {
        assertThat(decide(PublishRule.MANUAL, 0.9, 0.1, true).held()).isFalse();
        assertThat(decide(PublishRule.REVIEW, 0.1, 0.9, true).held()).isTrue();
        assertThat(PublishDecision.of(PublishRule.AUTO, 0.9, draft(0.1, true, null))
                        .held())
                .isFalse();
        assertThat(PublishDecision.of(null, 0.9, draft(0.1, true, null)).held()).isFalse();
    }
}
