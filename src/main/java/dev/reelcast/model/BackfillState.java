package dev.reelcast.model;

/** Where a backfill stands. */
public enum BackfillState {
    /** It finds out what is on the channel. */
    LISTING,
    /** It hands over what it found. */
    TAKING,
    COMPLETED,
    FAILED,
    CANCELLED
}
