package dev.reelcast.publish;

import dev.reelcast.net.FetchException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When the hub is told again after it could not be told: from 10 seconds on, twice as long each time up to an hour, a fifth
 * more or less; for some 20 hours. What no other try can change is not tried again: the next change of the feed is.
 */
final class PingPolicy {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_ATTEMPTS = 28;
    private static final int DOUBLINGS = 9;
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    PingPolicy(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait, empty to give up.
     *
     * @param attempt that failed, 1 for the first
     */
    Optional<Duration> next(int attempt, FetchException failure) {
        if (failure.permanent() || attempt >= MOST_ATTEMPTS) {
            return Optional.empty();
        }
        double doubled = FIRST.toMillis() * (double) (1L << Math.min(attempt - 1, DOUBLINGS));
        double wait = Math.min(doubled, LONGEST.toMillis()) * (1 + SPREAD * (2 * random.nextDouble() - 1));
        Duration own = Duration.ofMillis(Math.round(wait));
        Duration asked = failure.retryAfter();
        return Optional.of(asked != null && asked.compareTo(own) > 0 ? min(asked, LONGEST) : own);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
