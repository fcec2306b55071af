package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi.StoredEvent;
import io.vertx.sqlclient.Row;

/** What browsers and scripts hear of a job. */
final class JobEvents {

    private JobEvents() {}

    /** Of a row with {@link EventSql#columns}, stored by the statement that it came from. */
    static StoredEvent of(Row row) {
        return new StoredEvent(
                row.getUUID("owner_id"), row.getUUID("agent_id"), row.getUUID("job_id"), row.getJsonObject("body"));
    }
}
