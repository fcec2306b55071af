package dev.reelcast.http;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Password hashing: Argon2id with the parameters of OWASP's password storage sheet (19 MiB, 2 passes), in the PHC string
 * format, on threads of its own so that sign-ins do not hold up other work.
 */
final class Passwords {

    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final int THREADS = 2;
    /** More waiting than this would only make everybody wait longer than they will. */
    private static final int MOST_WAITING = 50;

    private final WorkerExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Future<String> nobodys;

    Passwords(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("reelcast-passwords", THREADS);
        this.nobodys = hash(Tokens.refresh());
    }

    /** The hash of a new password. */
    Future<String> hash(String password) {
        return run(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult());
    }

    /**
     * Whether a password is the one behind a hash.
     *
     * @param hash null when there is no such user: it takes as long as if there were
     */
    Future<Boolean> matches(String password, @Nullable String hash) {
        return nobodys.compose(dummy -> run(() -> {
            String stored = hash == null ? dummy : hash;
            return verify(password, stored) && hash != null;
        }));
    }

    Future<Void> close() {
        return threads.close();
    }

    private static boolean verify(String password, String hash) {
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } catch (BadParametersException notAHash) {
            return false;
        }
    }

    private <T> Future<T> run(java.util.concurrent.Callable<T> work) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(Failure.of(
                    FailureKind.UNAVAILABLE, "Too many people are signing in at this moment. Try again in a moment."));
        }
        return threads.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }
}
