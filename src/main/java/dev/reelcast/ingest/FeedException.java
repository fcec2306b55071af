package dev.reelcast.ingest;

/** What should be a feed is none, or one that is not read. The message is one sentence for people. */
final class FeedException extends Exception {

    private static final long serialVersionUID = 1L;

    FeedException(String message) {
        super(message);
    }

    FeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
