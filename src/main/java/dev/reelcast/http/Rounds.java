package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * One asynchronous thing after another, however many: a chain of futures would grow by one with each, and completing it
 * would go as deep as it is long.
 */
final class Rounds {

    private final Supplier<Future<Boolean>> round;
    private final Promise<Void> done = Promise.promise();
    private boolean turning;
    private boolean again;

    private Rounds(Supplier<Future<Boolean>> round) {
        this.round = round;
    }

    /**
     * Goes round as long as a round answers true; one that fails is the last.
     *
     * @param round whose futures complete on the caller's context
     */
    static Future<Void> of(Supplier<Future<Boolean>> round) {
        Rounds rounds = new Rounds(round);
        rounds.next();
        return rounds.done.future();
    }

    /** A round may be over before it is listened to: the next one then follows it here, and not from within it. */
    private void next() {
        again = true;
        if (turning) {
            return;
        }
        turning = true;
        while (again) {
            again = false;
            round.get().onComplete(this::over, done::fail);
        }
        turning = false;
    }

    private void over(boolean more) {
        if (more) {
            next();
        } else {
            done.complete();
        }
    }
}
