package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

    private final SettableClock clock = new SettableClock();
    private final LoginLimit limit = new LoginLimit(clock);

    @Test
    void stopsGuessingAtAnAccountFromOneAddress() {
        fail("ann@example.org", "192.0.2.1", 9);
        assertThat(limit.wait("ann@example.org", "192.0.2.1")).isZero();

        fail("Ann@Example.org", "192.0.2.1", 1);

        assertThat(limit.wait("ann@example.org", "192.0.2.1")).isEqualTo(Duration.ofMinutes(15));
        assertThat(limit.wait("ann@example.org", "192.0.2.2")).isZero();
        assertThat(limit.wait("bob@example.org", "192.0.2.1")).isZero();
    }

    @Test
    void stopsGuessingAtManyAccountsFromOneAddress() {
        for (int i = 0; i < 50; i++) {
            fail("user" + i + "@example.org", "192.0.2.1", 1);
        }

        assertThat(limit.wait("other@example.org", "192.0.2.1")).isPositive();
        assertThat(limit.wait("other@example.org", "192.0.2.2")).isZero();
    }

    @Test
    void forgetsAfterAWhile() {
        fail("ann@example.org", "192.0.2.1", 10);

        clock.now = clock.now.plus(Duration.ofMinutes(15)).plusMillis(1);

        assertThat(limit.wait("ann@example.org", "192.0.2.1")).isZero();
    }

    @Test
    void signingInRightlyCountsForNothing() {
        for (int i = 0; i < 500; i++) {
            limit.begin("ann@example.org", "192.0.2.1");
            limit.succeeded("ann@example.org", "192.0.2.1");
        }

        assertThat(limit.wait("ann@example.org", "192.0.2.1")).isZero();
        assertThat(limit.wait("bob@example.org", "192.0.2.1")).isZero();
    }

    private void fail(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            limit.begin(account, address);
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
