package dev.reelcast.model;

/** Who saw a video first. */
public enum VideoOrigin {
    /** A notice of the hub. */
    HUB,
    /** The look at the channel's feed now and then. */
    POLL,
    /** A person asked for what was there before. */
    BACKFILL,
    /** A person put its URL in. */
    SUBMITTED
}
