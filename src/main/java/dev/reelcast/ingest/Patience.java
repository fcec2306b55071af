package dev.reelcast.ingest;

import dev.reelcast.net.FetchException;
import dev.reelcast.net.ServiceClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a service that is busy, or has trouble that passes, is asked again: after as long as it says, else twice as long
 * each time, each time a little by chance, so that those who were sent away together do not come back together.
 *
 * @param tries of one request, at least 1
 * @param first wait
 * @param most after the first try, no other begins
 */
record Patience(int tries, Duration first, Duration most) {

    /**
     * Asks until the answer is a lasting one, or patience ends: then what came last stands.
     *
     * @param request made anew for each try; fails with a {@link FetchException} when there is no answer
     */
    Future<Answer> ask(Vertx vertx, Supplier<Future<Answer>> request) {
        return ask(vertx, request, 1, System.nanoTime());
    }

    private Future<Answer> ask(Vertx vertx, Supplier<Future<Answer>> request, int attempt, long begun) {
        return request.get().transform(done -> {
            Duration wait = again(done.failed() ? done.cause() : null, done.result(), attempt);
            if (wait == null || attempt >= tries || spent(begun).plus(wait).compareTo(most) > 0) {
                return done.failed() ? Future.failedFuture(done.cause()) : Future.succeededFuture(done.result());
            }
            return vertx.timer(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
                    .compose(over -> ask(vertx, request, attempt + 1, begun));
        });
    }

    /** How long to wait before the next try, null when that would change nothing. */
    private @Nullable Duration again(@Nullable Throwable cause, @Nullable Answer answer, int attempt) {
        boolean passing = answer == null
                ? cause instanceof FetchException fetch && !fetch.permanent()
                : answer.status() == 408 || answer.status() == 429 || answer.status() >= 500;
        if (!passing) {
            return null;
        }
        double chance = ThreadLocalRandom.current().nextDouble();
        Duration asked = answer == null ? null : answer.retryAfter();
        return asked == null
                ? spread(first.multipliedBy(1L << Math.min(attempt - 1, 20)), 0.5 + 0.5 * chance)
                : spread(asked, 1 + 0.1 * chance);
    }

    private static Duration spent(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Duration spread(Duration wait, double factor) {
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
