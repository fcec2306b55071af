package dev.reelcast.bus;

import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the queue asks of the job tables. Every write of a runner names its {@link Run}; one whose run is no longer the
 * job's current one changes nothing and is told so ({@link FailureKind#CONFLICT}), as is one that lost its lease.
 */
public final class QueueStoreApi {

    /** Takes up to so many jobs' next stages under a lease. */
    public static final Address<Claim, List<Claimed>> CLAIM = new Address<>("queue.claim");

    /** Renews this server's leases; answers the runs that are still its own. */
    public static final Address<Renewal, Set<Run>> RENEW = new Address<>("queue.renew");

    /** What a stage starts from. */
    public static final Address<Run, JobStoreApi.StageInput> INPUT = new Address<>("queue.input");

    /** Stores a stage's checkpoint; answers the next stage's run, or null when there is none or the lease was given up. */
    public static final Address<Checkpoint, @Nullable Claimed> CHECKPOINT = new Address<>("queue.checkpoint");

    /** Ends a run that did not finish its stage. */
    public static final Address<Ended, Void> END = new Address<>("queue.end");

    /** Gives back every job that a server holds, no attempt counted: at its graceful stop, or at its start on its own data. */
    public static final Address<UUID, Integer> HAND_BACK = new Address<>("queue.hand-back");

    /** Takes jobs away from servers whose lease ran out; answers how many. */
    public static final Address<Integer, Integer> RESCUE = new Address<>("queue.rescue");

    /** Ends jobs whose deadline has passed; answers how many. */
    public static final Address<Integer, Integer> EXPIRE = new Address<>("queue.expire");

    /** The code of the failure of a write whose run is no longer the job's current one. */
    public static final String LOST_RUN = "lost_run";

    private QueueStoreApi() {}

    /**
     * One start of one stage. The number rises with every start of the job, so an older run can always be told.
     *
     * @param jobId whose
     * @param number from 1
     */
    public record Run(UUID jobId, long number) {}

    /**
     * @param serverId who claims
     * @param stages what it runs
     * @param limit its free slots, at least 1
     * @param lease how long it holds them without a renewal, by the database's clock
     */
    public record Claim(UUID serverId, Set<Stage> stages, int limit, Duration lease) {
        public Claim {
            stages = Set.copyOf(stages);
        }
    }

    /**
     * @param run which start this is
     * @param type which pipeline
     * @param stage what to do
     * @param attempt how often this stage has been started, from 1
     */
    public record Claimed(Run run, JobType type, Stage stage, int attempt) {}

    /** @param runs what the server still works on */
    public record Renewal(UUID serverId, Set<Run> runs, Duration lease) {
        public Renewal {
            runs = Set.copyOf(runs);
        }
    }

    /**
     * @param stage the stage that is done
     * @param outcome what it found and made
     * @param goOn whether the server keeps the lease and does the next stage
     */
    public record Checkpoint(Run run, Stage stage, Outcome.Done outcome, boolean goOn, Duration lease) {}

    /**
     * @param outcome anything but done
     * @param runAt when a {@link Outcome.Retry} may run again; null for one whose attempts are spent, and for other
     *     outcomes
     */
    public record Ended(
            Run run, Stage stage, Outcome outcome, @Nullable Instant runAt) {}
}
