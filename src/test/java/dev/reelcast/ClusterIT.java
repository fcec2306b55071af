package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import dev.reelcast.bus.Bus;
import dev.reelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two event buses that are one. */
class ClusterIT {

    private static final String SECRET = "a secret of two buses";

    private static final List<Integer> PORTS = FreePorts.next(3);
    private static final AtomicInteger CHANGES = new AtomicInteger();
    private static Vertx first;
    private static Vertx second;
    private static Bus here;
    private static Bus there;

    @BeforeAll
    static void joinTwo() {
        Cluster one = cluster(0);
        first = one.join(new VertxOptions()).await();
        one.onChange(CHANGES::incrementAndGet);
        second = cluster(1).join(new VertxOptions()).await();
        here = new Bus(first);
        there = new Bus(second);
        here.hearOtherNodes().await();
        there.hearOtherNodes().await();
    }

    private static Cluster cluster(int index) {
        List<String> members = PORTS.stream().map(port -> "127.0.0.1:" + port).toList();
        return new Cluster(new Config.Cluster(true, "127.0.0.1", PORTS.get(index), 0, members), SECRET);
    }

    @AfterAll
    static void leave() {
        first.close().await();
        second.close().await();
    }

    @Test
    void factIsHeardOnceOnEachNodeAndInOrder() {
        List<Integer> heardHere = new CopyOnWriteArrayList<>();
        List<Integer> heardThere = new CopyOnWriteArrayList<>();
        here.subscribe("job.events.1", fact -> heardHere.add(fact.getInteger("seq")));
        there.subscribe("job.events.1", fact -> heardThere.add(fact.getInteger("seq")));

        List<Integer> all = IntStream.range(0, 1_000).boxed().toList();
        all.forEach(seq -> here.publish("job.events.1", JsonObject.of("seq", seq)));
        here.publish("job.events.2", JsonObject.of("seq", -1));

        await(() -> heardThere.size() >= all.size() && heardHere.size() >= all.size());
        assertThat(heardThere).isEqualTo(all);
        assertThat(heardHere).isEqualTo(all);
    }

    @Test
    void whatIsPublishedHereStaysHere() {
        List<JsonObject> heard = new CopyOnWriteArrayList<>();
        there.subscribe("jobs.available", heard::add);

        here.publishHere("jobs.available", JsonObject.of("seq", 1));
        here.publish("jobs.available", JsonObject.of("seq", 2));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(JsonObject.of("seq", 2));
    }

    @Test
    void listenersCostTheClusterNothing() {
        int before = registrations();

        for (int i = 0; i < 1_000; i++) {
            here.subscribe("job.events." + i, fact -> {}).completion().await();
        }

        assertThat(registrations()).isEqualTo(before).isPositive();
    }

    @Test
    void othersAreToldThatAServerCameOrWent() {
        await(() -> CHANGES.get() == 1);

        Vertx third = cluster(2).join(new VertxOptions()).await();
        await(() -> CHANGES.get() == 2);
        third.close().await();
        await(() -> CHANGES.get() == 3);

        List<JsonObject> heard = new CopyOnWriteArrayList<>();
        there.subscribe("job.events.3", heard::add);
        here.publish("job.events.3", new JsonObject());
        await(() -> heard.size() == 1);
    }

    private static int registrations() {
        return Hazelcast.getAllHazelcastInstances()
                .iterator()
                .next()
                .getMultiMap("__vertx.subs")
                .size();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
