package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.QueueControlApi.PauseOrder;
import dev.reelcast.bus.QueueControlApi.Scope;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Role;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims that follow one another closely take who comes next without asking whose turn it is again. */
class LineIT {

    private static final int AT_ONCE = 4;

    private static Stores stores;
    private static Viewer admin;

    @BeforeAll
    static void open() {
        stores = new Stores();
        admin = new Viewer(stores.owner.userId(), Role.ADMIN);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
        stores.rows("delete from turns");
        stores.rows("delete from pauses");
    }

    @Test
    void takesExactlyWhomWholeClaimsWouldTake() {
        List<UUID> agents = new ArrayList<>();
        agents.add(null);
        for (int i = 0; i < 5; i++) {
            agents.add(Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO));
        }
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            // Agents of few and of many jobs, priorities that one agent alone has.
            int agent = (int) Math.abs(random.nextGaussian() * 2) % agents.size();
            put(stores.owner, agents.get(agent), Priority.ofRank(agent == 3 ? 2 : random.nextInt(2)));
        }
        List<UUID> whole = all(true);
        stores.rows(
                "update jobs set status = 'pending', stage = 'queued', attempt = 0, progress = 0, lease_owner = null, "
                        + "lease_until = null, stage_started_at = null, started_at = null");
        stores.rows("delete from turns");
        assertThat(all(false)).hasSize(300).containsExactlyElementsOf(whole);
    }

    @Test
    void ownersHaveTheirTurnsAsEver() {
        Viewer bob = Fixtures.member(stores.pool);
        for (int i = 0; i < 100; i++) {
            put(stores.owner, null, Priority.URGENT);
        }
        for (int i = 0; i < 60; i++) {
            put(bob, null, Priority.LOW);
        }
        Map<UUID, Integer> begun = new HashMap<>();
        List<UUID> order = all(false);
        for (int i = 0; i < order.size(); i++) {
            begun.merge(owner(order.get(i)), 1, Integer::sum);
            if (i % AT_ONCE == AT_ONCE - 1 && i < 120) {
                assertThat(begun.get(bob.userId()))
                        .as("of the first " + (i + 1))
                        .isEqualTo((i + 1) / 2);
            }
        }
        assertThat(order).hasSize(160).doesNotHaveDuplicates();
    }

    @Test
    void whatDoesNotWaitThereAnyMoreIsPassedOver() {
        List<UUID> jobs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            jobs.add(put(stores.owner, null, Priority.NORMAL));
        }
        QueueStore queue = new QueueStore(stores.pool, stores.pool);
        claim(queue, false);
        claim(queue, false);
        Stores.await(stores.jobs.cancel(new OneJob(admin, jobs.get(9))));
        assertThat(claim(queue, false)).containsExactly(jobs.get(8), jobs.get(10), jobs.get(11));
        assertThat(claim(queue, false)).containsExactlyElementsOf(jobs.subList(12, 16));
    }

    @Test
    void aPauseHoldsTheLineToo() {
        for (int i = 0; i < 20; i++) {
            put(stores.owner, null, Priority.NORMAL);
        }
        QueueStore queue = new QueueStore(stores.pool, stores.pool);
        claim(queue, false);
        claim(queue, false);
        Stores.await(stores.control.pause(new PauseOrder(new Scope(admin, null), "Moving disks")));
        assertThat(claim(queue, false)).isEmpty();
    }

    @Test
    void somethingNewThatIsMoreUrgentComesBeforeTheLine() {
        for (int i = 0; i < 20; i++) {
            put(stores.owner, null, Priority.NORMAL);
        }
        QueueStore queue = new QueueStore(stores.pool, stores.pool);
        claim(queue, false);
        claim(queue, false);
        UUID urgent = put(stores.owner, null, Priority.URGENT);
        assertThat(claim(queue, true)).hasSize(AT_ONCE).contains(urgent);
    }

    @Test
    void twoServersWithTheSameLineNeverTakeTheSame() {
        for (int i = 0; i < 80; i++) {
            put(stores.owner, null, Priority.NORMAL);
        }
        QueueStore here = new QueueStore(stores.pool, stores.pool);
        QueueStore there = new QueueStore(stores.pool, stores.pool);
        List<UUID> taken = new ArrayList<>();
        while (taken.size() < 80) {
            List<UUID> one = claim(here, false);
            List<UUID> other = claim(there, false);
            assertThat(one.size() + other.size()).isPositive();
            taken.addAll(one);
            taken.addAll(other);
        }
        assertThat(taken).doesNotHaveDuplicates();
    }

    private static List<UUID> all(boolean anew) {
        QueueStore queue = new QueueStore(stores.pool, stores.pool);
        List<UUID> all = new ArrayList<>();
        for (List<UUID> some = claim(queue, anew); !some.isEmpty(); some = claim(queue, anew)) {
            all.addAll(some);
        }
        return all;
    }

    private static List<UUID> claim(QueueStore queue, boolean anew) {
        Map<Stage, Integer> room = new EnumMap<>(Stage.class);
        Stores.ALL.forEach(stage -> room.put(stage, AT_ONCE));
        return Stores.done(queue.claim(new Claim(Ids.next(), room, AT_ONCE, Map.of(), Stores.LEASE, anew))).stream()
                .map(claimed -> claimed.run().jobId())
                .toList();
    }

    private static UUID put(Viewer owner, @Nullable UUID agent, Priority priority) {
        return stores.enqueue(Fixtures.newJob(owner, agent, JobType.TRANSCRIPT, null, priority, null))
                .id();
    }

    private static UUID owner(UUID job) {
        return stores.rows("select owner_id from jobs where id = $1", job)
                .get(0)
                .getUUID("owner_id");
    }
}
