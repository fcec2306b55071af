package dev.reelcast.model;

/** Where a job stands. A job that waits for a retry is {@link #PENDING} with {@code runAt} in the future. */
public enum JobStatus {
    PENDING,
    PROCESSING,
    COMPLETED,
    FAILED,
    CANCELLED,
    SKIPPED;

    /** Whether only a retry can move the job from here. */
    public boolean ended() {
        return this != PENDING && this != PROCESSING;
    }
}
