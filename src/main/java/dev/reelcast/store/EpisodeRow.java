package dev.reelcast.store;

import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Recut;
import dev.reelcast.model.Span;
import dev.reelcast.model.StoredFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the table of episodes as the model's records. Their JSON is read member by member: a feed has thousands of them,
 * and a mapper takes a hundred times as long on the event loop.
 */
final class EpisodeRow {

    private EpisodeRow() {}

    static Episode episode(Row row) {
        return new Episode(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("agent_id"),
                row.getUUID("job_id"),
                row.getString("title"),
                row.getString("description"),
                file(row, "audio"),
                file(row, "video"),
                row.getDouble("duration_seconds"),
                span(row),
                row.getDouble("content_start"),
                chapters(row, "chapters"),
                chapters(row, "source_chapters"),
                file(row, "cover"),
                file(row, "transcript"),
                row.getBoolean("published"),
                row.getBoolean("held"),
                row.getString("reason"),
                row.getDouble("confidence"),
                Values.instantOrNull(row, "publish_at"),
                Values.recordOrNull(Recut.class, row, "recut"),
                row.getString("source_url"),
                Values.instantOrNull(row, "published_at"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
    }

    private static @Nullable StoredFile file(Row row, String column) {
        JsonObject file = row.getJsonObject(column);
        return file == null
                ? null
                : new StoredFile(
                        file.getString("name"),
                        file.getString("kind"),
                        file.getString("storageKey"),
                        file.getString("contentType"),
                        file.getLong("bytes"));
    }

    private static @Nullable Span span(Row row) {
        JsonObject span = row.getJsonObject("span");
        return span == null ? null : new Span(span.getDouble("start"), span.getDouble("end"));
    }

    private static List<Chapter> chapters(Row row, String column) {
        JsonArray chapters = row.getJsonArray(column);
        List<Chapter> read = new ArrayList<>(chapters.size());
        for (Object each : chapters) {
            JsonObject chapter = (JsonObject) each;
            read.add(new Chapter(chapter.getDouble("start"), chapter.getString("title")));
        }
        return read;
    }
}
