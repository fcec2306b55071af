package dev.reelcast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.Fixtures;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.WebhookApi;
import dev.reelcast.bus.WebhookApi.Created;
import dev.reelcast.bus.WebhookApi.NewWebhook;
import dev.reelcast.bus.WebhookStoreApi;
import dev.reelcast.bus.WebhookStoreApi.Message;
import dev.reelcast.bus.WebhookStoreApi.One;
import dev.reelcast.bus.WebhookStoreApi.Target;
import dev.reelcast.config.Vault;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Webhook;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.TestSite;
import dev.reelcast.notify.Receiver.Call;
import dev.reelcast.store.Database;
import dev.reelcast.store.NotificationStoreVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls as their receivers see them; 127.0.0.1 is the internet here, and every other address of the kind is inside. */
class WebhookVerticleIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Vault vault = new Vault(new byte[32]);
    private final Receiver receiver = new Receiver(vertx);
    private final Database database = TestDatabase.create();
    private final Pool pool = database.open(vertx);
    private final Viewer owner = Fixtures.member(pool);

    @BeforeEach
    void start() {
        vertx.deployVerticle(new NotificationStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new WebhookVerticle(bus, "https://cast.example.org", TestSite.guard(), vault))
                .await();
    }

    @AfterEach
    void close() {
        pool.close().await();
        vertx.close().await();
    }

    private Created webhook(String url) {
        return bus.request(WebhookApi.CREATE, new NewWebhook(owner.userId(), url, List.of()))
                .await();
    }

    private void tell(Created webhook) {
        pool.preparedQuery("""
                        insert into webhook_deliveries (id, webhook_id, type, data, links)
                        values ($1, $2, 'bulk.completed', $3, $4)
                        """)
                .execute(Tuple.of(
                        Ids.next(),
                        webhook.webhook().id(),
                        JsonObject.of("title", "Some rows"),
                        JsonObject.of("url", "/bulk/1")))
                .await();
    }

    private Row delivery() {
        return pool.query("""
                        select state, attempts, last_status, last_error,
                          extract(epoch from due_at - now())::float8 as seconds_left
                        from webhook_deliveries
                        """).execute().await().iterator().next();
    }

    /** The state of the one delivery once it was tried so often, and that is written. */
    private Row tried(int attempts) {
        await().atMost(LIMIT)
                .until(() -> delivery().getInteger("attempts") == attempts
                        && pool.query("select from webhooks where busy_until is not null")
                                        .execute()
                                        .await()
                                        .size()
                                == 0);
        return delivery();
    }

    private void beginNow() {
        pool.query("update webhook_deliveries set due_at = now() where state = 'waiting'")
                .execute()
                .await();
    }

    private Webhook listed() {
        return bus.request(WebhookStoreApi.LIST, owner.userId()).await().get(0);
    }

    @Test
    void anEventArrivesSigned() {
        Created webhook = webhook(receiver.url());
        tell(webhook);

        Row delivery = tried(1);
        assertThat(delivery.getString("state")).isEqualTo("delivered");
        assertThat(receiver.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.type()).isEqualTo("application/json");
            assertThat(call.isSignedWith(webhook.secret())).isTrue();
            assertThat(Instant.ofEpochSecond(Long.parseLong(call.timestamp())))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            JsonObject body = new JsonObject(call.body());
            assertThat(body.fieldNames()).containsExactly("type", "timestamp", "data");
            assertThat(body.getString("type")).isEqualTo("bulk.completed");
            assertThat(body.getInstant("timestamp")).isBefore(Instant.now().plusSeconds(60));
            assertThat(body.getJsonObject("data"))
                    .isEqualTo(JsonObject.of("title", "Some rows", "url", "https://cast.example.org/bulk/1"));
        });
        assertThat(listed().last()).satisfies(last -> {
            assertThat(last.status()).isEqualTo(204);
            assertThat(last.error()).isNull();
        });
    }

    @Test
    void aReceiverThatIsDownIsToldLaterTheSameAgain() {
        receiver.then(500).then(200);
        Created webhook = webhook(receiver.url());
        tell(webhook);

        Row first = tried(1);
        assertThat(first.getString("state")).isEqualTo("waiting");
        assertThat(first.getInteger("last_status")).isEqualTo(500);
        assertThat(first.getDouble("seconds_left")).isBetween(0.0, 12.0);
        assertThat(listed().last())
                .satisfies(last -> assertThat(last.error()).isEqualTo("The receiver answered with HTTP 500."));
        beginNow();

        assertThat(tried(2).getString("state")).isEqualTo("delivered");
        assertThat(receiver.calls()).hasSize(2).allMatch(call -> call.isSignedWith(webhook.secret()));
        assertThat(receiver.calls())
                .extracting(Call::id)
                .containsOnly(receiver.calls().get(0).id());
        assertThat(receiver.calls())
                .extracting(Call::body)
                .containsOnly(receiver.calls().get(0).body());
    }

    @Test
    void aReceiverThatAsksToBeLeftAloneIs() {
        receiver.then(response ->
                response.setStatusCode(429).putHeader("retry-after", "600").end());
        tell(webhook(receiver.url()));

        Row delivery = tried(1);
        assertThat(delivery.getString("state")).isEqualTo("waiting");
        assertThat(delivery.getDouble("seconds_left")).isBetween(560.0, 600.0);
    }

    @Test
    void aReceiverThatIsGoneIsCalledNoMore() {
        receiver.then(410);
        Created webhook = webhook(receiver.url());
        tell(webhook);

        assertThat(tried(1).getString("state")).isEqualTo("failed");
        assertThat(listed().offAt()).isNotNull();

        Webhook.Outcome tested = bus.request(
                        WebhookApi.TEST,
                        new One(owner.userId(), webhook.webhook().id()))
                .await();
        assertThat(tested.status()).isEqualTo(204);
        assertThat(tested.error()).isNull();
        assertThat(listed().offAt()).isNull();
        assertThat(receiver.calls()).hasSize(2);
        Call test = receiver.calls().get(1);
        assertThat(test.isSignedWith(webhook.secret())).isTrue();
        assertThat(new JsonObject(test.body()).getString("type")).isEqualTo("webhook.test");
    }

    @Test
    void aRedirectIsNotFollowed() {
        for (String inside : List.of("http://10.0.0.1/", "http://127.0.0.2/", receiver.url() + "/elsewhere")) {
            receiver.then(response ->
                    response.setStatusCode(307).putHeader("location", inside).end());
        }
        tell(webhook(receiver.url()));

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(tried(attempt).getString("last_error"))
                    .isEqualTo("The server answers with a redirect (HTTP 307), which is not followed.");
            beginNow();
        }
        assertThat(tried(4).getString("state")).isEqualTo("delivered");
        assertThat(receiver.calls()).extracting(Call::path).containsOnly("/hook");
    }

    @Test
    void nothingInsideTheNetworkIsEverCalled() {
        tell(webhook(receiver.url().replace("127.0.0.1", "127.0.0.2")));

        Row delivery = tried(1);
        assertThat(delivery.getString("state")).isEqualTo("failed");
        assertThat(delivery.getString("last_error")).contains("private address");
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void aReceiverThatSaysNothingIsHeldToItsTime() {
        receiver.then(response -> {
            // The call stays open.
        });
        assertThat(called(Duration.ofMillis(300), receiver.url())).satisfies(reply -> {
            assertThat(reply.status()).isNull();
            assertThat(reply.error()).isEqualTo("The server took too long to answer.");
            assertThat(reply.lasting()).isFalse();
        });
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void aReceiverThatTalksOnIsTakenAtItsStatus() {
        receiver.then(response -> response.end("x".repeat(200_000)));
        assertThat(called(Duration.ofSeconds(10), receiver.url()).taken()).isTrue();
        assertThat(called(Duration.ofSeconds(10), "http://127.0.0.1:1/").error())
                .isEqualTo("The connection to the server failed.");
    }

    private Reply called(Duration limit, String url) {
        GuardedClient client = new GuardedClient(vertx, TestSite.guard());
        KeyRing keys = new KeyRing(vault);
        UUID id = Ids.next();
        Caller caller = new Caller(client, keys, new Letter("https://cast.example.org"), Clock.systemUTC(), limit);
        @Nullable
        Reply reply = caller.call(
                        new Target(id, url, keys.seal(id, SigningKey.random())),
                        new Message(Ids.next(), "webhook.test", new JsonObject(), new JsonObject(), Instant.now()))
                .await();
        client.close().await();
        return reply;
    }

    @Test
    void aSecretThatCannotBeReadIsNeverUsed() {
        Created webhook = webhook(receiver.url());
        pool.query("update webhooks set sealed_secret = sealed_secret || '\\x00'")
                .execute()
                .await();
        tell(webhook);

        Row delivery = tried(1);
        assertThat(delivery.getString("state")).isEqualTo("failed");
        assertThat(delivery.getString("last_error")).startsWith("This server cannot read the webhook's secret");
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void whatWaitsForTheSameReceiverFollowsAtOnce() {
        Created webhook = webhook(receiver.url());
        for (int i = 0; i < 30; i++) {
            tell(webhook);
        }

        await().atMost(LIMIT).until(() -> receiver.calls().size() == 30);
        assertThat(receiver.calls()).extracting(Call::id).isSorted().doesNotHaveDuplicates();
    }
}
