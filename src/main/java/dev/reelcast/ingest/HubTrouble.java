package dev.reelcast.ingest;

import dev.reelcast.net.FetchException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request to a hub that came to nothing. The message is one sentence for people. */
final class HubTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final @Nullable Duration retryAfter;

    private HubTrouble(String message, boolean permanent, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** Something that will hardly change by itself. */
    static HubTrouble of(String sentence) {
        return new HubTrouble(sentence, true, null, null);
    }

    /** @param what could not be done, as the beginning of a sentence */
    static HubTrouble of(String what, Throwable cause) {
        return cause instanceof FetchException failed
                ? new HubTrouble(what + ". " + failed.getMessage(), failed.permanent(), failed.retryAfter(), failed)
                : new HubTrouble(what + ".", false, null, cause);
    }

    /** Whether the same request will hardly fare better. */
    boolean permanent() {
        return permanent;
    }

    /** How long the hub asks to be left alone, null when it does not say. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
