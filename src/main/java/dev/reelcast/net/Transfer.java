package dev.reelcast.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request under way: its outcome, and the means to stop it. It runs on an event loop of its own client, never on the
 * caller's context, so that a worker may block for it.
 *
 * @param <T> what it gives
 */
public final class Transfer<T> {

    /** How long nothing may be heard from a server that was asked for something it has. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final long LOOK_EVERY = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Promise<T> promise = Promise.promise();
    private @Nullable HttpClientRequest request;
    private @Nullable FetchException stopped;
    private @Nullable Promise<?> stoppable;
    private long heardAt = System.nanoTime();

    private Transfer(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    static <T> Transfer<T> start(Vertx vertx, Context context, Duration limit, Function<Transfer<T>, Future<T>> work) {
        Transfer<T> transfer = new Transfer<>(vertx, context);
        context.runOnContext(go -> transfer.run(limit, work));
        return transfer;
    }

    /** Fails with a {@link FetchException}. */
    public Future<T> future() {
        return promise.future();
    }

    /** Stops it: the connection is closed, a file begun is deleted, and the outcome is a cancelled one. */
    public void cancel() {
        context.runOnContext(
                now -> stop(FetchException.of(FetchException.Kind.CANCELLED, "The transfer was stopped.")));
    }

    /**
     * Blocks until it is over. For worker threads; an interrupt cancels the transfer.
     *
     * @throws FetchException when it failed
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalStateException on an event loop, which must never wait
     */
    public T await() throws FetchException, InterruptedException {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an event loop must not wait for a transfer");
        }
        try {
            return promise.future().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw Failures.of(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
    }

    /** Makes this the request that is reset when the transfer is stopped. */
    Future<HttpClientRequest> on(HttpClientRequest next) {
        if (stopped != null) {
            next.reset();
            return Future.failedFuture(stopped);
        }
        request = next;
        next.exceptionHandler(broken -> {
            // The future of the answer fails too; without a handler it would be logged as an error besides.
        });
        heard();
        return Future.succeededFuture(next);
    }

    /**
     * From here on a stop fails this outcome, and the work, which ends after it, cleans up before it does.
     */
    void stops(Promise<?> outcome) {
        stoppable = outcome;
        if (stopped != null) {
            outcome.tryFail(stopped);
        }
    }

    /** Something came from the other side, or is still on its way to disk. */
    void heard() {
        heardAt = System.nanoTime();
    }

    void stop(FetchException why) {
        if (stopped != null || promise.future().isComplete()) {
            return;
        }
        stopped = why;
        if (stoppable != null) {
            stoppable.tryFail(why);
        } else {
            promise.tryFail(why);
        }
        if (request != null) {
            request.reset();
        }
    }

    private void run(Duration limit, Function<Transfer<T>, Future<T>> work) {
        long whole = vertx.setTimer(Math.max(1, limit.toMillis()), late -> stop(tooLong()));
        long watch = vertx.setPeriodic(LOOK_EVERY, look -> {
            if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
                stop(tooLong());
            }
        });
        promise.future().onComplete(over -> {
            vertx.cancelTimer(whole);
            vertx.cancelTimer(watch);
        });
        work.apply(this)
                .onComplete(
                        promise::tryComplete,
                        failure -> promise.tryFail(stopped == null ? Failures.of(failure) : stopped));
    }

    private static FetchException tooLong() {
        return FetchException.of(FetchException.Kind.TIMEOUT, "The server took too long to answer.");
    }
}
