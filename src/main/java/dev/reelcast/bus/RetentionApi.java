package dev.reelcast.bus;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of ended jobs goes after a time. */
public final class RetentionApi {

    /** Looks at some ended jobs, and removes what has become too old of them, in one short transaction. */
    public static final Address<Step, Swept> SWEEP = new Address<>("retention.sweep");

    /** Some jobs that were removed while their files are still in storage, at most as many as asked for. */
    public static final Address<LeftBehind, List<UUID>> LEFT_BEHIND = new Address<>("retention.left-behind");

    /** The files of these jobs are gone too. */
    public static final Address<List<UUID>, Void> CLEARED = new Address<>("retention.cleared");

    /** Keys of media that episodes had before they were cut anew, and that are still in storage. */
    public static final Address<Replaced, List<String>> REPLACED = new Address<>("retention.replaced");

    /** These are gone from storage. */
    public static final Address<List<String>, Void> DROPPED = new Address<>("retention.dropped");

    private RetentionApi() {}

    /**
     * @param age how long ago they were replaced at least
     * @param limit at least 1
     */
    public record Replaced(Duration age, int limit) {}

    /**
     * @param jobs how long after its end a job stays; null for ever. One that an episode came of stays with the episode
     * @param history how long after its end a job's events and log lines stay; null as long as the job
     * @param batch how many jobs are looked at in one step, at least 1; ten times as many events and lines go in one
     */
    public record Rules(@Nullable Duration jobs, @Nullable Duration history, int batch) {}

    /** @param after the last one of the page before; zeros for the first page */
    public record LeftBehind(UUID after, int limit) {}

    /** @param after where the step before ended; zeros to begin with the oldest job */
    public record Step(Rules rules, UUID after) {}

    /**
     * @param next where the next step begins; null when there is nothing left, or another server is at it
     * @param jobs how many were removed
     * @param events how many of the jobs that stay, or go later, were removed
     * @param lines as many of their logs
     */
    public record Swept(@Nullable UUID next, long jobs, long events, long lines) {}
}
