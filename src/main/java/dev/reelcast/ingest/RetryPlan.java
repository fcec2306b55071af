package dev.reelcast.ingest;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a hub is left alone after it failed: twice as long each time, from five seconds to an hour, or as long as it asks
 * for. Nobody gives up: hubs were down for days and came back.
 */
final class RetryPlan {

    private static final long FIRST_MILLIS = 5_000;
    private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();
    /** After an answer that another try will hardly change. */
    private static final long REFUSED_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long LEAST_NEAR_THE_END_MILLIS = 30_000;
    private static final Duration MOST_ASKED_FOR = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 20;

    private final DoubleSupplier random;

    /** @param random from 0 to 1, so that those who failed together do not come back together */
    RetryPlan(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * When to try again.
     *
     * @param failures in a row before this one
     * @param permanent whether the same request will hardly fare better
     * @param retryAfter what the hub asked for, null when it did not
     * @param leaseLeft how long notices still come, null when they do not
     */
    Duration next(int failures, boolean permanent, @Nullable Duration retryAfter, @Nullable Duration leaseLeft) {
        long doubled = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        long wait = Math.min(MOST_MILLIS, permanent ? Math.max(REFUSED_MILLIS, doubled) : doubled);
        if (leaseLeft != null && !leaseLeft.isNegative()) {
            wait = Math.min(wait, Math.max(LEAST_NEAR_THE_END_MILLIS, leaseLeft.toMillis() / 4));
        }
        Duration spread = Duration.ofMillis(Math.round(wait * (0.5 + 0.5 * random.getAsDouble())));
        if (retryAfter == null || retryAfter.compareTo(spread) <= 0) {
            return spread;
        }
        Duration asked = retryAfter.compareTo(MOST_ASKED_FOR) > 0 ? MOST_ASKED_FOR : retryAfter;
        // A little later than the others who were told the same.
        return asked.plusMillis(Math.round(asked.toMillis() * 0.1 * random.getAsDouble()));
    }
}
