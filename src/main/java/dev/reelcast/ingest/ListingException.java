package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import org.jspecify.annotations.Nullable;

/** Why a channel could not be looked up or listed. The message is one sentence for people, without a key or a URL. */
final class ListingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    enum Kind {
        /** Nothing: there is no such channel. */
        GONE,
        /** Nothing by itself: the server's configuration is wrong, or a program is missing. */
        REFUSED,
        /** Wait for the next day of the quota. */
        QUOTA,
        /** Try again in a while. */
        LATER
    }

    private final Kind kind;

    ListingException(Kind kind, String message) {
        this(kind, message, null);
    }

    ListingException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** The same for whoever asked over the bus. */
    Failure failure() {
        return switch (kind) {
            case GONE -> Failure.of(FailureKind.UNPROCESSABLE, "channel_not_found", sentence());
            case QUOTA -> Failure.of(FailureKind.UPSTREAM, "quota_spent", sentence());
            case REFUSED, LATER -> Failure.of(FailureKind.UPSTREAM, "channel_unknown", sentence());
        };
    }
}
