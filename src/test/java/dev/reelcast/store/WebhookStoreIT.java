package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.WebhookStoreApi;
import dev.reelcast.bus.WebhookStoreApi.Called;
import dev.reelcast.bus.WebhookStoreApi.Claim;
import dev.reelcast.bus.WebhookStoreApi.Due;
import dev.reelcast.bus.WebhookStoreApi.Kept;
import dev.reelcast.bus.WebhookStoreApi.One;
import dev.reelcast.bus.WebhookStoreApi.Verdict;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Webhook;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookStoreIT {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Stores stores = new Stores();
    private final WebhookStore store = new WebhookStore(stores.pool);
    private final Viewer ann = stores.owner;
    private final Viewer bob = Fixtures.member(stores.pool);

    @AfterAll
    void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.rows("truncate webhooks cascade");
    }

    private Future<Webhook> adding(Viewer owner) {
        return store.add(
                new Kept(owner.userId(), Ids.next(), "https://hooks.example.org/", new byte[] {1, 2}, List.of()));
    }

    private UUID webhook() {
        return Stores.await(adding(ann)).id();
    }

    private void tell(String type) {
        Stores.await(new Sql(stores.pool)
                .transaction(within -> WebhookStore.tell(
                        within,
                        ann.userId(),
                        type,
                        JsonObject.of("title", "Some rows"),
                        JsonObject.of("url", "/bulk"))));
    }

    private List<Due> claim() {
        return Stores.await(store.claim(new Claim(LEASE, 10)));
    }

    private void called(Due due, Verdict verdict, @Nullable Integer status, @Nullable Duration retry) {
        String error = verdict == Verdict.DELIVERED ? null : "It did not work.";
        Stores.await(
                store.called(new Called(due.message().id(), due.target().webhookId(), verdict, status, error, retry)));
    }

    private Webhook find(UUID id) {
        return Stores.await(store.list(ann.userId())).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String state(Due due) {
        return stores.rows(
                        "select state from webhook_deliveries where id = $1",
                        due.message().id())
                .get(0)
                .getString("state");
    }

    @Test
    void oneEventAtATimeInOrder() {
        UUID id = webhook();
        tell("bulk.completed");
        tell("bulk.failed");

        List<Due> first = claim();
        assertThat(first).singleElement().satisfies(due -> {
            assertThat(due.target().webhookId()).isEqualTo(id);
            assertThat(due.target().url()).isEqualTo("https://hooks.example.org/");
            assertThat(due.target().sealedSecret()).containsExactly(1, 2);
            assertThat(due.message().type()).isEqualTo("bulk.completed");
            assertThat(due.message().data()).isEqualTo(JsonObject.of("title", "Some rows"));
            assertThat(due.message().links()).isEqualTo(JsonObject.of("url", "/bulk"));
            assertThat(due.attempt()).isEqualTo(1);
        });
        assertThat(claim()).isEmpty();
        assertThat(find(id).waiting()).isEqualTo(2);

        called(first.get(0), Verdict.DELIVERED, 204, null);
        assertThat(state(first.get(0))).isEqualTo("delivered");
        Webhook after = find(id);
        assertThat(after.waiting()).isEqualTo(1);
        assertThat(after.last()).satisfies(last -> {
            assertThat(last.status()).isEqualTo(204);
            assertThat(last.error()).isNull();
        });
        assertThat(claim())
                .singleElement()
                .extracting(due -> due.message().type())
                .isEqualTo("bulk.failed");
    }

    @Test
    void whatDidNotWorkWaitsForItsTimeAndHoldsNothingElseUp() {
        webhook();
        tell("bulk.completed");
        Due failed = claim().get(0);
        called(failed, Verdict.LATER, 500, Duration.ofMinutes(5));
        assertThat(state(failed)).isEqualTo("waiting");
        assertThat(claim()).isEmpty();

        tell("bulk.failed");
        Due other = claim().get(0);
        assertThat(other.message().type()).isEqualTo("bulk.failed");
        called(other, Verdict.DELIVERED, 200, null);

        stores.rows("update webhook_deliveries set due_at = now() where state = 'waiting'");
        Due again = claim().get(0);
        assertThat(again.message().id()).isEqualTo(failed.message().id());
        assertThat(again.attempt()).isEqualTo(2);
        called(again, Verdict.GIVEN_UP, 500, null);
        assertThat(state(again)).isEqualTo("failed");
        assertThat(claim()).isEmpty();
    }

    @Test
    void aServerThatIsLostLeavesItToAnother() {
        UUID id = webhook();
        tell("bulk.completed");
        Due lost = claim().get(0);
        stores.rows("update webhooks set busy_until = now() - interval '1 second' where id = $1", id);

        Due again = claim().get(0);
        assertThat(again.message().id()).isEqualTo(lost.message().id());
        assertThat(again.attempt()).isEqualTo(2);
        called(again, Verdict.DELIVERED, 200, null);
        called(lost, Verdict.LATER, null, Duration.ofSeconds(1));
        assertThat(state(lost)).isEqualTo("delivered");
        assertThat(claim()).isEmpty();
    }

    @Test
    void noTwoServersTakeTheSame() {
        Pool otherServer = stores.database.open(stores.vertx);
        WebhookStore other = new WebhookStore(otherServer);
        try {
            for (int round = 0; round < 10; round++) {
                clear();
                IntStream.range(0, 5).forEach(i -> webhook());
                tell("bulk.completed");
                List<Future<List<Due>>> claims = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    claims.add((i % 2 == 0 ? store : other).claim(new Claim(LEASE, 2)));
                }
                List<UUID> taken = new ArrayList<>();
                claims.forEach(claim -> Stores.await(claim)
                        .forEach(due -> taken.add(due.message().id())));
                claim().forEach(due -> taken.add(due.message().id()));
                assertThat(taken).hasSize(5).doesNotHaveDuplicates();
            }
        } finally {
            otherServer.close().await();
        }
    }

    @Test
    void aReceiverThatIsGoneIsCalledNoMoreUntilATestIsTaken() {
        UUID id = webhook();
        tell("bulk.completed");
        tell("bulk.failed");
        called(claim().get(0), Verdict.SWITCH_OFF, 410, null);

        assertThat(find(id).offAt()).isNotNull();
        assertThat(find(id).waiting()).isZero();
        tell("bulk.completed");
        assertThat(claim()).isEmpty();

        test(id, 500, "It answered 500.");
        assertThat(find(id).offAt()).isNotNull();
        test(id, 200, null);
        assertThat(find(id).offAt()).isNull();
        tell("bulk.completed");
        assertThat(claim()).hasSize(1);
    }

    private void test(UUID id, int status, @Nullable String error) {
        WebhookStoreApi.Message message = new WebhookStoreApi.Message(
                Ids.next(), "webhook.test", new JsonObject(), new JsonObject(), java.time.Instant.now());
        assertThat(Stores.await(store.tested(new WebhookStoreApi.Tested(ann.userId(), id, message, status, error)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void isItsOwnersAlone() {
        UUID id = webhook();
        One strangers = new One(bob.userId(), id);
        assertThat(Stores.await(store.list(bob.userId()))).isEmpty();
        assertThat(Stores.failure(store.target(strangers)).kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(Stores.failure(store.delete(strangers)).kind()).isEqualTo(FailureKind.NOT_FOUND);
        tell("bulk.completed");

        Stores.await(store.delete(new One(ann.userId(), id)));
        assertThat(stores.rows("select from webhook_deliveries")).isEmpty();
        assertThat(Stores.failure(store.delete(new One(ann.userId(), id))).kind())
                .isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void thereAreOnlySoMany() {
        List<Future<Webhook>> many = IntStream.range(0, WebhookStoreApi.MOST + 3)
                .mapToObj(i -> adding(ann))
                .toList();
        Stores.await(Future.join(many).transform(done -> Future.succeededFuture()));

        assertThat(many).filteredOn(Future::failed).hasSize(3);
        assertThat(Stores.failure(adding(ann)).code()).isEqualTo("too_many_webhooks");
        assertThat(Stores.await(adding(bob))).isNotNull();
    }

    @Test
    void oldCallsAreForgottenButNotWhatWaits() {
        webhook();
        tell("bulk.completed");
        called(claim().get(0), Verdict.DELIVERED, 200, null);
        tell("bulk.failed");
        stores.rows("update webhook_deliveries set created_at = now() - interval '91 days'");
        stores.rows("update webhook_deliveries set ended_at = created_at where ended_at is not null");

        assertThat(Stores.await(store.tidy(Duration.ofDays(90)))).isEqualTo(1);
        assertThat(claim())
                .singleElement()
                .extracting(due -> due.message().type())
                .isEqualTo("bulk.failed");
    }
}
