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

    private Rounds(Supplier<Future<Boolean>> round) {
        this.round = round;
    }

    /**
     * Goes round as long as a round answers true; one that fails is the last.
     *
     * @param round must not complete before it returns, as nothing does that another thread or the network has a part in
     */
    static Future<Void> of(Supplier<Future<Boolean>> round) {
        Rounds rounds = new Rounds(round);
        rounds.next();
        return rounds.done.future();
    }

    private void next() {
        round.get()
                .onComplete(
                        more -> {
                            if (more) {
                                next();
                            } else {
                                done.complete();
                            }
                        },
                        done::fail);
    }
}
