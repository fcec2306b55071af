package dev.reelcast.store;

import dev.reelcast.model.JobError;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Stage;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job, decided by {@link Transitions} and written by {@link Changes}. Everything that a row says after a
 * transition stands here; what is not a transition (a progress report, a renewed lease) is none of it.
 *
 * @param job as it was
 * @param stage what is shown from now on
 * @param next what is run next
 * @param attempt how often {@code next} has been started
 * @param progress 0 to 100
 * @param delay how long it may not be run, null where its time stays as it was
 * @param starts whether {@code next} runs from now on, by the server that holds the lease; else nobody holds it any more
 * @param fresh whether it begins anew: its start and a deadline that has passed are forgotten
 * @param event the type of the event that tells of it
 * @param ended how the present run of a stage ended, null when none did
 */
record Change(
        Locked job,
        JobStatus status,
        Stage stage,
        Stage next,
        int attempt,
        int progress,
        String message,
        @Nullable JobError error,
        @Nullable JsonObject result,
        @Nullable Duration delay,
        boolean starts,
        boolean fresh,
        String event,
        @Nullable Ended ended) {

    /**
     * @param outcome as {@code job_attempts} has it
     * @param cause a word for the class of failure, null for none
     * @param message one sentence, null when it is done
     * @param output the checkpoint, null when it is not done
     * @param level of the line in the job's log, null for none
     */
    record Ended(
            String outcome,
            @Nullable String cause,
            @Nullable String message,
            @Nullable JsonObject output,
            @Nullable LogLevel level) {

        static Ended as(String outcome) {
            return new Ended(outcome, null, null, null, null);
        }

        static Ended as(String outcome, @Nullable String cause, String message) {
            return new Ended(outcome, cause, message, null, null);
        }
    }

    /** Whether a server may take it up now. */
    boolean available() {
        return !starts && !status.ended() && (delay == null || delay.isZero());
    }

    /** The same with what the last stage made. */
    Change resulting(@Nullable JsonObject made) {
        return new Change(
                job, status, stage, next, attempt, progress, message, error, made, delay, starts, fresh, event, ended);
    }
}
