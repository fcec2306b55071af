package dev.reelcast.model;

/** Where a bulk job stands. */
public enum BulkStatus {
    /** Its rows were read and checked; nobody has started it. */
    PENDING,
    RUNNING,
    /** What runs ends; nothing more is started. */
    PAUSING,
    PAUSED,
    /** All items have ended; who wants to know is being told. */
    COMPLETING,
    COMPLETED,
    /** Some item failed, was cancelled, or was cut off by the deadline. */
    COMPLETED_WITH_ERRORS,
    /** What runs is being stopped. */
    CANCELLING,
    CANCELLED,
    /** Nothing could start. */
    FAILED;

    /** Whether only a retry can move the bulk job from here. */
    public boolean ended() {
        return this == COMPLETED || this == COMPLETED_WITH_ERRORS || this == CANCELLED || this == FAILED;
    }
}
