package dev.reelcast.bulk;

import dev.reelcast.bus.Address;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** The bus as one thread after another uses it, off the event loop: a question, and the answer is waited for. Blocking. */
final class Asking {

    private final Bus bus;

    Asking(Bus bus) {
        this.bus = bus;
    }

    /** The answer; a request has its own time-out, so this ends. */
    <Q, R> R ask(Address<Q, R> address, Q request) {
        return await(bus.request(address, request));
    }

    /** Asks without waiting. */
    <Q, R> Future<R> begin(Address<Q, R> address, Q request) {
        return bus.request(address, request);
    }

    /** Waits for what was begun. */
    static <R> R await(Future<R> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw Failure.from(cause == null ? failed : cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.UNAVAILABLE, "The server is stopping. Try again in a moment.");
        }
    }
}
