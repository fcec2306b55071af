package dev.reelcast.progress;

import dev.reelcast.bus.ProgressApi.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds a job's reports back to one in each interval. The first report after a quiet interval, and the first of a run, are
 * due at once; of those that follow only the newest is kept. A report that says what was said before is never due.
 *
 * <p>Not thread-safe. Times are milliseconds of a monotonic clock.
 */
final class Coalescer {

    private static final class Slot {
        @Nullable
        Report waiting;

        @Nullable
        Report last;

        long dueAt;
        long touchedAt;
    }

    private final long interval;
    private final Map<UUID, Slot> slots = new HashMap<>();

    Coalescer(long intervalMillis) {
        this.interval = intervalMillis;
    }

    void offer(Report report, long now) {
        Slot slot = slots.computeIfAbsent(report.run().jobId(), job -> new Slot());
        slot.touchedAt = now;
        Report last = slot.last;
        if (last != null && last.run().equals(report.run())) {
            if (last.equals(report)) {
                slot.waiting = null;
                return;
            }
        } else {
            slot.dueAt = now;
        }
        slot.waiting = report;
    }

    /** Takes what is due. */
    List<Report> take(long now) {
        List<Report> due = new ArrayList<>();
        for (Slot slot : slots.values()) {
            Report waiting = slot.waiting;
            if (waiting != null && slot.dueAt <= now) {
                due.add(waiting);
                slot.last = waiting;
                slot.waiting = null;
                slot.dueAt = now + interval;
            }
        }
        return due;
    }

    /** Puts back what could not be stored, unless something newer waits already. */
    void putBack(List<Report> reports, long now) {
        for (Report report : reports) {
            Slot slot = slots.computeIfAbsent(report.run().jobId(), job -> new Slot());
            slot.touchedAt = now;
            slot.last = null;
            if (slot.waiting == null) {
                slot.waiting = report;
            }
        }
    }

    /** When something is due next; empty when nothing waits. */
    OptionalLong nextDue() {
        return slots.values().stream()
                .filter(slot -> slot.waiting != null)
                .mapToLong(slot -> slot.dueAt)
                .min();
    }

    /** Forgets jobs that have been silent for so long. */
    void forget(long now, long silence) {
        for (Iterator<Slot> each = slots.values().iterator(); each.hasNext(); ) {
            Slot slot = each.next();
            if (slot.waiting == null && now - slot.touchedAt > silence) {
                each.remove();
            }
        }
    }
}
