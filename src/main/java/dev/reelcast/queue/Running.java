package dev.reelcast.queue;

import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Stage;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What this node works on. A run that is written off is still stopping: it holds its slot, but nothing of it counts. A run
 * whose work is over gives its slot free, and keeps its lease until its result is written.
 */
final class Running {

    private final int slots;
    private final Set<Stage> stages;
    private final Map<Stage, Integer> limits;
    private final Map<Run, Claimed> runs = new HashMap<>();
    private final Set<Run> writtenOff = new HashSet<>();
    private final Set<Run> interrupted = new HashSet<>();
    private final Set<Run> settling = new HashSet<>();
    private final Map<Run, Stage> heading = new HashMap<>();

    /**
     * @param slots runs at once
     * @param stages what this node runs
     * @param limits runs of a stage at once, where that is less
     */
    Running(int slots, Set<Stage> stages, Map<Stage, Integer> limits) {
        this.slots = slots;
        this.stages = stages;
        this.limits = limits;
    }

    void add(Claimed claimed) {
        runs.put(claimed.run(), claimed);
    }

    void remove(Run run) {
        runs.remove(run);
        writtenOff.remove(run);
        interrupted.remove(run);
        settling.remove(run);
        heading.remove(run);
    }

    /** The work of a run is over; only its result has to be written. */
    void settle(Run run) {
        settling.add(run);
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

    boolean none() {
        return runs.isEmpty();
    }

    /** Slots that are free. None while results pile up: whoever cannot write them must not make more of them. */
    int free() {
        return settling.size() > 4 * slots ? 0 : slots - (runs.size() - settling.size());
    }

    /** How many of each stage could begin, for all that this node runs and has room for. */
    Map<Stage, Integer> room() {
        Map<Stage, Integer> room = new EnumMap<>(Stage.class);
        int free = free();
        stages.forEach(stage -> {
            int here = Math.min(free, limits.getOrDefault(stage, slots) - busyWith(stage));
            if (here > 0) {
                room.put(stage, here);
            }
        });
        return room;
    }

    /**
     * Lets a run that is over go on with another stage in its slot, where there is room in that.
     *
     * @param claiming whether a claim is on its way, which may fill the stage
     */
    boolean goesOn(Run run, Stage stage, boolean claiming) {
        boolean goes = stages.contains(stage)
                && (!limits.containsKey(stage) || !claiming && busyWith(stage) < limits.get(stage));
        if (goes) {
            heading.put(run, stage);
        }
        return goes;
    }

    private int busyWith(Stage stage) {
        return limits.containsKey(stage)
                ? (int) runs.values().stream()
                        .filter(claimed -> heading.getOrDefault(claimed.run(), claimed.stage()) == stage
                                && !settling.contains(claimed.run()))
                        .count()
                : 0;
    }

    Set<Run> counting() {
        Set<Run> counting = new HashSet<>(runs.keySet());
        counting.removeAll(writtenOff);
        return counting;
    }

    /** Every run, whatever became of it. */
    Set<Run> known() {
        return Set.copyOf(runs.keySet());
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
