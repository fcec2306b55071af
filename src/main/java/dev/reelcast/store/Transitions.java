package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.JobError;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Stage;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table of transitions: what becomes of a job by a command or an outcome. The one place where that is decided; only the
 * claim, which must choose among all jobs, is a statement of its own.
 */
final class Transitions {

    /** How often a stage is started before its job is given up. */
    static final int STARTS = 5;

    static final String WAITING = "Waiting in the queue";
    private static final String CANCELLED = "Cancelled";
    static final String SUPERSEDED = "A newer cut of the episode took its place.";
    private static final String LATE = "The deadline has passed.";

    private static final String SERVER_LOST = "server_lost";

    private Transitions() {}

    /**
     * A stage is done.
     *
     * @param goOn whether the server does the next stage too
     */
    static Change done(Locked job, JsonObject output, boolean goOn) {
        Change.Ended ended = new Change.Ended("done", null, null, output, null);
        Stage next = job.pipeline().after(job.stage());
        if (next == Stage.COMPLETED) {
            return new Change(
                    job,
                    JobStatus.COMPLETED,
                    next,
                    next,
                    0,
                    100,
                    "Finished",
                    null,
                    null,
                    null,
                    false,
                    false,
                    "job.completed",
                    ended);
        }
        Pipeline.Step step = job.pipeline().step(next).orElseThrow();
        return new Change(
                job,
                JobStatus.PROCESSING,
                goOn ? next : job.stage(),
                next,
                goOn ? 1 : 0,
                Math.max(job.progress(), step.startPercent()),
                goOn ? step.words() : "Waiting for a server",
                null,
                null,
                null,
                goOn,
                false,
                "job.progress",
                ended);
    }

    /**
     * A run ends without a checkpoint.
     *
     * @param outcome anything but done
     * @param retryIn after which time a {@link Outcome.Retry} is started again; null when its attempts are spent
     */
    static Change ended(Locked job, Outcome outcome, @Nullable Duration retryIn) {
        if (outcome instanceof Outcome.Retry retry) {
            JobError error = error(job, retry.cause(), retry.message(), false);
            if (retryIn == null) {
                return ends(job, JobStatus.FAILED, "Failed", error, "job.failed", failed("retry", error));
            }
            Change.Ended ended = new Change.Ended("retry", error.cause(), error.message(), null, LogLevel.WARNING);
            return waits(job, job.attempt(), "Waiting for another attempt", error, retryIn, "job.retrying", ended);
        }
        if (outcome instanceof Outcome.Fail fail) {
            JobError error = error(job, fail.cause(), fail.message(), true);
            return ends(job, JobStatus.FAILED, "Failed", error, "job.failed", failed("fail", error));
        }
        if (outcome instanceof Outcome.Snooze snooze) {
            String message = Values.storable(snooze.message());
            return waits(
                    job,
                    job.attempt() - 1,
                    message,
                    null,
                    fromNow(snooze.until()),
                    "job.queued",
                    Change.Ended.as("snooze", null, message));
        }
        if (outcome instanceof Outcome.Cancel cancel) {
            if (cancel.cause() != null) {
                return unwanted(job, error(job, cancel.cause(), cancel.message(), true), LogLevel.INFO);
            }
            Change.Ended ended = Change.Ended.as("cancel", null, Values.storable(cancel.message()));
            return ends(job, JobStatus.CANCELLED, CANCELLED, null, "job.cancelled", ended);
        }
        throw new IllegalArgumentException("a run that is done ends with a checkpoint");
    }

    /** Its server stops. */
    static Change handedBack(Locked job) {
        return waits(job, job.attempt() - 1, WAITING, null, null, "job.queued", Change.Ended.as("handed_over"));
    }

    /**
     * Its server ended without a farewell, and is back on its own data. Whose fault that was nobody knows, so that no attempt
     * is counted; but a job that ends its server each time must not do so for ever.
     *
     * @param before how often in a row that happened in this stage before
     */
    static Change interrupted(Locked job, int before) {
        if (before + 1 >= STARTS) {
            return lostTooOften(job, before + 1);
        }
        Change.Ended ended = Change.Ended.as("handed_over", SERVER_LOST, "The server ended in the middle of it.");
        return waits(job, job.attempt() - 1, WAITING, null, null, "job.queued", ended);
    }

    /** Its server is lost. */
    static Change lost(Locked job) {
        if (job.attempt() >= STARTS) {
            return lostTooOften(job, job.attempt());
        }
        JobError error = error(job, SERVER_LOST, "The server that ran it was lost.", false);
        Change.Ended ended = Change.Ended.as("lost", error.cause(), error.message());
        return waits(job, job.attempt(), WAITING, error, null, "job.retrying", ended);
    }

    private static Change lostTooOften(Locked job, int times) {
        String message = "The server was lost " + times + " times in " + inside(job) + ".";
        JobError error = error(job, SERVER_LOST, message, false);
        return ends(
                job, JobStatus.FAILED, "Failed", error, "job.failed", Change.Ended.as("lost", error.cause(), message));
    }

    /** Its deadline has passed. */
    static Change late(Locked job) {
        boolean untouched = job.status() == JobStatus.PENDING;
        return ends(
                job,
                untouched ? JobStatus.SKIPPED : JobStatus.CANCELLED,
                LATE,
                error(job, "deadline", LATE, true),
                untouched ? "job.skipped" : "job.cancelled",
                job.runs() ? Change.Ended.as("cancel", "deadline", LATE) : null);
    }

