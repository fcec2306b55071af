package dev.reelcast.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a stage that failed for now is started again: exponential back-off with jitter over its upper half, so that jobs
 * that failed together do not come back together.
 *
 * @param attempts starts of one stage, at least 1
 * @param first the delay after the first failure, before jitter
 * @param longest no delay is longer
 */
record RetryPolicy(int attempts, Duration first, Duration longest) {

    static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(5), Duration.ofHours(1));

    /**
     * @param attempt the one that failed, from 1
     * @param random 0 to 1
     * @return the delay before the next, or empty when there is none
     */
    Optional<Duration> delay(int attempt, DoubleSupplier random) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        double doubled = first.toMillis() * Math.pow(2, attempt - 1.0);
        double jittered = doubled / 2 + doubled / 2 * random.getAsDouble();
        return Optional.of(Duration.ofMillis((long) Math.min(longest.toMillis(), jittered)));
    }
}
