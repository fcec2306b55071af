package dev.reelcast.model;

/** Why an item of a bulk job did not run, or was cut off. */
public enum BulkCause {
    /** The row is no input for anything. */
    INVALID,
    /** An earlier row says the same, or the queue has the same video already. */
    DUPLICATE,
    /** There is a finished result of it. */
    ALREADY_DONE,
    /** Somebody left it out. */
    BY_HAND,
    DEADLINE,
    CANCELLED
}
