package dev.reelcast.model;

/** Where a subscription stands. */
public enum SubscriptionState {
    /** The hub has not confirmed it yet. */
    PENDING,
    /** Confirmed, and its lease runs. */
    ACTIVE,
    /** It was confirmed, and its lease has ended before the hub confirmed it anew. */
    EXPIRED,
    /** The hub refuses it; it is asked again a day later. */
    DENIED,
    /** Nobody wants it any more; the hub is to be told. */
    ENDING,
    /** Over. */
    ENDED
}
