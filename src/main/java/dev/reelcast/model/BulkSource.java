package dev.reelcast.model;

/** Where a bulk job's rows come from. */
public enum BulkSource {
    CSV,
    SHEET,
    LIST,
    ROWS
}
