package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.QueueControlApi.PauseOrder;
import dev.reelcast.bus.QueueControlApi.Scope;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.Seen;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Role;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Waiting;
import dev.reelcast.model.Waiting.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which job is next: turns of users and agents, priorities, limits, hosts, pauses. */
class FairnessIT {

    private static Stores stores;
    private static Viewer bob;
    private static Viewer admin;

    @BeforeAll
    static void open() {
        stores = new Stores();
        bob = Fixtures.member(stores.pool);
        admin = new Viewer(bob.userId(), Role.ADMIN);
        Stores.await(
                stores.queue.seen(new Seen(stores.server, "here", Stores.ALL, 4, Map.of(), Map.of(), Stores.LEASE)));
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
        stores.rows("delete from host_breaks");
    }

    @Test
    void oneUsersFloodOfUrgentJobsDoesNotStarveAnothersSingleOne() {
        for (int i = 0; i < 50; i++) {
            put(stores.owner, null, Priority.URGENT);
        }
        UUID single = put(bob, null, Priority.LOW);

        assertThat(jobs(stores.claim(2))).contains(single);
        stores.loseServers();
        Stores.await(stores.queue.rescue(10));
    }

    @Test
    void whoHasFewestRunningIsNextAndThenWhoWasServedLongestAgo() {
        for (int i = 0; i < 6; i++) {
            put(stores.owner, null, Priority.NORMAL);
        }
        List<Claimed> first = stores.claim(2);
        UUID bobs = put(bob, null, Priority.NORMAL);
        UUID bobsSecond = put(bob, null, Priority.NORMAL);
        assertThat(jobs(stores.claim(1))).containsExactly(bobs);
        first.forEach(stores::complete);

        // The owner runs none now, Bob one.
        assertThat(owners(stores.claim(1))).containsExactly(stores.owner.userId());
        // One each, and Bob was served before.
        assertThat(jobs(stores.claim(1))).containsExactly(bobsSecond);
    }

    @Test
    void aUsersOwnJobsGoByPriorityThenAge() {
        UUID low = put(bob, null, Priority.LOW);
        UUID normal = put(bob, null, Priority.NORMAL);
        UUID urgent = put(bob, null, Priority.URGENT);
        UUID normalLater = put(bob, null, Priority.NORMAL);
        assertThat(jobs(stores.claim(4))).containsExactly(urgent, normal, normalLater, low);
    }

    @Test
    void agentsOfOneUserTakeTurns() {
        UUID busy = Fixtures.agent(stores.pool, bob, PublishRule.AUTO);
        UUID quiet = Fixtures.agent(stores.pool, bob, PublishRule.AUTO);
        for (int i = 0; i < 10; i++) {
            put(bob, busy, Priority.NORMAL);
        }
        UUID single = put(bob, quiet, Priority.NORMAL);
        assertThat(jobs(stores.claim(2))).contains(single);
    }

    @Test
    void aStageThatHasNoRoomIsPassedOver() {
        UUID transcript = put(bob, null, Priority.URGENT);
        UUID upload = stores.enqueue(Fixtures.uploadJob(bob, null)).id();
        assertThat(jobs(claim(Map.of(Stage.DOWNLOADING, 2), 2, Map.of()))).containsExactly(upload);
        assertThat(jobs(claim(Map.of(Stage.TRANSCRIPTION, 1, Stage.DOWNLOADING, 1), 2, Map.of())))
                .containsExactly(transcript);
    }

    @Test
    void noMoreThanItsLimitIsFetchedFromAHostAndTheRestGoesOn() {
        for (int i = 0; i < 5; i++) {
            stores.enqueue(Fixtures.youtubeJob(bob, null, "https://many.example/" + i));
        }
        UUID other = stores.enqueue(Fixtures.youtubeJob(bob, null, "https://other.example/1"))
                .id();
        Map<String, Integer> two = Map.of("many.example", 2);

        List<Claimed> first = claim(Map.of(Stage.DOWNLOADING, 10), 10, two);
        assertThat(first).hasSize(3);
        assertThat(jobs(first)).contains(other);
        assertThat(claim(Map.of(Stage.DOWNLOADING, 10), 10, two)).isEmpty();

        // One is past its download: another may begin.
        Claimed done = first.stream()
                .filter(claimed -> !claimed.run().jobId().equals(other))
                .findFirst()
                .orElseThrow();
        stores.next(done);
        assertThat(claim(Map.of(Stage.DOWNLOADING, 10), 10, two)).hasSize(1);
    }

    @Test
    void videosOfMoreHostsThanAreLookedAtComeAllTheSameAndNobodyWaitsForThem() {
        int hosts = 1_100;
        Stores.await(stores.jobs.enqueueAll(IntStream.range(0, hosts)
                .mapToObj(i -> Fixtures.youtubeJob(stores.owner, null, "https://h" + i + ".example/1"))
                .toList()));
        UUID text = put(stores.owner, null, Priority.NORMAL);
        UUID bobs = stores.enqueue(Fixtures.youtubeJob(bob, null, "https://zoo.example/1"))
                .id();
        Set<UUID> begun = new HashSet<>(jobs(stores.claim(4)));
        assertThat(begun).contains(bobs);

        for (int round = 0; round < 3; round++) {
            begun.addAll(jobs(stores.claim(600)));
        }
        assertThat(begun).hasSize(hosts + 2).contains(text);
    }

