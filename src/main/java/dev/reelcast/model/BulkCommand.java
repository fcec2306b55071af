package dev.reelcast.model;

/** What can be asked of a bulk job. */
public enum BulkCommand {
    START,
    PAUSE,
    RESUME,
    CANCEL,
    RETRY_FAILED,
    DELETE
}
