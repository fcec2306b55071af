package dev.reelcast.notify;

import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param status of HTTP, null when there was no answer
 * @param error one sentence, null when it went well
 * @param lasting whether another try can do no better
 * @param retryAfter how long the receiver asks to be left alone, null when it does not
 */
record Reply(
        @Nullable Integer status,
        @Nullable String error,
        boolean lasting,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    static Reply of(Answer answer) {
        boolean taken = answer.status() < 300;
        return new Reply(answer.status(), taken ? null : answered(answer.status()), false, null);
    }

    /**
     * Whatever a receiver answers may be otherwise once it has been put right; that a URL leads inside the network is for
     * its owner to change.
     */
    static Reply of(FetchException failure) {
        return switch (failure.kind()) {
            // It was taken; what else is said is not read.
            case TOO_LARGE -> new Reply(null, null, false, null);
            case STATUS ->
                new Reply(failure.status(), answered(failure.status()), failure.status() == GONE, failure.retryAfter());
            case REFUSED -> new Reply(null, String.valueOf(failure.getMessage()), failure.permanent(), null);
            default -> new Reply(null, String.valueOf(failure.getMessage()), false, null);
        };
    }

    /** Nothing was sent, and nothing will be. */
    static Reply never(String why) {
        return new Reply(null, why, true, null);
    }

    /** Nothing came of it, for a reason of this server's. */
    static Reply notNow(String why) {
        return new Reply(null, why, false, null);
    }

    boolean taken() {
        return error == null;
    }

    /** Whether the receiver says that there is nothing any more. */
    boolean gone() {
        return status != null && status == GONE;
    }

    private static String answered(int status) {
        return status == GONE
                ? "The receiver says that it is gone (HTTP 410)."
                : "The receiver answered with HTTP " + status + ".";
    }
}
