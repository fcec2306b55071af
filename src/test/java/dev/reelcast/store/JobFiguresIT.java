package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.Period;
import dev.reelcast.bus.JobStoreApi.Range;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.JobStoreApi.Stats;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFiguresIT {

    private static Stores stores;
    private static JobIndex index;
    private static Viewer stranger;
    private static Viewer admin;

    @BeforeAll
    static void open() {
        stores = new Stores();
        index = new JobIndex(stores.pool);
        stranger = Fixtures.member(stores.pool);
        admin = Fixtures.admin(stores.pool);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    /** What is counted by the hour and by the day is looked at within one. */
    @BeforeEach
    void clear() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> Instant.now().atZone(ZoneOffset.UTC).getMinute() < 59);
        stores.clear();
    }

    private static Stats stats(Viewer viewer, @Nullable UUID agent, Range range) {
        return Stores.await(stores.figures.stats(new StatsQuery(viewer, agent, range)));
    }

    private static void addUp() {
        assertThat(Stores.await(index.stepOfNumbers())).isFalse();
        assertThat(stores.rows("select from job_count_changes")).isEmpty();
    }

    private static UUID failed() {
        UUID id = stores.enqueue(Fixtures.transcriptJob(stores.owner, null)).id();
        Claimed failing = stores.claimOne();
        Stores.await(stores.runs.end(
                new Ended(failing.run(), failing.stage(), new Outcome.Fail("gone", "It is gone."), null)));
        return id;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsWhatCameOfTheJobs(boolean addedUp) {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        for (int i = 0; i < 3; i++) {
            stores.enqueue(Fixtures.transcriptJob(stores.owner, agent));
            stores.complete(stores.claimOne());
        }
        failed();
        stores.enqueue(Fixtures.transcriptJob(stores.owner, null));
        stores.enqueue(Fixtures.transcriptJob(stranger, null));
        if (addedUp) {
            addUp();
        }
        for (Range range : Range.values()) {
            Stats stats = stats(stores.owner, null, range);
            assertThat(stats.byStatus())
                    .hasSize(JobStatus.values().length)
                    .containsEntry(JobStatus.COMPLETED, 3L)
                    .containsEntry(JobStatus.FAILED, 1L)
                    .containsEntry(JobStatus.PENDING, 1L)
                    .containsEntry(JobStatus.SKIPPED, 0L);
            assertThat(stats.successRate()).isEqualTo(75.0);
            assertThat(stats.averageSeconds()).isBetween(0.0, 60.0);
            assertThat(stats.finishedToday()).isEqualTo(4);
            assertThat(stats.series()).hasSize(range.periods());
            assertThat(stats.series().stream().mapToLong(Period::completed).sum())
                    .isEqualTo(3);
            assertThat(stats.throughputPerHour()).isEqualTo(3.0 / range.hours());
        }
        assertThat(stats(stores.owner, agent, Range.DAY).successRate()).isEqualTo(100.0);
        assertThat(stats(stranger, agent, Range.DAY).successRate()).isNull();
        assertThat(stats(stranger, null, Range.DAY).byStatus()).containsEntry(JobStatus.PENDING, 1L);
        assertThat(stats(admin, null, Range.DAY).byStatus()).containsEntry(JobStatus.PENDING, 2L);
    }

    @Test
    void followsAJobThroughEveryChange() {
        UUID id = failed();
        addUp();
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, id, null)));
        Stats again = stats(stores.owner, null, Range.DAY);
        assertThat(again.byStatus()).containsEntry(JobStatus.FAILED, 0L).containsEntry(JobStatus.PENDING, 1L);
        assertThat(again.finishedToday()).isZero();
        addUp();
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, id)));
        assertThat(stats(stores.owner, null, Range.DAY).series().get(23).cancelled())
                .isEqualTo(1);
        addUp();
        stores.rows("delete from jobs where id = $1", id);
        Stats gone = stats(stores.owner, null, Range.DAY);
        assertThat(gone.byStatus().values()).containsOnly(0L);
        assertThat(gone.finishedToday()).isEqualTo(1);
    }

    @Test
    void anAgentsJobsStayWhenItGoes() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        stores.enqueue(Fixtures.transcriptJob(stores.owner, agent));
        stores.complete(stores.claimOne());
        addUp();
        stores.rows("delete from agents where id = $1", agent);
        assertThat(stats(stores.owner, agent, Range.DAY).byStatus()).containsEntry(JobStatus.COMPLETED, 0L);
        assertThat(stats(stores.owner, null, Range.DAY).byStatus()).containsEntry(JobStatus.COMPLETED, 1L);
    }

    @Test
    void aSeriesHasEveryHourAndDay() {
        Stats day = stats(stores.owner, null, Range.DAY);
        Stats month = stats(stores.owner, null, Range.MONTH);
        Instant now = Instant.now();
        assertThat(day.series().get(0).start())
                .isEqualTo(day.series().get(23).start().minus(23, ChronoUnit.HOURS));
        assertThat(month.series().get(0).start())
                .isEqualTo(month.series().get(29).start().minus(29, ChronoUnit.DAYS));
        assertThat(day.series().get(23).start()).isBeforeOrEqualTo(now).isAfter(now.minus(65, ChronoUnit.MINUTES));
        assertThat(day.averageSeconds()).isNull();
        assertThat(day.throughputPerHour()).isZero();
    }

    @Test
    void numbersAreRightWhileTheyAreAddedUpByManyAtOnce() {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(stores.jobs.enqueue(Fixtures.transcriptJob(stores.owner, null)));
            all.add(index.stepOfNumbers());
            all.add(index.catchUp());
        }
        Stores.await(Future.all(all));
        assertThat(stats(stores.owner, null, Range.DAY).byStatus()).containsEntry(JobStatus.PENDING, 40L);
        addUp();
        assertThat(stats(stores.owner, null, Range.DAY).byStatus()).containsEntry(JobStatus.PENDING, 40L);
    }
}
