package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.model.BulkFigures;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is heard of bulk jobs. Not stored: whoever missed it reads the bulk job, which says more. */
final class BulkFacts {

    static final String PROGRESS = "bulk.progress";
    static final String STATE_CHANGED = "bulk.state_changed";

    private BulkFacts() {}

    /** The event that tells that a bulk job has ended, null where it has not. */
    static @Nullable String end(BulkStatus status) {
        return switch (status) {
            case COMPLETED, COMPLETED_WITH_ERRORS -> "bulk.completed";
            case FAILED -> "bulk.failed";
            case CANCELLED -> "bulk.cancelled";
            default -> null;
        };
    }

    /**
     * @param seq the event's number
     * @param itemsChanged whether items changed of which no event of a job tells
     */
    static Committed.Fact of(String type, BulkJob job, long seq, boolean itemsChanged) {
        JsonObject body = new JsonObject()
                .put("type", type)
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("bulkJobId", job.id().toString())
                .put("seq", seq)
                .mergeIn(Wire.json(BulkFigures.of(job)));
        if (itemsChanged) {
            body.put("itemsChanged", true);
        }
        return new Committed.Fact(Facts.bulkProgress(job.id()), body);
    }

    /** An item of which no job tells. */
    static Committed.Fact item(UUID bulkJobId, int item, int total, String status) {
        return new Committed.Fact(
                Facts.bulkProgress(bulkJobId),
                new JsonObject()
                        .put("type", "video.updated")
                        .put(
                                "timestamp",
                                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                        .put("bulkJobId", bulkJobId.toString())
                        .put("status", status)
                        .put("currentVideo", item)
                        .put("totalVideos", total));
    }
}
