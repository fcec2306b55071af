package dev.reelcast.store;

import dev.reelcast.model.JobType;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that is about to end, its job's row locked.
 *
 * @param attempt which start of the stage it is
 * @param rule the agent's, null without an agent
 */
record Ending(
        Pipeline pipeline,
        UUID ownerId,
        @Nullable UUID agentId,
        int attempt,
        @Nullable PublishRule rule) {

    static Ending of(Row row) {
        String rule = row.getString("publish");
        return new Ending(
                Pipeline.of(Values.word(JobType.class, row, "type")),
                row.getUUID("owner_id"),
                row.getUUID("agent_id"),
                row.getInteger("attempt"),
                rule == null ? null : Wire.parse(PublishRule.class, rule));
    }
}
