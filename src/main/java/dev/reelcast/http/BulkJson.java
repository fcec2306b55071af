package dev.reelcast.http;

import dev.reelcast.bus.BulkStoreApi.Preview;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkCounts;
import dev.reelcast.model.BulkField;
import dev.reelcast.model.BulkFigures;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.BulkTransitions;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bulk jobs and previews as the contract has them. */
final class BulkJson {

    private BulkJson() {}

    static JsonObject job(BulkJob job) {
        JsonObject json = new JsonObject(Wire.text(BulkFigures.of(job)))
                .put("id", job.id())
                .put("ownerId", job.ownerId())
                .put("title", job.title())
                .put("inputSource", Wire.word(job.source()))
                .put("priority", job.priority())
                .put("columns", job.columns())
                .put("seq", job.lastSeq())
                .put("commands", commands(job))
                .put("createdAt", job.createdAt());
        put(json, "writeBackError", job.writeBackError());
        put(json, "agentId", job.agentId());
        put(json, "agentName", job.agentName());
        put(json, "deadline", job.deadline());
        put(json, "startedAt", job.startedAt());
        put(json, "finishedAt", job.finishedAt());
        if (hasTexts(job)) {
            json.put("template", template(job.settings())).put("output", output(job.settings()));
        }
        return json;
    }

    static JsonObject preview(Preview preview) {
        BulkJob job = preview.job();
        JsonObject json = errors(new JsonObject(), preview)
                .put("previewId", job.id())
                .put("inputSource", Wire.word(job.source()))
                .put("title", job.title())
                .put("columns", job.columns())
                .put("counts", rows(preview))
                .put("sample", preview.sample());
        put(json, "agentId", job.agentId());
        put(json, "estimateSeconds", preview.estimateSeconds());
        return json;
    }

    /** A bulk job that was started, with what was found wrong with its rows before. */
    static JsonObject created(BulkJob job, Preview preview) {
        return errors(job(job), preview);
    }

    private static JsonObject errors(JsonObject json, Preview preview) {
        return json.put("errors", preview.errors())
                .put("errorsTotal", preview.job().counts().invalid());
    }

    private static JsonObject rows(Preview preview) {
        BulkCounts counts = preview.job().counts();
        return new JsonObject()
                .put("rows", counts.total())
                .put("good", preview.good())
                .put("invalid", counts.invalid())
                .put("duplicates", counts.duplicates() - preview.alreadyDone())
                .put("alreadyDone", preview.alreadyDone());
    }

    /** What can be asked of it now; there is nothing to try again of what has succeeded. */
    private static Set<BulkCommand> commands(BulkJob job) {
        EnumSet<BulkCommand> commands = EnumSet.noneOf(BulkCommand.class);
        commands.addAll(BulkTransitions.allowed(job.status()));
        BulkCounts counts = job.counts();
        int left = counts.failed() - counts.invalid() + counts.cancelled() + counts.skipped() - counts.duplicates();
        if (left == 0) {
            commands.remove(BulkCommand.RETRY_FAILED);
        }
        return commands;
    }

    private static boolean hasTexts(BulkJob job) {
        return job.columns().stream().map(BulkColumn::field).anyMatch(BulkField.TEXT.word()::equals);
    }

    private static JsonObject template(BulkSettings settings) {
        JsonObject template = new JsonObject();
        put(template, "templateId", settings.templateId());
        if (!settings.overrides().equals(RenderOverrides.NONE)) {
            template.put("overrides", settings.overrides());
        }
        return template;
    }

    private static JsonObject output(BulkSettings settings) {
        JsonObject output =
                new JsonObject().put("format", "mp4").put("videoCodec", "h264").put("audioCodec", "aac");
        put(output, "resolution", settings.overrides().resolution());
        put(output, "outputBucket", settings.outputBucket());
        return output;
    }

    private static void put(JsonObject json, String member, @Nullable Object value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
