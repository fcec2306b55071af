package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPlanTest {

    private static final RetryPlan LATEST = new RetryPlan(() -> 1);
    private static final RetryPlan SOONEST = new RetryPlan(() -> 0);

    @Test
    void waitsTwiceAsLongEachTimeUpToAnHour() {
        assertThat(LATEST.next(0, false, null, null)).isEqualTo(Duration.ofSeconds(5));
        assertThat(LATEST.next(1, false, null, null)).isEqualTo(Duration.ofSeconds(10));
        assertThat(LATEST.next(5, false, null, null)).isEqualTo(Duration.ofSeconds(160));
        for (int failures : new int[] {10, 20, 63, 64, 1_000_000}) {
            assertThat(LATEST.next(failures, false, null, null)).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void spreadsThoseWhoFailedTogether() {
        assertThat(SOONEST.next(5, false, null, null)).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void waitsLongerAfterARefusal() {
        assertThat(LATEST.next(0, true, null, null)).isEqualTo(Duration.ofMinutes(10));
        assertThat(LATEST.next(30, true, null, null)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void doesWhatTheHubAsksForWithinADay() {
        Duration twoMinutes = Duration.ofSeconds(120);
        assertThat(SOONEST.next(0, false, twoMinutes, null)).isEqualTo(twoMinutes);
        assertThat(LATEST.next(0, false, twoMinutes, null)).isEqualTo(Duration.ofSeconds(132));
        assertThat(SOONEST.next(30, false, twoMinutes, null)).isEqualTo(Duration.ofMinutes(30));
        assertThat(SOONEST.next(0, false, Duration.ofDays(365), null)).isEqualTo(Duration.ofDays(1));
        assertThat(SOONEST.next(0, false, Duration.ZERO, null)).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void triesMoreOftenAsALeaseComesToItsEnd() {
        assertThat(LATEST.next(30, false, null, Duration.ofDays(5))).isEqualTo(Duration.ofHours(1));
        assertThat(LATEST.next(30, false, null, Duration.ofMinutes(40))).isEqualTo(Duration.ofMinutes(10));
        assertThat(LATEST.next(30, true, null, Duration.ofMinutes(40))).isEqualTo(Duration.ofMinutes(10));
        assertThat(LATEST.next(30, false, null, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(LATEST.next(30, false, null, Duration.ofSeconds(-1))).isEqualTo(Duration.ofHours(1));
    }
}
