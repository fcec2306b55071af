package dev.reelcast.bus;

import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Stage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that people see move passes here: coalesced, numbered, stored, and only then published. */
public final class ProgressApi {

    /** A stage says how far it is. */
    public static final Address<Report, Void> REPORT = new Address<>("progress.report");

    /** A stage writes a line into its job's log. */
    public static final Address<LogLine, Void> LOG = new Address<>("progress.log");

    /** Publishes events that were stored with the change they tell of. */
    public static final Address<List<StoredEvent>, Void> PUBLISH = new Address<>("progress.publish");

    /** Stores a batch of reports; answers the events of those whose run is still the current one. */
    public static final Address<List<Report>, List<StoredEvent>> STORE = new Address<>("progress.store");

    /** Stores a batch of log lines; answers them with their numbers. */
    public static final Address<List<LogLine>, List<LogLine>> STORE_LOGS = new Address<>("progress.store-logs");

    private ProgressApi() {}

    /**
     * @param run whose
     * @param stage which
     * @param percent 0 to 99: the job's progress
     * @param message what it is doing, for people
     */
    public record Report(QueueStoreApi.Run run, Stage stage, int percent, String message) {}

    /**
     * An event that is in the table.
     *
     * @param ownerId whose job
     * @param agentId for which agent, null for none
     * @param jobId which job
     * @param body as browsers get it
     */
    public record StoredEvent(UUID ownerId, @Nullable UUID agentId, UUID jobId, JsonObject body) {}

    /** A line for a job's log, now, about it rather than by one of its runs. */
    public static LogLine line(UUID jobId, LogLevel level, @Nullable Stage stage, String message) {
        return new LogLine(jobId, 0, 0, level, stage, java.time.Instant.now(), message);
    }

    /** A run's line for its job's log, now; it is left out when the run is lost by the time it is stored. */
    public static LogLine line(QueueStoreApi.Run run, LogLevel level, Stage stage, String message) {
        return new LogLine(run.jobId(), run.number(), 0, level, stage, java.time.Instant.now(), message);
    }
}
