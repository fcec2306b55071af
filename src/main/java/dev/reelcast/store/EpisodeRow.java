package dev.reelcast.store;

import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Recut;
import dev.reelcast.model.Span;
import dev.reelcast.model.StoredFile;
import io.vertx.sqlclient.Row;

/** Rows of the table of episodes as the model's records. */
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
                Values.recordOrNull(StoredFile.class, row, "audio"),
                row.getDouble("duration_seconds"),
                Values.recordOrNull(Span.class, row, "span"),
                row.getDouble("content_start"),
                Values.records(Chapter.class, row, "chapters"),
                Values.records(Chapter.class, row, "source_chapters"),
                Values.recordOrNull(StoredFile.class, row, "cover"),
                Values.recordOrNull(StoredFile.class, row, "transcript"),
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
}