    @Test
    void aHostThatThrottlesIsLeftAloneAndThenTriedOnce() {
        UUID first = stores.enqueue(Fixtures.youtubeJob(bob, null, "https://many.example/1"))
                .id();
        stores.enqueue(Fixtures.youtubeJob(bob, null, "https://many.example/2"));
        UUID third = stores.enqueue(Fixtures.youtubeJob(bob, null, "https://many.example/3"))
                .id();
        throttle(stores.claimOne(), Duration.ofSeconds(200));

        assertThat(stores.claim(5)).isEmpty();
        assertThat(why(third).reason()).isEqualTo(Reason.HOST_BREAK);
        assertThat(why(third).until()).isAfter(Instant.now().plusSeconds(150));
        assertThat(job(first).attempt()).isEqualTo(1);

        over();
        List<Claimed> probe = stores.claim(5);
        assertThat(probe).hasSize(1);
        throttle(probe.get(0), Duration.ZERO);
        assertThat(stores.rows("select failures, until - now() as pause from host_breaks")
                        .get(0)
                        .getInteger("failures"))
                .isEqualTo(2);

        over();
        stores.rows("update jobs set run_at = now() where status = 'pending'");
        stores.next(stores.claimOne());
        assertThat(stores.rows("select host from host_breaks")).isEmpty();
        assertThat(stores.claim(5)).hasSize(2);
    }

    @Test
    void aPausedQueueStartsNothingAndWhatRunsGoesOn() {
        UUID running = put(bob, null, Priority.NORMAL);
        Claimed claimed = stores.claimOne();
        UUID waiting = put(bob, null, Priority.NORMAL);
        pause(null);

        assertThat(stores.claim(5)).isEmpty();
        Claimed released = claimed;
        assertThat(Stores.await(stores.checkpointing(released, false)).value()).isNull();
        assertThat(jobs(stores.claim(5))).containsExactly(running);
        assertThat(why(waiting).message()).contains("paused by").contains("Moving disks");

        Stores.await(stores.control.resume(new Scope(admin, null)));
        assertThat(jobs(stores.claim(5))).containsExactly(waiting);
    }

    @Test
    void aPausedAgentsJobsWaitAndOthersGoOn() {
        UUID agent = Fixtures.agent(stores.pool, bob, PublishRule.AUTO);
        UUID held = put(bob, agent, Priority.URGENT);
        UUID free = put(bob, null, Priority.LOW);
        pause(agent);
        assertThat(jobs(stores.claim(5))).containsExactly(free);
        assertThat(why(held).reason()).isEqualTo(Reason.AGENT_PAUSED);
        Stores.await(stores.control.resume(new Scope(bob, agent)));
        assertThat(jobs(stores.claim(5))).containsExactly(held);
    }

    @Test
    void placesAreToldInTheOrderInWhichJobsAreTaken() {
        UUID owners = put(stores.owner, null, Priority.NORMAL);
        UUID ownersSecond = put(stores.owner, null, Priority.NORMAL);
        UUID bobs = put(bob, null, Priority.NORMAL);
        List<UUID> all = List.of(owners, ownersSecond, bobs);

        List<Integer> places = new ArrayList<>();
        all.forEach(id -> places.add(job(id).queuePosition()));
        assertThat(places).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(job(ownersSecond).queuePosition()).isEqualTo(3);
        assertThat(stores.claim(2)).noneMatch(claimed -> claimed.run().jobId().equals(ownersSecond));
    }

    private static void pause(@Nullable UUID agent) {
        Stores.await(stores.control.pause(new PauseOrder(new Scope(admin, agent), "Moving disks")));
    }

    private static Job job(UUID id) {
        return Stores.await(stores.reader.find(new OneJob(admin, id))).job();
    }

    private static Waiting why(UUID id) {
        return Objects.requireNonNull(job(id).waiting());
    }

    private static void over() {
        stores.rows("update host_breaks set until = now() - interval '1 second'");
    }

    private static void throttle(Claimed claimed, Duration after) {
        Outcome.Retry throttled = new Outcome.Retry("http_429", "The server asks us to come back later.", after);
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), throttled, Duration.ofSeconds(5))));
    }

    private static UUID put(Viewer owner, @Nullable UUID agent, Priority priority) {
        Job job = stores.enqueue(Fixtures.newJob(owner, agent, JobType.TRANSCRIPT, null, priority, null));
        return job.id();
    }

    private static List<Claimed> claim(Map<Stage, Integer> room, int limit, Map<String, Integer> hosts) {
        return Stores.done(stores.queue.claim(new Claim(Ids.next(), room, limit, hosts, Stores.LEASE, true)));
    }

    private static List<UUID> jobs(List<Claimed> claimed) {
        return claimed.stream().map(each -> each.run().jobId()).toList();
    }

    private static List<UUID> owners(List<Claimed> claimed) {
        return jobs(claimed).stream()
                .map(id -> stores.rows("select owner_id from jobs where id = $1", id)
                        .get(0)
                        .getUUID("owner_id"))
                .toList();
    }
}
