package dev.reelcast.store;

import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.model.JobError;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome other than done makes of a job: the transition table's rows for it.
 *
 * @param status the job's new status
 * @param message for people, as the job's
 * @param error the job's error, null for none
 * @param runAt when it may run again, null where it stays as it is
 * @param givenBack attempts that do not count: 0 or 1
 * @param event the type of the event that tells of it
 * @param stageStatus the stage's new status
 * @param outcome the attempt's outcome
 * @param cause a word for the class of failure, null for none
 * @param reason one sentence: the attempt's message
 * @param level of the line in the job's log, null for none
 */
record RunEnd(
        JobStatus status,
        String message,
        @Nullable JobError error,
        @Nullable Instant runAt,
        int givenBack,
        String event,
        String stageStatus,
        String outcome,
        @Nullable String cause,
        String reason,
        @Nullable LogLevel level) {

    /** @param attempt which start of the stage ends */
    static RunEnd of(Ended ended, int attempt) {
        Outcome outcome = ended.outcome();
        if (outcome instanceof Outcome.Retry retry) {
            Instant runAt = ended.runAt();
            JobError error = error(ended, attempt, retry.cause(), retry.message(), false);
            return runAt == null ? failed(error, "retry") : again(error, runAt);
        }
        if (outcome instanceof Outcome.Fail fail) {
            return failed(error(ended, attempt, fail.cause(), fail.message(), true), "fail");
        }
        if (outcome instanceof Outcome.Snooze snooze) {
            return snoozed(snooze);
        }
        if (outcome instanceof Outcome.Cancel cancel) {
            return cancelled(Values.storable(cancel.message()));
        }
        throw new IllegalArgumentException("a run that is done ends with a checkpoint");
    }

    private static JobError error(Ended ended, int attempt, String cause, String message, boolean permanent) {
        return new JobError(Values.storable(cause), Values.storable(message), ended.stage(), attempt, permanent);
    }

    private static RunEnd again(JobError error, Instant runAt) {
        return new RunEnd(
                JobStatus.PENDING,
                "Waiting for another attempt",
                error,
                runAt,
                0,
                "job.retrying",
                "waiting",
                "retry",
                error.cause(),
                error.message(),
                LogLevel.WARNING);
    }

    private static RunEnd failed(JobError error, String outcome) {
        return new RunEnd(
                JobStatus.FAILED,
                "Failed",
                error,
                null,
                0,
                "job.failed",
                "failed",
                outcome,
                error.cause(),
                error.message(),
                LogLevel.ERROR);
    }

    private static RunEnd snoozed(Outcome.Snooze snooze) {
        String message = Values.storable(snooze.message());
        return new RunEnd(
                JobStatus.PENDING,
                message,
                null,
                snooze.until(),
                1,
                "job.queued",
                "waiting",
                "snooze",
                null,
                message,
                null);
    }

    private static RunEnd cancelled(String message) {
        return new RunEnd(
                JobStatus.CANCELLED,
                "Cancelled",
                null,
                null,
                0,
                "job.cancelled",
                "cancelled",
                "cancel",
                null,
                message,
                null);
    }
}
