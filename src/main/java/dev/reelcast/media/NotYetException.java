package dev.reelcast.media;

import java.time.Instant;

/** What a URL leads to is not there yet, through nobody's fault: a premiere, a live stream that still runs. */
public final class NotYetException extends MediaException {
    private static final long serialVersionUID = 1L;

    private final Instant until;

    /** @param message what is waited for, one sentence for people */
    public NotYetException(Instant until, String message) {
        super(Kind.FAILED, "not_yet", message, null);
        this.until = until;
    }

    /** When to look again. */
    public Instant until() {
        return until;
    }
}
