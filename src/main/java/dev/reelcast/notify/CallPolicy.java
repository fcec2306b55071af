package dev.reelcast.notify;

import dev.reelcast.bus.WebhookStoreApi.Called;
import dev.reelcast.bus.WebhookStoreApi.Due;
import dev.reelcast.bus.WebhookStoreApi.Verdict;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What is done after a call: what fails is tried again after 10 seconds, then three times as long each time up to four hours,
 * a fifth more or less, until it is a day old. A receiver that asks to be left alone for longer is, up to six hours.
 */
final class CallPolicy {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final Duration LONGEST_ASKED = Duration.ofHours(6);
    private static final Duration OLDEST = Duration.ofDays(1);
    private static final int FACTOR = 3;
    private static final int STEPS = 8;
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    CallPolicy(RandomGenerator random) {
        this.random = random;
    }

    Called after(Due due, Reply reply) {
        Verdict verdict = verdict(due, reply);
        return new Called(
                due.message().id(),
                due.target().webhookId(),
                verdict,
                reply.status(),
                reply.error(),
                verdict == Verdict.LATER ? wait(due.attempt(), reply) : null);
    }

    private static Verdict verdict(Due due, Reply reply) {
        if (reply.taken()) {
            return Verdict.DELIVERED;
        }
        if (reply.gone()) {
            return Verdict.SWITCH_OFF;
        }
        return reply.lasting() || due.age().compareTo(OLDEST) >= 0 ? Verdict.GIVEN_UP : Verdict.LATER;
    }

    private Duration wait(int attempt, Reply reply) {
        double grown = FIRST.toMillis() * Math.pow(FACTOR, Math.min(attempt - 1, STEPS));
        double wait = Math.min(grown, LONGEST.toMillis()) * (1 + SPREAD * (2 * random.nextDouble() - 1));
        Duration own = Duration.ofMillis(Math.round(wait));
        Duration asked = reply.retryAfter();
        if (asked == null || asked.compareTo(own) <= 0) {
            return own;
        }
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }
}
