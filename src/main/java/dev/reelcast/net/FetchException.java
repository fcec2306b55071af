package dev.reelcast.net;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why something could not be fetched. The message is one sentence for people; it holds neither the URL nor a secret.
 */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The URL, or one it redirects to, is not fetched: see {@link #refused()}. */
        REFUSED,
        /** The server answered with a status that is no success: see {@link #status()}. */
        STATUS,
        /** It redirects too often, or to where this method does not follow. */
        REDIRECT,
        /** There is more than may be taken. */
        TOO_LARGE,
        /** The answer is not what was asked for. */
        MALFORMED,
        /** No connection, or one that broke. */
        NETWORK,
        /** Nothing was heard for too long, or it took longer than it may. */
        TIMEOUT,
        /** The disk is full. */
        NO_SPACE,
        /** It was told to stop. */
        CANCELLED
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration retryAfter;
    private final Refused.@Nullable Reason refused;

    private FetchException(
            Kind kind,
            int status,
            @Nullable Duration retryAfter,
            Refused.@Nullable Reason refused,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
        this.refused = refused;
    }

    static FetchException of(Kind kind, String message) {
        return new FetchException(kind, 0, null, null, message, null);
    }

    static FetchException of(Kind kind, String message, Throwable cause) {
        return new FetchException(kind, 0, null, null, message, cause);
    }

    /** The failure that a refusal is. */
    public static FetchException of(Refused refused) {
        return new FetchException(
                Kind.REFUSED, 0, null, refused.reason(), String.valueOf(refused.getMessage()), refused);
    }

    static FetchException status(int status, @Nullable Duration retryAfter, String message) {
        return new FetchException(Kind.STATUS, status, retryAfter, null, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status, 0 when the failure is not one. */
    public int status() {
        return status;
    }

    /** How long the server asks to be left alone, null when it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Why the URL was refused, null when it was not. */
    public Refused.@Nullable Reason refused() {
        return refused;
    }

    /** Whether another try can do no better. */
    public boolean permanent() {
        return switch (kind) {
            case REFUSED -> refused != Refused.Reason.UNKNOWN_HOST;
            case STATUS -> !Statuses.transientStatus(status);
            case REDIRECT, TOO_LARGE, MALFORMED -> true;
            case NETWORK, TIMEOUT, NO_SPACE, CANCELLED -> false;
        };
    }

    /** The stable word for the class of failure, as {@code http_404}, {@code private_address}, {@code timeout}. */
    public String word() {
        if (refused != null) {
            return refused.word();
        }
        return kind == Kind.STATUS ? "http_" + status : kind.name().toLowerCase(Locale.ROOT);
    }
}
