package dev.reelcast.model;

/** What a notification is about. */
public enum NotificationKind {
    /** A bulk job. */
    BULK,
    /** A single job. */
    JOB,
    /** The server itself. */
    SYSTEM,
    /** Who can get in. */
    SECURITY
}
