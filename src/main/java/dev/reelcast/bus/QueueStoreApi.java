package dev.reelcast.bus;

import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** Says that this server is up, and keeps what it measured. */
    public static final Address<Seen, Void> SEEN = new Address<>("queue.seen");

    /** Looks whether jobs with deadlines will meet them; answers of how many that changed. */
    public static final Address<Integer, Integer> FORESEE = new Address<>("queue.foresee");

    /** Wakes this node's queue: there may be something to claim. Answered by the queue itself. */
    public static final Address<Boolean, Void> WAKE = new Address<>("queue.wake");

    /** Ends a run that did not finish its stage. */
    public static final Address<Ended, Void> END = new Address<>("queue.end");

    /**
     * Gives back every job that a server holds, no attempt counted: at its graceful stop, or at its start on its own data.
     * A job in whose one stage a server ended five times in a row without a farewell has failed.
     */
    public static final Address<HandBack, Integer> HAND_BACK = new Address<>("queue.hand-back");

    /** Gives back, no attempt counted, what a server holds without knowing it; answers how many. */
    public static final Address<Known, Integer> FORGOTTEN = new Address<>("queue.forgotten");

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
     * @param stages what it runs, and how many of each it can begin now
     * @param limit its free slots, at least 1
     * @param hosts from how many jobs' hosts may be fetched at once, on all servers; a host that is not named is not limited
     * @param lease how long it holds them without a renewal, by the database's clock
     * @param anew whether something may have come since its last claim that comes before what was next then
     */
    public record Claim(
            UUID serverId,
            Map<Stage, Integer> stages,
            int limit,
            Map<String, Integer> hosts,
            Duration lease,
            boolean anew) {
        public Claim {
            stages = Map.copyOf(stages);
            hosts = Map.copyOf(hosts);
        }
    }

    /**
     * @param name for people: its machine's
     * @param stages what it runs
     * @param concurrency jobs at once, at least 1
     * @param stageLimits how many of a stage it runs at once, where that is less
     * @param hostLimits as {@link Claim#hosts}
     * @param lease after which it is taken for lost when it is not heard of
     */
    public record Seen(
            UUID serverId,
            String name,
            Set<Stage> stages,
            int concurrency,
            Map<Stage, Integer> stageLimits,
            Map<String, Integer> hostLimits,
            Duration lease) {
        public Seen {
            stages = Set.copyOf(stages);
            stageLimits = Map.copyOf(stageLimits);
            hostLimits = Map.copyOf(hostLimits);
        }
    }

    /**
     * @param runs that the server knows of
     * @param age how long ago one that it does not know must have begun: the answer may still be on its way
     */
    public record Known(UUID serverId, Set<Run> runs, Duration age) {
        public Known {
            runs = Set.copyOf(runs);
        }
    }

    /** @param stopping whether the server stops; else it starts, and holds what an earlier life left without a farewell */
    public record HandBack(UUID serverId, boolean stopping) {}

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
     * @param retryIn after which time a {@link Outcome.Retry} may run again; null for one whose attempts are spent, and for
     *     other outcomes
     */
    public record Ended(
            Run run, Stage stage, Outcome outcome, @Nullable Duration retryIn) {}
}
