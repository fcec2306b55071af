package dev.reelcast.store;

import dev.reelcast.model.Agent;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Pause;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Rows of the table of agents as the model's records. */
final class AgentRow {

    private AgentRow() {}

    static Agent agent(Row row) {
        return new Agent(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("name"),
                row.getString("slug"),
                row.getString("channel_id"),
                row.getString("channel"),
                row.getString("prompt"),
                List.of(row.getArrayOfStrings("keywords")),
                row.getDouble("min_minutes"),
                row.getDouble("confidence_threshold"),
                Values.record(VideoFilters.class, row, "filters"),
                Values.word(PublishRule.class, row, "publish"),
                Values.word(OutputFormat.class, row, "output_format"),
                Values.record(FeedData.class, row, "feed"),
                row.getBoolean("private_feed"),
                Values.recordOrNull(StoredFile.class, row, "intro"),
                Values.recordOrNull(StoredFile.class, row, "outro"),
                Values.recordOrNull(StoredFile.class, row, "artwork"),
                Values.recordOrNull(Pause.class, row, "paused"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
    }
}
