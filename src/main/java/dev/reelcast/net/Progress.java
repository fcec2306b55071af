package dev.reelcast.net;

/** Hears how far a transfer is. Called on an event loop, often: it must be quick and must not block. */
@FunctionalInterface
public interface Progress {

    /**
     * @param bytes taken in so far
     * @param total what the server announced, -1 when it did not
     */
    void at(long bytes, long total);
}
