package dev.reelcast.store;

import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.AttemptRecord;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobError;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Priority;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StageRecord;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the job tables as the model's records. */
final class JobRow {

    /**
     * What stands in the tables of a job's parts.
     *
     * @param checkpoints of the stages that are done
     * @param attempts every start of a stage, the newest last
     */
    record Parts(
            @Nullable SourceInfo metadata,
            @Nullable RenderInput render,
            List<StoredFile> files,
            @Nullable JsonObject analysis,
            @Nullable JsonObject publishing,
            Map<Stage, StageRecord> checkpoints,
            List<AttemptRecord> attempts) {}

    private JobRow() {}

    static Job job(Row row) {
        return new Job(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("agent_id"),
                row.getString("agent_name"),
                Values.word(JobType.class, row, "type"),
                Values.word(JobStatus.class, row, "status"),
                Values.word(Stage.class, row, "stage"),
                row.getInteger("progress"),
                row.getString("message"),
                row.getString("youtube_id"),
                row.getString("title"),
                row.getString("url"),
                row.getUUID("revises"),
                row.getUUID("bulk_job_id"),
                Priority.ofRank(row.getInteger("priority")),
                row.getInteger("attempt"),
                Values.recordOrNull(JobError.class, row, "error"),
                row.getJsonObject("result"),
                row.getLong("last_seq"),
                null,
                row.getInteger("seconds_left"),
                null,
                Values.instantOrNull(row, "deadline"),
                row.getBoolean("deadline_at_risk") ? Boolean.TRUE : null,
                Values.instant(row, "run_at"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"),
                Values.instantOrNull(row, "started_at"),
                Values.instantOrNull(row, "finished_at"));
    }

    static Claimed claimed(Row row) {
        return new Claimed(
                new Run(row.getUUID("job_id"), row.getLong("run")),
                Values.word(JobType.class, row, "type"),
                Values.word(Stage.class, row, "stage"),
                row.getInteger("attempt"));
    }

    static LogLine line(Row row) {
        String stage = row.getString("stage");
        return new LogLine(
                row.getUUID("job_id"),
                0,
                row.getLong("seq"),
                Values.word(LogLevel.class, row, "level"),
                stage == null ? null : Wire.parse(Stage.class, stage),
                Values.instant(row, "time"),
                row.getString("message"));
    }

    static StoredFile file(Row row) {
        return new StoredFile(
                row.getString("name"),
                row.getString("kind"),
                row.getString("storage_key"),
                row.getString("content_type"),
                row.getLong("bytes"));
    }

    static Parts parts(Row row, Pipeline pipeline) {
        Map<Stage, StageRecord> checkpoints = new EnumMap<>(Stage.class);
        for (Object element : row.getJsonArray("checkpoints")) {
            StageRecord checkpoint = checkpoint((JsonObject) element, pipeline);
            checkpoints.put(checkpoint.stage(), checkpoint);
        }
        return new Parts(
                Values.recordOrNull(SourceInfo.class, row, "metadata"),
                Values.recordOrNull(RenderInput.class, row, "render"),
                Values.records(StoredFile.class, row, "files"),
                row.getJsonObject("analysis"),
                row.getJsonObject("publishing"),
                checkpoints,
                Values.records(AttemptRecord.class, row, "attempts"));
    }

    private static StageRecord checkpoint(JsonObject json, Pipeline pipeline) {
        Stage stage = Wire.parse(Stage.class, json.getString("stage"));
        Pipeline.Step step = pipeline.step(stage).orElseThrow();
        return new StageRecord(
                stage,
                step.words(),
                step.startPercent(),
                "completed",
                json.getInteger("attempt"),
                time(json, "startedAt"),
                time(json, "finishedAt"),
                json.getJsonObject("output"));
    }

    private static Instant time(JsonObject json, String member) {
        return OffsetDateTime.parse(json.getString(member)).toInstant();
    }
}
