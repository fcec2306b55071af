package dev.reelcast.model;

/** What becomes of an agent's finished episode. */
public enum PublishRule {
    /** Published when the analysis says so, else held for review. */
    AUTO,
    /** Always held for review. */
    REVIEW,
    /** Stored, unpublished, and not put up for review. */
    MANUAL
}
