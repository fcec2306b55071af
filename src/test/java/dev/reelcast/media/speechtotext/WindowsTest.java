package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class WindowsTest {

    @Test
    void cutsAtPausesAndLeavesLongOnesOut() {
        Speech speech = new Speech(
                200, List.of(new Span(1, 20), new Span(21, 40), new Span(41, 60), new Span(120, 130)), 0.3, "test");

        assertThat(Windows.along(speech, 45, 10))
                .containsExactly(new Span(0.8, 40.2), new Span(40.8, 60.2), new Span(119.8, 130.2));
    }

    @Test
    void cutsSpeechWithoutPausesHard() {
        Speech speech = new Speech(100, List.of(new Span(0, 100)), 1, "test");

        assertThat(Windows.along(speech, 30, 5))
                .containsExactly(new Span(0, 30), new Span(30, 60), new Span(60, 90), new Span(90, 100));
    }

    @Test
    void hasNoneWhereNobodyTalks() {
        assertThat(Windows.along(new Speech(100, List.of(), 0, "test"), 30, 5)).isEmpty();
    }

    @Test
    void holdsAllSpeechInOrderWithoutOverlapWhateverTheSpeech() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<Span> segments = new ArrayList<>();
            double at = random.nextDouble();
            while (segments.size() < 40) {
                double end = at + 0.05 + random.nextDouble() * (round % 3 == 0 ? 90 : 8);
                segments.add(new Span(at, end));
                at = end + random.nextDouble() * (round % 2 == 0 ? 0.3 : 12);
            }
            Speech speech = new Speech(at, segments, 0.5, "test");
            List<Span> windows = Windows.along(speech, 30, 5);

            for (int i = 0; i < windows.size(); i++) {
                assertThat(windows.get(i).length()).isPositive().isLessThanOrEqualTo(30.0001);
                assertThat(windows.get(i).start())
                        .isGreaterThanOrEqualTo(i == 0 ? 0 : windows.get(i - 1).end());
            }
            double covered = segments.stream()
                    .mapToDouble(segment -> windows.stream()
                            .mapToDouble(window -> Math.max(
                                    0,
                                    Math.min(window.end(), segment.end()) - Math.max(window.start(), segment.start())))
                            .sum())
                    .sum();
            assertThat(covered)
                    .isCloseTo(segments.stream().mapToDouble(Span::length).sum(), Assertions.within(1e-6));
        }
    }
}
