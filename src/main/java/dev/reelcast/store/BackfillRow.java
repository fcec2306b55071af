package dev.reelcast.store;

import dev.reelcast.bus.BackfillApi.BackfillVideo;
import dev.reelcast.bus.BackfillApi.Claimed;
import dev.reelcast.bus.BackfillApi.Held;
import dev.reelcast.bus.BackfillApi.Result;
import dev.reelcast.bus.VideoStoreApi.Broadcast;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.model.Backfill;
import dev.reelcast.model.BackfillState;
import dev.reelcast.model.ListingSource;
import dev.reelcast.model.VideoSieve;
import dev.reelcast.model.VideoSieve.LeftOut;
import dev.reelcast.model.VideoTraits;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of backfills as records. */
final class BackfillRow {

    private BackfillRow() {}

    static Backfill backfill(Row row) {
        return new Backfill(
                row.getUUID("id"),
                row.getUUID("agent_id"),
                Values.instant(row, "since"),
                row.getBoolean("dry_run"),
                Values.word(BackfillState.class, row, "state"),
                wordOrNull(ListingSource.class, row, "source"),
                row.getInteger("seen"),
                row.getInteger("total"),
                row.getInteger("taken"),
                row.getInteger("enqueued"),
                row.getInteger("known"),
                row.getInteger("ignored"),
                row.getString("reason"),
                Values.instantOrNull(row, "resumes_at"),
                Values.instant(row, "created_at"),
                Values.instantOrNull(row, "finished_at"));
    }

    static Claimed claimed(Row row, Held held) {
        return new Claimed(
                held,
                backfill(row),
                row.getString("channel_id"),
                row.getString("channel"),
                row.getString("cursor"),
                row.getInteger("failures"));
    }

    /** @param sieve the agent's filters, which are asked about what it does not have yet */
    static BackfillVideo video(Row row, VideoSieve sieve) {
        boolean known = row.getBoolean("known");
        Optional<LeftOut> leftOut = known ? Optional.empty() : sieve.leftOut(traits(row));
        return new BackfillVideo(
                row.getString("youtube_id"),
                row.getString("title"),
                Values.instantOrNull(row, "published_at"),
                row.getBoolean("approximate"),
                row.getDouble("duration_seconds"),
                known,
                leftOut.map(LeftOut::rule).orElse(null),
                leftOut.map(LeftOut::sentence).orElse(null),
                wordOrNull(Result.class, row, "result"));
    }

    static VideoTraits traits(Row row) {
        return new VideoTraits(
                row.getString("title"),
                row.getDouble("duration_seconds"),
                row.getBoolean("is_short"),
                VideoIntake.live(wordOrNull(Broadcast.class, row, "broadcast")));
    }

    static Found found(Row row) {
        return new Found(
                row.getString("youtube_id"),
                row.getString("title"),
                Values.instantOrNull(row, "published_at"),
                null,
                row.getDouble("duration_seconds"),
                row.getBoolean("is_short"),
                wordOrNull(Broadcast.class, row, "broadcast"));
    }

    private static <E extends Enum<E>> @Nullable E wordOrNull(Class<E> type, Row row, String column) {
        return row.getString(column) == null ? null : Values.word(type, row, column);
    }
}
