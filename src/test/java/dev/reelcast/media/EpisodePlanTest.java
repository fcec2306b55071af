package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodePlanTest {

    @Test
    void overlapsNeighboursByTheCrossfade() {
        EpisodePlan plan = new EpisodePlan(List.of(piece(10), piece(100), piece(5)), 1, 1);
        assertThat(plan.duration()).isEqualTo(113);
        assertThat(plan.contentOffset()).isEqualTo(9);
    }

    @Test
    void shortensTheCrossfadeToHalfOfAShortPart() {
        EpisodePlan plan = new EpisodePlan(List.of(piece(10), piece(1), piece(0.5)), 1, 3);
        assertThat(plan.contentOffset()).isEqualTo(9.5);
        assertThat(plan.duration()).isCloseTo(9.5 + 1 - 0.25 + 0.5, within(1e-9));
        assertThat(plan.graph("anull", -16, "anull"))
                .contains("[p0][p1]acrossfade=d=0.500:")
                .contains("[j1][p2]acrossfade=d=0.250:");
    }

    @Test
    void joinsWithoutAFadeWhenNoneIsAskedFor() {
        EpisodePlan plan = new EpisodePlan(List.of(piece(10), piece(20)), 1, 0);
        assertThat(plan.duration()).isEqualTo(30);
        assertThat(plan.graph("anull", -16, "anull")).contains("[p0][p1]concat=n=2:v=0:a=1[j1]");
    }

    @Test
    void leavesSilenceAloneAndRaisesNoiseOnlySoFar() {
        assertThat(new AudioPiece(List.of(), 1, -20).gain(-16)).isEqualTo(4);
        assertThat(new AudioPiece(List.of(), 1, -70).gain(-16)).isZero();
        assertThat(new AudioPiece(List.of(), 1, -65).gain(-16)).isEqualTo(30);
    }

    private static AudioPiece piece(double seconds) {
        return new AudioPiece(List.of("-i", "x"), seconds, -20);
    }
}
