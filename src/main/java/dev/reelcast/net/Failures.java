package dev.reelcast.net;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Any failure of a transfer as the one type that callers know. */
final class Failures {

    private Failures() {}

    static FetchException of(Throwable failure) {
        if (failure instanceof FetchException known) {
            return known;
        }
        if (failure instanceof Refused refused) {
            return FetchException.of(refused);
        }
        if (noSpace(failure)) {
            return FetchException.of(FetchException.Kind.NO_SPACE, "The disk is full.", failure);
        }
        if (failure instanceof TimeoutException || failure instanceof io.netty.channel.ConnectTimeoutException) {
            return FetchException.of(FetchException.Kind.TIMEOUT, "The server took too long to answer.", failure);
        }
        return FetchException.of(FetchException.Kind.NETWORK, "The connection to the server failed.", failure);
    }

    /** The operating system's words for it: Java gives the error number in no other way. */
    private static boolean noSpace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IOException
                    && message != null
                    && (message.contains("No space left") || message.contains("quota exceeded"))) {
                return true;
            }
        }
        return false;
    }
}
