package dev.reelcast.queue;

import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Run;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What this node works on. A run that is written off is still stopping: it holds its slot, but nothing of it counts. */
final class Running {

    private final Map<Run, Claimed> runs = new HashMap<>();
    private final Set<Run> writtenOff = new HashSet<>();
    private final Set<Run> interrupted = new HashSet<>();

    void add(Claimed claimed) {
        runs.put(claimed.run(), claimed);
    }

    void remove(Run run) {
        runs.remove(run);
        writtenOff.remove(run);
        interrupted.remove(run);
    }

    /** Marks a run that was stopped through no fault and no wish of its own. */
    void interrupt(Run run) {
        interrupted.add(run);
    }

    boolean interrupted(Run run) {
        return interrupted.contains(run);
    }

    void writeOff(Run run) {
        writtenOff.add(run);
    }

    boolean counts(Run run) {
        return runs.containsKey(run) && !writtenOff.contains(run);
    }

    int size() {
        return runs.size();
    }

    Set<Run> counting() {
        Set<Run> counting = new HashSet<>(runs.keySet());
        counting.removeAll(writtenOff);
        return counting;
    }

    Collection<Claimed> all() {
        return List.copyOf(runs.values());
    }

    List<Claimed> ofJob(UUID jobId) {
        return runs.values().stream()
                .filter(claimed -> claimed.run().jobId().equals(jobId))
                .toList();
    }
}
