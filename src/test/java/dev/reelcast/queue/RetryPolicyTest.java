package dev.reelcast.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(5, Duration.ofSeconds(5), Duration.ofHours(1));

    @Test
    void delayDoublesAndJitterTakesAwayUpToHalf() {
        assertThat(policy.delay(1, () -> 1)).contains(Duration.ofSeconds(5));
        assertThat(policy.delay(1, () -> 0)).contains(Duration.ofMillis(2_500));
        assertThat(policy.delay(4, () -> 1)).contains(Duration.ofSeconds(40));
    }

    @Test
    void noDelayIsLongerThanTheLongest() {
        assertThat(new RetryPolicy(100, Duration.ofSeconds(5), Duration.ofHours(1)).delay(90, () -> 1))
                .contains(Duration.ofHours(1));
    }

    @Test
    void lastAttemptHasNoNext() {
        assertThat(policy.delay(5, () -> 0.5)).isEmpty();
        assertThat(policy.delay(6, () -> 0.5)).isEmpty();
    }
}
