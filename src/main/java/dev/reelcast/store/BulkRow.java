package dev.reelcast.store;

import dev.reelcast.bus.BulkStoreApi.Given;
import dev.reelcast.model.BulkCause;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkCounts;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkPace;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.BulkSource;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the bulk tables as the model's records. */
final class BulkRow {

    private BulkRow() {}

    static BulkJob job(Row row) {
        return new BulkJob(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("agent_id"),
                row.getString("agent_name"),
                row.getString("title"),
                Values.word(BulkSource.class, row, "source"),
                Values.word(BulkStatus.class, row, "status"),
                row.getString("reason"),
                Priority.ofRank(row.getInteger("priority")),
                Values.instantOrNull(row, "deadline"),
                row.getBoolean("deadline_at_risk"),
                Values.records(BulkColumn.class, row, "columns"),
                Values.record(BulkSettings.class, row, "settings"),
                new BulkCounts(
                        row.getInteger("total"),
                        row.getInteger("pending"),
                        row.getInteger("processing"),
                        row.getInteger("completed"),
                        row.getInteger("failed"),
                        row.getInteger("skipped"),
                        row.getInteger("cancelled"),
                        row.getInteger("duplicates"),
                        row.getInteger("invalid")),
                new BulkPace(row.getDouble("run_seconds"), row.getDouble("paced"), row.getDouble("paced_seconds")),
                row.getLong("last_seq"),
                row.getString("write_back_error"),
                Values.instant(row, "created_at"),
                Values.instantOrNull(row, "started_at"),
                Values.instantOrNull(row, "finished_at"));
    }

    static BulkItem item(Row row) {
        return new BulkItem(
                row.getInteger("item"),
                row.getInteger("row"),
                Values.word(JobStatus.class, row, "status"),
                wordOrNull(BulkCause.class, row, "cause"),
                row.getString("message"),
                List.of(row.getArrayOfStrings("cells")),
                wordOrNull(JobType.class, row, "type"),
                row.getString("title"),
                row.getString("url"),
                row.getUUID("job_id"),
                row.getUUID("episode_id"),
                wordOrNull(Stage.class, row, "stage"),
                row.getInteger("progress"),
                Values.instantOrNull(row, "started_at"),
                Values.instantOrNull(row, "finished_at"));
    }

    static Given given(Row row) {
        return new Given(row.getInteger("item"), row.getInteger("row"), List.of(row.getArrayOfStrings("cells")));
    }

    private static <E extends Enum<E>> @Nullable E wordOrNull(Class<E> type, Row row, String column) {
        String word = row.getString(column);
        return word == null ? null : Wire.parse(type, word);
    }
}