    /**
     * Somebody wants it no longer.
     *
     * @throws Failure when it has ended
     */
    static Change cancelled(Locked job) {
        requireOpen(job);
        Change.Ended ended = job.runs() ? Change.Ended.as("cancel", null, CANCELLED) : null;
        return ends(job, JobStatus.CANCELLED, CANCELLED, null, "job.cancelled", ended);
    }

    /**
     * Somebody leaves it out.
     *
     * @throws Failure when it has begun
     */
    static Change skipped(Locked job) {
        if (job.status() != JobStatus.PENDING) {
            throw Failure.of(FailureKind.CONFLICT, "already_started", "The job has already started.");
        }
        return ends(job, JobStatus.SKIPPED, "Skipped", null, "job.skipped", null);
    }

    /**
     * What it is about is not wanted any more.
     *
     * @param rule by which
     * @param sentence why, for people
     * @throws Failure when it has ended
     */
    static Change unwanted(Locked job, VideoRule rule, String sentence) {
        requireOpen(job);
        return unwanted(job, error(job, Wire.word(rule), sentence, true), null);
    }

    private static Change unwanted(Locked job, JobError error, @Nullable LogLevel level) {
        Change.Ended ended =
                job.runs() ? new Change.Ended("cancel", error.cause(), error.message(), null, level) : null;
        return ends(job, JobStatus.CANCELLED, error.message(), error, "job.cancelled", ended);
    }

    private static void requireOpen(Locked job) {
        if (job.status().ended()) {
            throw Failure.of(FailureKind.CONFLICT, "already_ended", "The job has already ended.");
        }
    }

    /** Somebody wants another one in its place. */
    static Change superseded(Locked job) {
        Change.Ended ended = job.runs() ? Change.Ended.as("cancel", "superseded", SUPERSEDED) : null;
        return ends(
                job,
                JobStatus.CANCELLED,
                CANCELLED,
                error(job, "superseded", SUPERSEDED, true),
                "job.cancelled",
                ended);
    }

    /**
     * Somebody wants it once more.
     *
     * @param chosen a stage that was reached; null for the first without a checkpoint
     * @throws Failure when it cannot run again, or not from there
     */
    static Change again(Locked job, @Nullable Stage chosen) {
        if (!job.status().ended()) {
            throw Failure.of(FailureKind.CONFLICT, "not_ended", "The job has not ended yet.");
        }
        if (job.status() == JobStatus.COMPLETED) {
            throw Failure.of(FailureKind.CONFLICT, "completed", "The job is completed; nothing is left to do.");
        }
        List<Stage> stages = stages(job);
        // One that cuts anew has of the stages before only what they found in the recording.
        int first = job.revises() == null ? 0 : stages.indexOf(Recuts.FIRST);
        List<Stage> reached = stages.subList(first, stages.indexOf(job.next()) + 1);
        Stage from = chosen == null ? job.next() : chosen;
        if (!reached.contains(from)) {
            throw Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "stage_not_reached",
                    "The job can begin again at " + String.join(", ", Values.words(reached)) + ".");
        }
        boolean untouched = job.stage() == Stage.QUEUED;
        return new Change(
                job,
                JobStatus.PENDING,
                untouched ? Stage.QUEUED : from,
                from,
                0,
                untouched ? 0 : job.pipeline().percent(from, 0),
                WAITING,
                null,
                null,
                Duration.ZERO,
                false,
                true,
                "job.queued",
                null);
    }

    /** The stages whose checkpoints no longer count when a job begins again at one. */
    static List<Stage> undone(Change again) {
        List<Stage> stages = stages(again.job());
        return stages.subList(stages.indexOf(again.next()), stages.size());
    }

    private static List<Stage> stages(Locked job) {
        return job.pipeline().steps().stream().map(Pipeline.Step::stage).toList();
    }

    private static Change waits(
            Locked job,
            int attempt,
            String message,
            @Nullable JobError error,
            @Nullable Duration delay,
            String event,
            Change.Ended ended) {
        return new Change(
                job,
                JobStatus.PENDING,
                job.stage(),
                job.next(),
                Math.max(0, attempt),
                job.progress(),
                message,
                error,
                null,
                delay,
                false,
                false,
                event,
                ended);
    }

    private static Change ends(
            Locked job,
            JobStatus status,
            String message,
            @Nullable JobError error,
            String event,
            Change.@Nullable Ended ended) {
        return new Change(
                job,
                status,
                job.stage(),
                job.next(),
                job.attempt(),
                job.progress(),
                message,
                error,
                null,
                null,
                false,
                false,
                event,
                ended);
    }

    private static Change.Ended failed(String outcome, JobError error) {
        return new Change.Ended(outcome, error.cause(), error.message(), null, LogLevel.ERROR);
    }

    private static JobError error(Locked job, String cause, String message, boolean permanent) {
        return new JobError(Values.storable(cause), Values.storable(message), job.stage(), job.attempt(), permanent);
    }

    /** As a span, so that a server's clock that is wrong does no harm: what counts is the database's. */
    private static Duration fromNow(Instant until) {
        Duration wait = Duration.between(Instant.now(), until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static String inside(Locked job) {
        String words =
                job.pipeline().step(job.stage()).map(Pipeline.Step::words).orElse("the queue");
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
