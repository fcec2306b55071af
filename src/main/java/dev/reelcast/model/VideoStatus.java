package dev.reelcast.model;

/** Where a video of a channel stands. */
public enum VideoStatus {
    /** Seen, and nothing decided. */
    DISCOVERED,
    /** Its newest job waits or runs. */
    QUEUED,
    /** Its newest job is completed. */
    PROCESSED,
    /** Not wanted: {@link Video#rule} says by which rule. */
    IGNORED,
    /** Its newest job failed. */
    FAILED
}
