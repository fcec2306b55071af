package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.BulkStoreApi.ItemInput;
import dev.reelcast.bus.BulkStoreApi.NewBulk;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.bus.BulkStoreApi.NewItems;
import dev.reelcast.bus.BulkStoreApi.OneBulk;
import dev.reelcast.bus.BulkStoreApi.Start;
import dev.reelcast.bus.BulkStoreApi.Steering;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.NotificationApi.Query;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.WebhookStoreApi.Kept;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.BulkSource;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Notification;
import dev.reelcast.model.NotificationKind;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever has a bulk job is told of its end once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkEndIT {

    private final Stores stores = new Stores();
    private final BulkStore bulk = new BulkStore(stores.pool);
    private final BulkRuns runs = new BulkRuns(stores.pool);
    private final NotificationStore notifications = new NotificationStore(stores.pool);
    private final WebhookStore webhooks = new WebhookStore(stores.pool);
    private final List<Committed.Fact> facts = new ArrayList<>();

    @AfterAll
    void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
        stores.rows("truncate bulk_jobs, bulk_changes, notifications, webhooks cascade");
        facts.clear();
    }

    /** A bulk job of as many good rows, and a bad one. */
    private UUID started(int good) {
        UUID id = Ids.next();
        Stores.await(bulk.create(new NewBulk(
                id, stores.owner.userId(), null, "Some rows", BulkSource.LIST, null, List.of(), BulkSettings.NONE)));
        List<NewItem> items = new ArrayList<>(
                IntStream.rangeClosed(1, good).mapToObj(BulkEndIT::video).toList());
        items.add(new NewItem(good + 1, good + 1, List.of("nonsense"), null, "There is no address in it."));
        Stores.await(bulk.add(new NewItems(id, items)));
        Stores.await(bulk.checked(new OneBulk(stores.owner, id)));
        hear(Stores.await(runs.start(new Start(stores.owner, id, null, null, null))));
        return id;
    }

    private static NewItem video(int item) {
        String url = "https://media.example.org/" + item + ".mp3";
        return new NewItem(
                item,
                item,
                List.of(url),
                new ItemInput(JobType.YOUTUBE, null, url, "media.example.org", url, null),
                null);
    }

    private <T> void hear(Committed<T> committed) {
        committed.facts().stream()
                .filter(fact -> fact.address().startsWith("notifications."))
                .forEach(facts::add);
    }

    private void steer(UUID id, BulkCommand command) {
        hear(Stores.await(runs.steer(new Steering(stores.owner, id, command, false))));
    }

    private void advance() {
        Stores.await(runs.due()).forEach(id -> hear(Stores.await(runs.advance(id))));
    }

    private void failOne() {
        Claimed claimed = stores.claimOne();
        Stores.await(stores.runs.end(
                new Ended(claimed.run(), claimed.stage(), new Outcome.Fail("gone", "It is gone."), null)));
    }

    private void completeAll() {
        for (List<Claimed> claimed = stores.claim(50); !claimed.isEmpty(); claimed = stores.claim(50)) {
            claimed.forEach(stores::complete);
        }
    }

    private UUID webhook(Viewer owner, String... events) {
        UUID id = Ids.next();
        Stores.await(webhooks.add(
                new Kept(owner.userId(), id, "https://hooks.example.org/", new byte[] {1}, List.of(events))));
        return id;
    }

    private List<Notification> told(Viewer user) {
        return Stores.await(notifications.list(new Query(user.userId(), false, null, 100)))
                .notifications();
    }

    private List<Row> deliveries() {
        return stores.rows("select * from webhook_deliveries order by id");
    }

    @Test
    void theEndIsToldOnceToTheOwnerAlone() {
        Viewer other = Fixtures.member(stores.pool);
        UUID all = webhook(stores.owner);
        UUID completed = webhook(stores.owner, "bulk.failed", "bulk.completed");
        webhook(stores.owner, "bulk.failed", "bulk.cancelled");
        webhook(other);
        UUID off = webhook(stores.owner);
        stores.rows("update webhooks set off_at = now() where id = $1", off);
        UUID id = started(3);
        failOne();
        completeAll();
        advance();
        assertThat(told(stores.owner)).isEmpty();
        assertThat(deliveries()).isEmpty();

        advance();
        advance();

        assertThat(told(other)).isEmpty();
        assertThat(told(stores.owner)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(NotificationKind.BULK);
            assertThat(told.title()).isEqualTo("Bulk job completed with errors");
            assertThat(told.text()).isEqualTo("Some rows: 2 of 4 done, 2 failed.");
            assertThat(told.link()).isEqualTo("/bulk/" + id);
            assertThat(told.readAt()).isNull();
        });
        assertThat(deliveries()).extracting(row -> row.getUUID("webhook_id")).containsExactly(all, completed);
        Row delivery = deliveries().get(0);
        assertThat(delivery.getString("type")).isEqualTo("bulk.completed");
        JsonObject data = delivery.getJsonObject("data");
        assertThat(data.fieldNames())
                .containsExactlyInAnyOrder("bulkJobId", "title", "status", "counts", "successRate");
        assertThat(data.getString("bulkJobId")).isEqualTo(id.toString());
        assertThat(data.getString("status")).isEqualTo("completed_with_errors");
        assertThat(data.getJsonObject("counts").getInteger("completed")).isEqualTo(2);
        assertThat(data.getDouble("successRate")).isEqualTo(66.6);
        assertThat(delivery.getJsonObject("links"))
                .isEqualTo(new JsonObject()
                        .put("url", "/bulk/" + id)
                        .put("results", "/api/bulk-jobs/" + id + "/results.csv"));
        assertThat(facts).singleElement().satisfies(fact -> {
            assertThat(fact.address()).isEqualTo(Facts.notifications(stores.owner.userId()));
            assertThat(fact.body().getString("type")).isEqualTo("notification.created");
            assertThat(fact.body().getJsonObject("notification").getString("id"))
                    .isEqualTo(told(stores.owner).get(0).id().toString());
        });
    }

    @Test
    void anotherEndIsToldAgain() {
        webhook(stores.owner);
        UUID id = started(2);
        failOne();
        completeAll();
        advance();
        advance();

        steer(id, BulkCommand.RETRY_FAILED);
        completeAll();
        advance();
        advance();

        assertThat(told(stores.owner))
                .extracting(Notification::text)
                .containsExactly("Some rows: 2 of 3 done, 1 failed.", "Some rows: 1 of 3 done, 2 failed.");
        assertThat(deliveries()).hasSize(2);
    }

    @Test
    void whatFailsOrIsCancelledIsToldToo() {
        webhook(stores.owner);
        started(0);
        advance();
        UUID cancelled = started(2);
        steer(cancelled, BulkCommand.CANCEL);
        advance();
        advance();

        assertThat(deliveries())
                .extracting(row -> row.getString("type"))
                .containsExactly("bulk.failed", "bulk.cancelled");
        assertThat(deliveries().get(0).getJsonObject("data").getString("reason"))
                .isEqualTo("None of the rows could start.");
        assertThat(told(stores.owner))
                .extracting(Notification::text)
                .containsExactly(
                        "Some rows: 0 of 3 done, 1 failed, 2 cancelled.",
                        "Some rows: 0 of 1 done, 1 failed; none of the rows could start.");
    }

    /** Servers that advance it at the same time, and somebody who cancels it at that moment. */
    @Test
    void manyServersAtOnceTellOnce() {
        Pool otherServer = stores.database.open(stores.vertx);
        BulkRuns others = new BulkRuns(otherServer);
        try {
            for (int round = 1; round <= 20; round++) {
                clear();
                webhook(stores.owner);
                UUID id = started(2);
                completeAll();
                List<Future<?>> both = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    both.add((i % 2 == 0 ? runs : others).advance(id));
                }
                both.add(runs.steer(new Steering(stores.owner, id, BulkCommand.CANCEL, false)));
                Stores.await(Future.join(both).transform(done -> Future.succeededFuture()));
                advance();
                advance();

                assertThat(told(stores.owner)).as("round " + round).hasSize(1);
                assertThat(deliveries()).as("round " + round).hasSize(1);
            }
        } finally {
            otherServer.close().await();
        }
    }

    /** Nothing is told of an end that does not come to be. */
    @Test
    void anEndThatIsRolledBackIsNotTold() {
        webhook(stores.owner);
        started(1);
        completeAll();
        advance();
        stores.rows("alter table notifications add constraint refused check (owner_id is null)");
        try {
            UUID id = Stores.await(runs.due()).get(0);
            assertThat(Stores.failure(runs.advance(id))).isNotNull();
            assertThat(deliveries()).isEmpty();
        } finally {
            stores.rows("alter table notifications drop constraint refused");
        }

        advance();

        assertThat(told(stores.owner)).hasSize(1);
        assertThat(deliveries()).hasSize(1);
    }
}
