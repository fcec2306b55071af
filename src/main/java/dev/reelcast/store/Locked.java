package dev.reelcast.store;

import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands, its row locked until the end of the transaction.
 *
 * @param stage what is shown: the one it is in, or was in when it ended
 * @param next the first stage without a checkpoint
 * @param attempt how often {@code next} has been started
 * @param run the number of its newest start of any stage
 * @param server who runs it, null for nobody
 * @param host where its input comes from, null for what was sent
 * @param rule its agent's, null without an agent
 * @param threshold its agent's: how sure an analysis must be, 0 without an agent
 * @param revises the episode that it cuts anew, null for a job that makes one of its own
 */
record Locked(
        UUID id,
        UUID ownerId,
        @Nullable UUID agentId,
        JobType type,
        JobStatus status,
        Stage stage,
        Stage next,
        int attempt,
        int progress,
        long run,
        @Nullable UUID server,
        @Nullable String host,
        @Nullable PublishRule rule,
        double threshold,
        @Nullable UUID revises) {

    static Locked of(Row row) {
        String rule = row.getString("publish");
        return new Locked(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("agent_id"),
                Values.word(JobType.class, row, "type"),
                Values.word(JobStatus.class, row, "status"),
                Values.word(Stage.class, row, "stage"),
                Values.word(Stage.class, row, "next_stage"),
                row.getInteger("attempt"),
                row.getInteger("progress"),
                row.getLong("run"),
                row.getUUID("lease_owner"),
                row.getString("host"),
                rule == null ? null : Wire.parse(PublishRule.class, rule),
                row.getDouble("threshold"),
                row.getUUID("revises"));
    }

    Pipeline pipeline() {
        return Pipeline.of(type);
    }

    /** Whether a server works on it. */
    boolean runs() {
        return server != null;
    }
}
