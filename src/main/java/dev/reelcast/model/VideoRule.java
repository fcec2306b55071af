package dev.reelcast.model;

/** What a video is ignored by. */
public enum VideoRule {
    /** It was published before the channel was followed. */
    OLDER,
    /** Its title does not match {@link VideoFilters#titleInclude}. */
    TITLE_INCLUDE,
    /** Its title matches {@link VideoFilters#titleExclude}. */
    TITLE_EXCLUDE,
    TOO_SHORT,
    TOO_LONG,
    /** It is a short, and shorts are not wanted. */
    SHORT,
    /** It is or was a live stream, and those are not wanted. */
    LIVE,
    /** Its job was cancelled. */
    CANCELLED,
    /** Its job was skipped, as when its deadline had passed. */
    SKIPPED,
    /** Its channel took it away before it was processed. */
    DELETED,
    /** A person said so. */
    BY_HAND
}
