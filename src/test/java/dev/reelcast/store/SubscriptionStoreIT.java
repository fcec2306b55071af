package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SubscriptionStoreApi.Asked;
import dev.reelcast.bus.SubscriptionStoreApi.Confirmed;
import dev.reelcast.bus.SubscriptionStoreApi.Directed;
import dev.reelcast.bus.SubscriptionStoreApi.Due;
import dev.reelcast.bus.SubscriptionStoreApi.Failed;
import dev.reelcast.bus.SubscriptionStoreApi.NewSubscription;
import dev.reelcast.bus.SubscriptionStoreApi.TokenHash;
import dev.reelcast.model.Ids;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.SubscriptionState;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionStoreIT {

    private static final String FEED = "https://feeds.example/1";
    private static final String HERE = "https://cast.example/websub/";
    private static final Duration LEASE = Duration.ofDays(10);

    private Stores stores;
    private SubscriptionStore subscriptions;

    @BeforeEach
    void open() {
        stores = new Stores();
        subscriptions = new SubscriptionStore(stores.pool);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private UUID agent() {
        return Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
    }

    private static TokenHash token(UUID agent) {
        return new TokenHash(ByteBuffer.allocate(32)
                .putLong(agent.getMostSignificantBits())
                .putLong(agent.getLeastSignificantBits())
                .array());
    }

    private NewSubscription wanted(Viewer viewer, UUID agent, String source) {
        return new NewSubscription(viewer, Ids.next(), agent, source, true, null, token(Ids.next()), new byte[] {1});
    }

    private Subscription followed(UUID agent) {
        NewSubscription wanted =
                new NewSubscription(stores.owner, Ids.next(), agent, FEED, true, null, token(agent), new byte[] {1});
        return Stores.done(subscriptions.keep(wanted));
    }

    private boolean confirm(UUID agent) {
        return Stores.done(subscriptions.confirm(new Confirmed(token(agent), true, FEED, LEASE)));
    }

    private Subscription find(UUID agent) {
        return Stores.await(subscriptions.find(new OneAgent(stores.owner, agent)));
    }

    @Test
    void twoServersNeverTakeTheSame() {
        for (int i = 0; i < 30; i++) {
            followed(agent());
        }
        List<Future<List<Due>>> claims =
                Stream.generate(() -> subscriptions.due(10)).limit(6).toList();

        List<UUID> taken = claims.stream()
                .flatMap(claim -> Stores.await(claim).stream())
                .map(due -> due.asked().id())
                .toList();
        assertThat(taken).hasSize(30).doesNotHaveDuplicates();
        assertThat(Stores.await(subscriptions.due(10))).isEmpty();
    }

    @Test
    void whatAServerTookAndDidNotFinishIsTakenBySomebodyElse() {
        UUID agent = agent();
        followed(agent);
        Asked lost = Stores.await(subscriptions.due(1)).get(0).asked();
        stores.rows(
                "update subscriptions set next_at = now() - interval '1 second' where next_at <= now() + interval '45 s'");
        Due again = Stores.await(subscriptions.due(1)).get(0);
        assertThat(again.failures()).isZero();

        Stores.await(subscriptions.failed(new Failed(lost, "Too late.", LEASE)));
        Stores.await(
                subscriptions.direct(new Directed(lost, "https://late.example/", "late", "https://late.example/")));
        assertThat(find(agent).failures()).isZero();
        assertThat(find(agent).hubUrl()).isNull();
        Stores.await(subscriptions.failed(new Failed(again.asked(), "It is down.", LEASE)));
        assertThat(find(agent).error()).isEqualTo("It is down.");
    }

    @Test
    void outcomeOfARequestThatTheHubConfirmedMeanwhileIsOfNoInterest() {
        UUID agent = agent();
        followed(agent);
        Asked asked = Stores.await(subscriptions.due(1)).get(0).asked();
        assertThat(confirm(agent)).isTrue();
        Instant renewal = find(agent).nextTryAt();

        Stores.await(subscriptions.accepted(asked));
        Stores.await(subscriptions.failed(new Failed(asked, "It took too long.", Duration.ZERO)));
        assertThat(find(agent).nextTryAt()).isEqualTo(renewal);
        assertThat(find(agent).error()).isNull();
    }

    @Test
    void renewalsOfThoseThatBeganAtOnceSpreadOverDaysAndNoneIsLate() {
        int many = 300;
        for (int i = 0; i < many; i++) {
            followed(agent());
        }
        while (!Stores.await(subscriptions.due(100)).isEmpty()) {
            stores.rows("select");
        }
        stores.rows("select token_hash from subscriptions")
                .forEach(row -> Stores.await(subscriptions.confirm(
                        new Confirmed(new TokenHash(row.getBuffer("token_hash").getBytes()), true, FEED, LEASE))));
        Map<Long, Long> perHour = stores.rows("""
                select extract(epoch from next_at - now())::bigint / 3600 as hour, next_at < lease_until - interval '2 days' as early
                from subscriptions
                """).stream()
                .peek(row -> assertThat(row.getBoolean("early")).isTrue())
                .collect(Collectors.groupingBy(row -> row.getLong("hour"), Collectors.counting()));

        // Of 300 over 48 hours 6 an hour are to be expected; 25 come about once in a billion tries.
        assertThat(perHour.keySet()).hasSizeGreaterThan(30).allMatch(hour -> hour >= 119 && hour <= 168);
        assertThat(perHour.values()).allMatch(count -> count < 25);
    }

    @Test
    void hubsThatKnowAnotherAddressAreAskedAnew() {
        UUID agent = agent();
        followed(agent);
        Asked asked = Stores.await(subscriptions.due(1)).get(0).asked();
        Stores.await(subscriptions.direct(new Directed(asked, "https://hub.example/", FEED, HERE)));
        confirm(agent);
        assertThat(Stores.await(subscriptions.moved(HERE))).isZero();
        assertThat(Stores.await(subscriptions.due(1))).isEmpty();

        assertThat(Stores.await(subscriptions.moved("https://other.example/websub/")))
                .isEqualTo(1);
        assertThat(Stores.await(subscriptions.due(1))).hasSize(1);
        assertThat(find(agent).state()).isEqualTo(SubscriptionState.ACTIVE);
    }

    @Test
    void anAgentFollowsOneThingAtATime() {
        UUID agent = agent();
        Set<UUID> ids = new HashSet<>();
        List<Future<Committed<Subscription>>> asked = Stream.generate(
                        () -> subscriptions.keep(wanted(stores.owner, agent, FEED)))
                .limit(6)
                .toList();
        asked.forEach(each -> ids.add(Stores.done(each).id()));
        assertThat(ids).hasSize(1);

        Subscription other = Stores.done(subscriptions.keep(wanted(stores.owner, agent, "https://feeds.example/2")));
        assertThat(other.topicUrl()).isEqualTo("https://feeds.example/2");
        assertThat(stores.rows("select state from subscriptions order by state").stream()
                        .map(row -> row.getString("state")))
                .containsExactly("ending", "pending");
    }

    @Test
    void whatNoHubKnowsOfEndsAtOnceAndIsForgottenInTime() {
        UUID agent = agent();
        followed(agent);
        OneAgent which = new OneAgent(stores.owner, agent);
        assertThat(Stores.done(subscriptions.end(which)).state()).isEqualTo(SubscriptionState.ENDING);
        assertThat(Stores.done(subscriptions.sweep(Duration.ofDays(30)))).isEqualTo(1);
        assertThat(find(agent)).isNull();
        assertThat(Stores.await(subscriptions.receiver(token(agent))).sealed()).isNull();
        stores.rows("update subscriptions set updated_at = now() - interval '31 days'");
        Stores.await(subscriptions.sweep(Duration.ofDays(30)));

        assertThat(Stores.await(subscriptions.receiver(token(agent)))).isNull();
        assertThat(Stores.await(subscriptions.end(which)).value()).isNull();
    }

    @Test
    void hubThatCannotBeToldOfTheEndIsForgottenWithItsLease() {
        UUID agent = agent();
        followed(agent);
        Asked asked = Stores.await(subscriptions.due(1)).get(0).asked();
        Stores.await(subscriptions.direct(new Directed(asked, "https://hub.example/", FEED, HERE)));
        confirm(agent);
        Stores.await(subscriptions.end(new OneAgent(stores.owner, agent)));
        assertThat(Stores.done(subscriptions.sweep(LEASE))).isZero();
        assertThat(find(agent).state()).isEqualTo(SubscriptionState.ENDING);
        stores.rows("update subscriptions set lease_until = now()");

        assertThat(Stores.done(subscriptions.sweep(LEASE))).isEqualTo(1);
    }

    @Test
    void doesNotTellAStrangerWhatAnAgentFollows() {
        UUID agent = agent();
        Subscription followed = followed(agent);
        Viewer stranger = Fixtures.member(stores.pool);
        OneAgent which = new OneAgent(stranger, agent);
        Stream.<Future<?>>of(
                        subscriptions.find(which),
                        subscriptions.end(which),
                        subscriptions.keep(wanted(stranger, agent, "https://feeds.example/2")))
                .forEach(asked -> assertThat(Stores.failure(asked).kind()).isEqualTo(FailureKind.NOT_FOUND));
        assertThat(find(agent)).isEqualTo(followed);
        assertThat(Stores.await(subscriptions.find(new OneAgent(Fixtures.admin(stores.pool), agent))))
                .isEqualTo(followed);
    }

    @Test
    void tellsWhatItsSampleTells() throws IOException {
        UUID agent = agent();
        followed(agent);
        Stores.await(subscriptions.due(1));
        JsonObject sample = new JsonObject(
                Files.readString(Path.of("src", "test", "resources", "events", "subscription.changed.json")));
        Committed.Fact fact = Stores.await(subscriptions.confirm(new Confirmed(token(agent), true, FEED, LEASE)))
                .facts()
                .get(0);

        assertThat(fact.address()).isEqualTo("agent.events." + agent);
        assertThat(fact.body().fieldNames()).isEqualTo(sample.fieldNames());
        assertThat(fact.body().getString("state")).isEqualTo(sample.getString("state"));
    }
}
