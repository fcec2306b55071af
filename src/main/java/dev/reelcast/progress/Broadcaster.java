package dev.reelcast.progress;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

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
        String bulkJobId = event.body().getString("bulkJobId");
        if (bulkJobId != null) {
            bus.publish(Facts.bulkProgress(UUID.fromString(bulkJobId)), ofItem(event.body()));
        }
    }

    /** A bulk job's listeners hear of items, not of jobs; what was stored says the same otherwise. */
    private static JsonObject ofItem(JsonObject body) {
        String type =
                switch (body.getString("type")) {
                    case "job.queued" -> "video.created";
                    case "job.completed" -> "video.completed";
                    case "job.failed" -> "video.failed";
                    default -> "video.updated";
                };
        return body.copy().put("type", type);
    }

    void line(LogLine line) {
        bus.publish(Facts.jobLogs(line.jobId()), Wire.json(line));
    }
}
