package dev.reelcast;

import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.BulkStoreApi.ItemInput;
import dev.reelcast.bus.BulkStoreApi.NewBulk;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.bus.BulkStoreApi.NewItems;
import dev.reelcast.bus.BulkStoreApi.OneBulk;
import dev.reelcast.bus.BulkStoreApi.Start;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Checkpoint;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.BulkSource;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A bulk job whose items are claimed and completed by the commands of the queue, as by a server that does nothing in a stage.
 * Of each job only the last stage is left, so that an item that ends is one claim and one checkpoint.
 */
final class BulkWork {

    private static final int CHUNK = 5_000;
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Stage LAST = Stage.UPLOADING;

    private static final List<String> ONE_STAGE = List.of("""
            create function only_last_stage() returns trigger language plpgsql as $$
            begin
              new.next_stage = 'uploading';
              return new;
            end $$
            """, """
            create trigger only_last_stage before insert on jobs for each row execute function only_last_stage()
            """);

    private final Bus bus;
    private final UUID id = Ids.next();
    private final UUID server = Ids.next();
    private List<Claimed> claimed = List.of();

    private BulkWork(Bus bus) {
        this.bus = bus;
    }

    /** Starts one of so many items; nothing else is in the database. */
    static BulkWork start(Bus bus, Pool pool, Viewer owner, int items) {
        ONE_STAGE.forEach(statement -> pool.query(statement).execute().await());
        BulkWork work = new BulkWork(bus);
        bus.request(
                        BulkStoreApi.CREATE,
                        new NewBulk(
                                work.id,
                                owner.userId(),
                                null,
                                items + " talks",
                                BulkSource.CSV,
                                null,
                                List.of(new BulkColumn("url", "url"), new BulkColumn("title", "title")),
                                BulkSettings.NONE))
                .await();
        for (int from = 1; from <= items; from += CHUNK) {
            List<NewItem> rows = IntStream.range(from, Math.min(items + 1, from + CHUNK))
                    .mapToObj(BulkWork::row)
                    .toList();
            bus.request(BulkStoreApi.ADD, new NewItems(work.id, rows)).await();
        }
        bus.request(BulkStoreApi.CHECKED, new OneBulk(owner, work.id)).await();
        // As it would be by itself after a while.
        pool.query("vacuum analyze").execute().await();
        bus.request(BulkStoreApi.START, new Start(owner, work.id, null, null, null)).await();
        return work;
    }

    private static NewItem row(int item) {
        String url = "https://example.org/talks/" + item + ".mp3";
        String title = "Talk " + item + ", given in the morning";
        ItemInput input = new ItemInput(JobType.YOUTUBE, title, url, "example.org", url, null);
        return new NewItem(item, item + 1, List.of(url, title), input, null);
    }

    UUID id() {
        return id;
    }

    /** Begins so many more items, or as many as wait in the queue. */
    void claim(int items) {
        List<Claimed> all = new ArrayList<>(claimed);
        all.addAll(bus.request(QueueStoreApi.CLAIM, new Claim(server, Map.of(LAST, items), items, Map.of(), LEASE, true))
                .await());
        claimed = all;
    }

    /** Ends what has begun; answers how many. */
    int complete() {
        List<Claimed> ending = claimed;
        claimed = List.of();
        Outcome.Done nothing = new Outcome.Done(new JsonObject(), List.of());
        Future.all(ending.stream()
                        .map(each -> bus.request(
                                QueueStoreApi.CHECKPOINT, new Checkpoint(each.run(), LAST, nothing, false, LEASE)))
                        .toList())
                .await();
        return ending.size();
    }
}
