package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes that come one by one, committed together: what comes while a batch is on its way to the database, or just after,
 * gathers for the next. A single one goes at once.
 *
 * @param <Q> what is written
 * @param <R> what is answered
 */
final class Gathering<Q, R> {

    /** Batches at a time: while one is being committed, the database works on the other. */
    static final int FLIGHTS = 2;

    private static final int MOST = 100;

    /** A batch takes the database not much longer for these than for one: fewer wait a moment for more. */
    private static final int WORTH_IT = 40;

    /** So long after the batch before, however few there are. */
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** So long when that is not back yet: it may wait for somebody's lock. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Asked<Q, R>(Q request, Promise<R> answer) {}

    private final Consumer<Runnable> later;
    private final Function<List<Q>, Future<List<Future<R>>>> write;
    private final Deque<Asked<Q, R>> waiting = new ArrayDeque<>();
    private int flights;
    private boolean timed;
    private long due;
    private long started = System.nanoTime() - PATIENCE_NANOS;

    /**
     * @param later runs something after what has arrived together
     * @param write in one transaction; answers each in order, and fails when nothing of it was written
     */
    Gathering(Consumer<Runnable> later, Function<List<Q>, Future<List<Future<R>>>> write) {
        this.later = later;
        this.write = write;
    }

    Future<R> add(Q request) {
        Asked<Q, R> asked = new Asked<>(request, Promise.promise());
        synchronized (this) {
            waiting.add(asked);
        }
        later.accept(this::next);
        return asked.answer().future();
    }

    private void next() {
        List<Asked<Q, R>> batch = new ArrayList<>();
        synchronized (this) {
            if (flights == FLIGHTS || waiting.isEmpty()) {
                return;
            }
            long wait = started + (flights > 0 ? PATIENCE_NANOS : MOMENT_NANOS) - System.nanoTime();
            if (waiting.size() < WORTH_IT && wait > 0) {
                nextAfter(wait);
                return;
            }
            started = System.nanoTime();
            flights++;
            while (!waiting.isEmpty() && batch.size() < MOST) {
                batch.add(waiting.remove());
            }
        }
        write(batch).onComplete(done -> {
            synchronized (this) {
                flights--;
            }
            next();
        });
    }

    /** One timer is enough, unless it ends too late: a batch may be back long before patience with it ends. */
    private void nextAfter(long nanos) {
        long then = System.nanoTime() + nanos;
        if (timed && then - due >= 0) {
            return;
        }
        timed = true;
        due = then;
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> {
                    synchronized (this) {
                        timed = false;
                    }
                    later.accept(this::next);
                });
    }

    private Future<Void> write(List<Asked<Q, R>> batch) {
        return write.apply(batch.stream().map(Asked::request).toList())
                .onSuccess(answers -> {
                    for (int i = 0; i < batch.size(); i++) {
                        answers.get(i).onComplete(batch.get(i).answer());
                    }
                })
                .transform(written -> written.succeeded() ? Future.succeededFuture() : alone(batch, written.cause()));
    }

    /** One that the database refuses must not take the others with it. */
    private Future<Void> alone(List<Asked<Q, R>> batch, Throwable cause) {
        FailureKind kind = Failure.from(cause).kind();
        if (batch.size() == 1 || kind == FailureKind.UNAVAILABLE || kind == FailureKind.TIMEOUT) {
            batch.forEach(asked -> asked.answer().fail(cause));
            return Future.succeededFuture();
        }
        return Future.join(batch.stream().map(asked -> write(List.of(asked))).toList())
                .mapEmpty();
    }
}
