package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.QueueControlApi.PauseOrder;
import dev.reelcast.bus.QueueControlApi.Scope;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Role;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that comes into an empty queue begins without anybody asking whose turn it is. */
class AloneIT {

    private static final String TURN = "hashtextextended('reelcast claim', 0)";
    private static final String HOST = "www.youtube.com";

    private static Stores stores;
    private QueueStore queue;

    @BeforeAll
    static void open() {
        stores = new Stores();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @BeforeEach
    void findNothing() {
        stores.clear();
        stores.rows("delete from turns");
        stores.rows("delete from pauses");
        stores.rows("delete from host_breaks");
        queue = new QueueStore(stores.pool, stores.pool);
        assertThat(claim(Stores.ALL)).isEmpty();
    }

    @Test
    void beginsWhileSomebodyElseIsChoosing() {
        UUID job = put(JobType.TRANSCRIPT);
        SqlConnection other = stores.pool.getConnection().await();
        try {
            other.query("select pg_advisory_lock(" + TURN + ")::text").execute().await();
            assertThat(claim(Stores.ALL)).containsExactly(job);
            UUID next = put(JobType.TRANSCRIPT);
            assertThat(claim(Stores.ALL)).containsExactly(next);
            UUID first = put(JobType.TRANSCRIPT);
            UUID second = put(JobType.TRANSCRIPT);
            Future<List<Claimed>> both = asked(Stores.ALL);
            await().until(() -> !stores.rows("select from pg_locks where locktype = 'advisory' and not granted")
                    .isEmpty());
            assertThat(both.isComplete()).isFalse();
            other.query("select pg_advisory_unlock(" + TURN + ")::text")
                    .execute()
                    .await();
            assertThat(Stores.await(both))
                    .extracting(claimed -> claimed.run().jobId())
                    .containsExactly(first, second);
        } finally {
            other.close().await();
        }
        assertThat(stores.rows("select from jobs where lease_owner is not null and status = 'processing'"))
                .hasSize(4);
        assertThat(stores.eventTypes(job)).containsExactly("job.queued", "job.started");
    }

    @Test
    void waitsWhereItMayNotBegin() {
        put(JobType.TRANSCRIPT);
        assertThat(claim(Set.of(Stage.DOWNLOADING))).isEmpty();
        Stores.await(stores.control.pause(
                new PauseOrder(new Scope(new Viewer(stores.owner.userId(), Role.ADMIN), null), "Moving disks")));
        assertThat(claim(Stores.ALL)).isEmpty();
        stores.rows("delete from pauses");
        stores.rows("update jobs set run_at = now() + interval '1 hour'");
        assertThat(claim(Stores.ALL)).isEmpty();
        stores.rows("update jobs set run_at = now()");
        assertThat(claim(Stores.ALL)).hasSize(1);
    }

    @Test
    void aHostThatIsLimitedOrBrokenCountsAsEver() {
        put(JobType.YOUTUBE);
        assertThat(claim(Stores.ALL)).hasSize(1);
        put(JobType.YOUTUBE);
        assertThat(claim(Stores.ALL)).as("one is fetched already").isEmpty();
        stores.rows("update jobs set lease_owner = null, lease_until = null, status = 'cancelled', finished_at = now() "
                + "where status = 'processing'");
        stores.rows("insert into host_breaks (host, failures, until, message) " + "values ('" + HOST
                + "', 1, now() + interval '1 minute', 'Too many')");
        assertThat(claim(Stores.ALL)).isEmpty();
        stores.rows("delete from host_breaks");
        assertThat(claim(Stores.ALL)).hasSize(1);
    }

    @Test
    void aJobBetweenTwoStagesGoesFirst() {
        UUID between = put(JobType.TRANSCRIPT);
        assertThat(claim(Stores.ALL)).containsExactly(between);
        stores.rows("update jobs set lease_owner = null, lease_until = null, next_stage = 'ai_analysis'");
        UUID alone = put(JobType.TRANSCRIPT);
        assertThat(claim(Stores.ALL)).containsExactly(between, alone);
    }

    private List<UUID> claim(Set<Stage> stages) {
        return Stores.await(asked(stages)).stream()
                .map(claimed -> claimed.run().jobId())
                .toList();
    }

    private Future<List<Claimed>> asked(Set<Stage> stages) {
        Map<Stage, Integer> room = new EnumMap<>(Stage.class);
        stages.forEach(stage -> room.put(stage, 4));
        return queue.claim(new Claim(Ids.next(), room, 4, Map.of(HOST, 1), Stores.LEASE, true))
                .map(Committed::value);
    }

    private static UUID put(JobType type) {
        NewJob job = type == JobType.YOUTUBE
                ? Fixtures.youtubeJob(stores.owner, null, "https://" + HOST + "/watch?v=" + Ids.next())
                : Fixtures.newJob(stores.owner, null, type, null, Priority.NORMAL, null);
        return stores.enqueue(job).id();
    }
}
