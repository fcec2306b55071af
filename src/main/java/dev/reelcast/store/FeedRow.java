package dev.reelcast.store;

import dev.reelcast.bus.FeedStoreApi.HubState;
import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Ping;
import dev.reelcast.bus.FeedStoreApi.Source;
import dev.reelcast.model.CombinedFeed;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.FeedToken;
import dev.reelcast.model.StoredFile;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows about feeds as the model's and the bus's records. */
final class FeedRow {

    private FeedRow() {}

    static Feed feed(Row row) {
        return new Feed(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("combined_id") != null,
                row.getString("slug"),
                row.getString("name"),
                Values.record(FeedData.class, row, "data"),
                row.getBoolean("private_feed"),
                Values.recordOrNull(StoredFile.class, row, "artwork"),
                row.getLong("version"),
                Values.instant(row, "changed_at"),
                row.getBoolean("settled"),
                row.getUUID("guid"));
    }

    static Map.Entry<UUID, Source> source(Row row) {
        return Map.entry(
                row.getUUID("id"),
                new Source(
                        row.getString("slug"),
                        row.getString("name"),
                        Values.record(FeedData.class, row, "feed"),
                        !row.getBoolean("private_feed")));
    }

    static Item item(Row row) {
        return new Item(EpisodeRow.episode(row), row.getString("language"));
    }

    static CombinedFeed combined(Row row) {
        return new CombinedFeed(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("name"),
                row.getString("slug"),
                List.of(row.getArrayOfUUIDs("agent_ids")),
                Values.record(FeedData.class, row, "data"),
                row.getBoolean("private_feed"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
    }

    static FeedToken token(Row row) {
        return new FeedToken(
                row.getUUID("id"),
                row.getString("name"),
                Values.instant(row, "created_at"),
                Values.instantOrNull(row, "used_at"));
    }

    static HubState hub(Row row) {
        return new HubState(
                row.getBoolean("up_to_date"),
                Values.instantOrNull(row, "pinged_at"),
                Values.instantOrNull(row, "ping_at"),
                row.getInteger("ping_attempts"),
                row.getString("ping_error"));
    }

    static Ping ping(Row row) {
        return new Ping(
                row.getUUID("feed_id"),
                row.getUUID("combined_id") != null,
                row.getString("slug"),
                row.getLong("version"),
                row.getInteger("ping_attempts"));
    }
}
