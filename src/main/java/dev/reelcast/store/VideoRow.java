package dev.reelcast.store;

import dev.reelcast.model.Video;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.VideoStatus;
import dev.reelcast.model.VideoTraits;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Row;

/** Rows of the table of videos as the model's records. */
final class VideoRow {

    private VideoRow() {}

    static Video video(Row row) {
        String rule = row.getString("rule");
        return new Video(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("agent_id"),
                row.getString("youtube_id"),
                row.getString("title"),
                Values.instantOrNull(row, "published_at"),
                row.getDouble("duration_seconds"),
                Values.word(VideoOrigin.class, row, "origin"),
                Values.word(VideoStatus.class, row, "status"),
                rule == null ? null : Wire.parse(VideoRule.class, rule),
                row.getString("reason"),
                row.getUUID("job_id"),
                Values.instantOrNull(row, "deleted_at"),
                Values.instant(row, "discovered_at"),
                Values.instant(row, "updated_at"));
    }

    static VideoTraits traits(Row row) {
        return new VideoTraits(
                row.getString("title"),
                row.getDouble("duration_seconds"),
                row.getBoolean("is_short"),
                row.getBoolean("is_live"));
    }
}
