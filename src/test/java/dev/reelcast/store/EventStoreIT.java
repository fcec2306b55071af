package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.ProgressApi.Report;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Job;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Stage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStoreIT {

    private static Stores stores;

    @BeforeAll
    static void open() {
        stores = new Stores();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
    }

    private static Claimed running() {
        stores.enqueue(Fixtures.uploadJob(stores.owner, null));
        return stores.claimOne();
    }

    private static Report report(Claimed claimed, int percent, String message) {
        return new Report(claimed.run(), claimed.stage(), percent, message);
    }

    private static List<StoredEvent> store(Report... reports) {
        return Stores.await(stores.events.store(List.of(reports)));
    }

    @Test
    void storesABatchInItsOrder() {
        Claimed one = running();
        Claimed two = running();
        List<StoredEvent> events = store(report(two, 20, "Half"), report(one, 15, "A quarter"));
        assertThat(events)
                .extracting(StoredEvent::jobId)
                .containsExactly(two.run().jobId(), one.run().jobId());
        assertThat(events.get(0).body().getInteger("progress")).isEqualTo(20);
        assertThat(events.get(0).body().getString("message")).isEqualTo("Half");
        assertThat(events.get(0).ownerId()).isEqualTo(stores.owner.userId());
        assertThat(stores.job(one.run().jobId()).progress()).isEqualTo(15);
    }

    @Test
    void neverLetsProgressFallOrReachTheEnd() {
        Claimed claimed = running();
        store(report(claimed, 25, "On"));
        assertThat(store(report(claimed, 12, "Back")).get(0).body().getInteger("progress"))
                .isEqualTo(25);
        assertThat(store(report(claimed, 100, "Done?")).get(0).body().getInteger("progress"))
                .isEqualTo(99);
    }

    @Test
    void takesTheNewestOfSeveralReportsOfAJob() {
        Claimed claimed = running();
        assertThat(store(report(claimed, 11, "One"), report(claimed, 12, "Two")))
                .extracting(event -> event.body().getString("message"))
                .containsExactly("Two");
    }

    @Test
    void leavesOutReportsOfRunsThatAreOver() {
        Claimed claimed = running();
        Claimed other = running();
        Claimed next = stores.next(claimed);
        Run invented = new Run(next.run().jobId(), next.run().number() + 1);
        assertThat(store(
                        report(claimed, 20, "Too late"),
                        new Report(invented, Stage.DOWNLOADING, 20, "Never"),
                        report(other, 20, "In time")))
                .extracting(event -> event.body().getString("message"))
                .containsExactly("In time");
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, other.run().jobId())));
        assertThat(store(report(other, 30, "After the end"))).isEmpty();
    }

    @Test
    void numbersEventsWithoutGapsHoweverTheyMeet() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        List<Claimed> claimed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stores.enqueue(Fixtures.uploadJob(stores.owner, agent));
            claimed.add(stores.claimOne());
        }
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int percent = 10 + i / 4;
            List<Report> batch = new ArrayList<>(
                    claimed.stream().map(one -> report(one, percent, "On")).toList());
            java.util.Collections.rotate(batch, i);
            writes.add(stores.events.store(batch));
        }
        claimed.forEach(one -> writes.add(stores.checkpointing(one, true)));
        writes.forEach(Stores::await);
        for (Claimed one : claimed) {
            Job job = stores.job(one.run().jobId());
            assertThat(stores.eventNumbers(job.id()))
                    .isEqualTo(LongStream.rangeClosed(1, job.lastSeq()).boxed().toList());
        }
    }
}
