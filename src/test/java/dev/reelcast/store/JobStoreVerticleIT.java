package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.model.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobStoreVerticleIT {

    private final List<StoredEvent> published = new CopyOnWriteArrayList<>();
    private final List<Boolean> available = new CopyOnWriteArrayList<>();
    private final List<JsonObject> stopped = new CopyOnWriteArrayList<>();
    private Stores stores;
    private Bus bus;

    @BeforeEach
    void deploy() {
        stores = new Stores();
        bus = new Bus(stores.vertx);
        Stores.await(bus.serve(ProgressApi.PUBLISH, events -> {
            published.addAll(events);
            return Future.succeededFuture();
        }));
        Stores.await(bus.serve(QueueStoreApi.WAKE, now -> {
            available.add(now);
            return Future.succeededFuture();
        }));
        bus.subscribe(Facts.JOBS_STOPPED, stopped::add);
        Stores.await(stores.vertx.deployVerticle(new JobStoreVerticle(bus, stores.database)));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void tellsOfNewWorkWhoeverPutItIn() {
        await().until(() -> !available.isEmpty());
        int before = available.size();
        stores.enqueue(Fixtures.uploadJob(stores.owner, null));
        await().until(() -> available.size() > before);
    }

    @Test
    void publishesEventsInTheirOrderOnceTheyAreStored() {
        NewJob job = Fixtures.uploadJob(stores.owner, null);
        Stores.await(bus.request(JobStoreApi.ENQUEUE, job));
        Stores.await(bus.request(QueueStoreApi.CLAIM, Stores.claiming(Ids.next(), Stores.ALL, 1)));
        Stores.await(bus.request(JobStoreApi.CANCEL, new OneJob(stores.owner, job.id())));
        await().until(() -> published.size() == 3);
        assertThat(published)
                .extracting(event -> event.body().getString("type"))
                .containsExactly("job.queued", "job.started", "job.cancelled");
        assertThat(published).extracting(event -> event.body().getLong("seq")).containsExactly(1L, 2L, 3L);
        assertThat(stopped)
                .extracting(fact -> fact.getString("jobId"))
                .containsExactly(job.id().toString());
    }

    @Test
    void answersWithinTwoSecondsThatTheDatabaseIsAway() {
        Database nowhere = Database.of("postgresql://postgres@127.0.0.1:1/nothing", 2);
        JobReader reader = new JobReader(nowhere.open(stores.vertx));
        Instant begin = Instant.now();
        Failure failure = Stores.failure(reader.find(new OneJob(stores.owner, Ids.next())));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void hearsOfNewWorkAgainAfterItsConnectionWasCut() {
        await().until(() -> !available.isEmpty());
        int before = available.size();
        stores.rows("""
                select pg_terminate_backend(pid)
                from pg_stat_activity
                where query like 'listen%' and datname = current_database()
                """);
        await().until(() -> available.size() > before);
        int heard = available.size();
        stores.enqueue(Fixtures.uploadJob(stores.owner, null));
        await().until(() -> available.size() > heard);
    }

    @Test
    void claimsThroughTheBus() {
        stores.enqueue(Fixtures.uploadJob(stores.owner, null));
        assertThat(Stores.await(bus.request(QueueStoreApi.CLAIM, Stores.claiming(Ids.next(), Stores.ALL, 5))))
                .hasSize(1);
        assertThat(Stores.await(bus.request(
                        QueueStoreApi.RENEW, new QueueStoreApi.Renewal(Ids.next(), Set.of(), Stores.LEASE))))
                .isEmpty();
    }
}
