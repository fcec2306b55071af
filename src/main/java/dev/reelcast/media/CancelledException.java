package dev.reelcast.media;

/** The work was called off through its {@link Cancellation}, or its thread was interrupted. */
public final class CancelledException extends MediaException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super(Kind.CANCELLED, "The work was cancelled.");
    }
}
