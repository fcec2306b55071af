package dev.reelcast.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a job that has not ended does not run.
 *
 * @param reason for programs
 * @param message one sentence for people, true at the time of the answer
 * @param until when it is tried again, where that is known
 * @param startsInSeconds estimated, for {@link Reason#POSITION}; null when nothing was measured yet
 */
public record Waiting(
        Reason reason,
        String message,
        @Nullable Instant until,
        @Nullable Integer startsInSeconds) {

    /** What it waits for. */
    public enum Reason {
        /** Its turn. */
        POSITION,
        /** Another attempt, after a failure. */
        RETRY,
        /** Something that is not ready, or a service that is down. */
        SNOOZED,
        /** Somebody who holds the whole queue up. */
        QUEUE_PAUSED,
        /** Somebody who holds its agent's jobs up. */
        AGENT_PAUSED,
        /** Somebody who holds its bulk job up. */
        BULK_PAUSED,
        /** A host that asked for fewer requests. */
        HOST_BREAK,
        /** One of the few that may be fetched from its host at once. */
        HOST_LIMIT,
        /** One of the few that may be in its next stage at once. */
        STAGE_LIMIT,
        /** A server that runs its next stage. */
        NO_SERVER
    }
}
