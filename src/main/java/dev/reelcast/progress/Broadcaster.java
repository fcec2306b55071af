package dev.reelcast.progress;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Wire;

/** The one place that decides on which addresses a job's events and log lines are heard. */
final class Broadcaster {

    private final Bus bus;

    Broadcaster(Bus bus) {
        this.bus = bus;
    }

    void event(StoredEvent event) {
        bus.publish(Facts.jobEvents(event.jobId()), event.body());
        bus.publish(Facts.queueUpdates(event.ownerId()), event.body());
        if (event.agentId() != null) {
            bus.publish(Facts.jobProgress(event.agentId()), event.body());
        }
        bus.publish(Facts.JOBS_STATUS, event.body());
    }

    void line(LogLine line) {
        bus.publish(Facts.jobLogs(line.jobId()), Wire.json(line));
    }
}
