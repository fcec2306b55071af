package dev.reelcast.store;

import dev.reelcast.model.JobError;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Waiting;
import dev.reelcast.model.Waiting.Reason;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a job that waits. The one place that decides which of several reasons is told: the one that has
 * to go first before any other matters.
 *
 * @param pending whether it waits for its first stage or another attempt, not between two stages
 * @param place 1 for the next to run, null when it is not its turn yet or far away
 * @param runAt before which it may not run
 * @param runIn seconds until then, negative once it is over
 * @param queue who holds the whole queue up, null for nobody
 * @param agent who holds its agent's jobs up, null for nobody
 * @param bulkHeld whether its bulk job is paused, or about to be
 * @param host where it is fetched from, null when that is no matter now
 * @param pause what the host said that wants to be left alone, null when none does
 * @param hostMost how many may be fetched from the host at once, null for any number
 * @param hostRunning how many are
 * @param servers how many are up that run its next stage
 * @param busy how many of those have no room in that stage
 * @param slots of all servers
 * @param running jobs on all servers
 * @param work seconds that it takes once it runs, null when that was never measured
 */
record Wait(
        UUID jobId,
        boolean pending,
        Stage next,
        @Nullable Integer place,
        Instant runAt,
        int runIn,
        @Nullable Hold queue,
        @Nullable Hold agent,
        boolean bulkHeld,
        @Nullable String host,
        @Nullable Break pause,
        @Nullable Integer hostMost,
        int hostRunning,
        int servers,
        int busy,
        int slots,
        int running,
        @Nullable Integer work) {

    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    /** A pause, by whom. */
    record Hold(String reason, String by) {}

    /** @param seconds until it is over */
    record Break(String message, Instant until, int seconds) {}

    static Wait of(Row row) {
        String queueReason = row.getString("queue_reason");
        String agentReason = row.getString("agent_reason");
        String breakMessage = row.getString("break_message");
        return new Wait(
                row.getUUID("id"),
                Values.word(JobStatus.class, row, "status") == JobStatus.PENDING,
                Values.word(Stage.class, row, "next_stage"),
                row.getInteger("place"),
                Values.instant(row, "run_at"),
                row.getInteger("run_in"),
                queueReason == null ? null : new Hold(queueReason, row.getString("queue_by")),
                agentReason == null ? null : new Hold(agentReason, row.getString("agent_by")),
                row.getBoolean("bulk_held"),
                row.getString("host"),
                breakMessage == null
                        ? null
                        : new Break(breakMessage, Values.instant(row, "break_until"), row.getInteger("break_for")),
                row.getInteger("host_most"),
                row.getInteger("host_running"),
                row.getInteger("servers"),
                row.getInteger("busy"),
                row.getInteger("slots"),
                row.getInteger("running"),
                row.getInteger("work"));
    }

    /**
     * @param error what the last attempt failed of, null when none did
     * @param message the job's, which says what a snoozed one waits for
     */
    Waiting why(@Nullable JobError error, @Nullable String message) {
        if (queue != null && pending) {
            return say(Reason.QUEUE_PAUSED, "The queue is paused by " + queue.by() + ": " + queue.reason());
        }
        if (agent != null && pending) {
            return say(Reason.AGENT_PAUSED, "The agent is paused by " + agent.by() + ": " + agent.reason());
        }
        if (bulkHeld && pending) {
            return say(Reason.BULK_PAUSED, "Its bulk job is paused.");
        }
        if (runIn > 0 && pending) {
            return error == null
                    ? new Waiting(
                            Reason.SNOOZED, sentence(message) + " Next look in " + words(runIn) + ".", runAt, null)
                    : new Waiting(
                            Reason.RETRY,
                            "Tries again in " + words(runIn) + ", after: " + error.message(),
                            runAt,
                            null);
        }
        String stage = Wire.word(next).replace('_', ' ');
        if (servers == 0) {
            return say(Reason.NO_SERVER, "No server that does " + stage + " is up.");
        }
        if (pause != null) {
            return new Waiting(
                    Reason.HOST_BREAK,
                    host + " is left alone for " + words(pause.seconds()) + ": " + pause.message(),
                    pause.until(),
                    null);
        }
        if (hostMost != null && hostRunning >= hostMost) {
            return say(
                    Reason.HOST_LIMIT,
                    "Waiting for a free download from " + host + ": " + hostRunning + " of " + hostMost + " run.");
        }
        if (busy == servers) {
            return say(Reason.STAGE_LIMIT, "Waiting for a free " + stage + " slot.");
        }
        return turn();
    }

    private Waiting turn() {
        if (!pending) {
            return say(Reason.POSITION, "Goes on as soon as a server has a free slot.");
        }
        if (place == null) {
            return say(Reason.POSITION, "More than a thousand jobs are before it.");
        }
        Integer starts = startsIn();
        String where = place == 1 ? "Next in the queue" : "Number " + place + " in the queue";
        String when = starts == null || starts == 0 ? "." : "; starts in about " + words(starts) + ".";
        return new Waiting(Reason.POSITION, where + when, null, starts);
    }

    /** Seconds until it ends; null when nothing was measured, or nobody knows when it goes on. */
    @Nullable
    Integer etaSeconds() {
        if (work == null || queue != null || agent != null || bulkHeld || servers == 0) {
            return null;
        }
        Integer starts = startsIn();
        return (starts == null ? Math.max(0, runIn) : starts) + work;
    }

    private @Nullable Integer startsIn() {
        if (work == null || place == null || slots == 0) {
            return null;
        }
        // Those before it are taken to be like it, and those that run to be half done.
        int before = place - 1 - Math.max(0, slots - running);
        return before < 0 ? 0 : (int) Math.round(work * (before + 0.5) / slots);
    }

    private static Waiting say(Reason reason, String message) {
        return new Waiting(reason, message.endsWith(".") ? message : message + ".", null, null);
    }

    private static String sentence(@Nullable String message) {
        String text = message == null ? "Waiting" : message;
        return text.endsWith(".") ? text : text + ".";
    }

    private static String words(int seconds) {
        if (seconds < MINUTE) {
            return Math.max(1, seconds) + " s";
        }
        return seconds < HOUR
                ? Math.round(seconds / (double) MINUTE) + " min"
                : seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
    }
}
