package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.Range;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.bus.JobStoreApi.Stats;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.RetentionApi.LeftBehind;
import dev.reelcast.bus.RetentionApi.Rules;
import dev.reelcast.bus.RetentionApi.Step;
import dev.reelcast.bus.RetentionApi.Swept;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.PublishRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final UUID OLDEST = new UUID(0, 0);

    private static Stores stores;
    private static Retention retention;

    @BeforeAll
    static void open() {
        stores = new Stores();
        retention = new Retention(stores.pool);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
        stores.rows("truncate removed_jobs");
    }

    /** A job as it is this long after its end, an hour after it was put in, with an event, a line and a checkpoint. */
    private static UUID failed(Duration ago) {
        UUID id = put(ago, null);
        Claimed first = stores.claimOne();
        Claimed next = stores.next(first);
        Stores.await(
                stores.runs.end(new Ended(next.run(), next.stage(), new Outcome.Fail("gone", "It is gone."), null)));
        age(id, ago);
        return id;
    }

    private static UUID withEpisode(Duration ago) {
        UUID id = put(ago, Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO));
        stores.complete(stores.claimOne());
        age(id, ago);
        assertThat(stores.rows("select from episodes where job_id = $1", id)).hasSize(1);
        return id;
    }

    private static UUID put(Duration ago, @Nullable UUID agent) {
        NewJob job = Fixtures.transcriptJob(stores.owner, agent);
        long born = Instant.now().minus(ago).minusSeconds(3_600).toEpochMilli();
        UUID now = Ids.next();
        UUID id = new UUID(born << 16 | 0x7000, now.getLeastSignificantBits());
        stores.enqueue(new NewJob(
                id, job.ownerId(), agent, job.type(), null, null, null, "Old", job.priority(), null, List.of()));
        Stores.await(stores.events.storeLogs(List.of(ProgressApi.line(id, LogLevel.INFO, null, "A line."))));
        return id;
    }

    private static void age(UUID id, Duration ago) {
        stores.rows(
                "update jobs set finished_at = now() - make_interval(secs => $2), started_at = now() "
                        + "- make_interval(secs => $2 + 60) where id = $1",
                id,
                (double) ago.toSeconds());
    }

    private static Swept sweep(@Nullable Duration jobs, @Nullable Duration history, int batch) {
        Swept sum = new Swept(OLDEST, 0, 0, 0);
        while (sum.next() != null) {
            Swept step = step(new Rules(jobs, history, batch), sum.next());
            assertThat(step.jobs()).isLessThanOrEqualTo(batch);
            assertThat(step.events()).isLessThanOrEqualTo(10L * batch);
            sum = new Swept(
                    step.next(), sum.jobs() + step.jobs(), sum.events() + step.events(), sum.lines() + step.lines());
        }
        return sum;
    }

    private static Swept step(Rules rules, UUID after) {
        return Stores.await(retention.sweep(new Step(rules, after)));
    }

    private static long count(String table, UUID job) {
        String column = table.equals("jobs") ? "id" : "job_id";
        return stores.rows("select count(*) as rows from " + table + " where " + column + " = $1", job)
                .get(0)
                .getLong("rows");
    }

    @Test
    void aJobGoesWithAllThatBelongsToItWhenItsTimeIsUp() {
        UUID old = failed(YEAR.plusMinutes(1));
        UUID younger = failed(YEAR.minusMinutes(1));
        Stores.await(new JobIndex(stores.pool).catchUp());

        Swept swept = sweep(YEAR, null, 10);

        assertThat(swept.jobs()).isEqualTo(1);
        assertThat(swept.events()).isGreaterThan(2);
        assertThat(swept.lines()).isGreaterThan(0);
        for (String table : List.of("jobs", "job_stages", "job_attempts", "job_events", "job_logs", "job_search")) {
            assertThat(count(table, old)).as(table).isZero();
        }
        for (String table : List.of("jobs", "job_stages", "job_attempts", "job_events", "job_logs", "job_search")) {
            assertThat(count(table, younger)).as(table).isPositive();
        }
        assertThat(Stores.await(retention.leftBehind(new LeftBehind(new UUID(0, 0), 10))))
                .containsExactly(old);
        Stores.await(retention.cleared(List.of(old)));
        assertThat(Stores.await(retention.leftBehind(new LeftBehind(new UUID(0, 0), 10))))
                .isEmpty();
    }

    @Test
    void historyGoesBeforeTheJob() {
        UUID old = failed(QUARTER.plusMinutes(1));
        UUID younger = failed(QUARTER.minusMinutes(1));
        long events = count("job_events", old);

        assertThat(sweep(YEAR, QUARTER, 10).events()).isEqualTo(events);

        assertThat(count("jobs", old)).isEqualTo(1);
        assertThat(count("job_stages", old)).isEqualTo(1);
        assertThat(count("job_events", old)).isZero();
        assertThat(count("job_logs", old)).isZero();
        assertThat(count("job_events", younger)).isEqualTo(events);
        assertThat(stores.job(old).status()).isEqualTo(JobStatus.FAILED);
        assertThat(sweep(YEAR, QUARTER, 10)).isEqualTo(new Swept(null, 0, 0, 0));
    }

    @Test
    void whatHasAnEpisodeOrHasNotEndedStays() {
        UUID published = withEpisode(YEAR.multipliedBy(3));
        UUID again = failed(YEAR.multipliedBy(2));
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, again, null)));
        UUID running = put(YEAR.multipliedBy(2), null);
        stores.claim(1);

        assertThat(sweep(YEAR, YEAR, 10).jobs()).isZero();

        assertThat(count("episodes", published)).isEqualTo(1);
        assertThat(count("job_stages", published)).isPositive();
        assertThat(count("job_events", published)).isZero();
        for (UUID active : List.of(again, running)) {
            assertThat(count("jobs", active)).isEqualTo(1);
            assertThat(count("job_events", active)).isPositive();
            assertThat(count("job_logs", active)).isPositive();
        }
    }

    @Test
    void manyGoInSmallSteps() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(failed(YEAR.plusDays(i + 1)));
        }
        UUID stays = withEpisode(YEAR.plusDays(30));
        UUID talkative = all.get(3);
        stores.rows("insert into job_logs (job_id, level, time, message) " + "select '" + talkative
                + "', 'info', now(), 'Line' from generate_series(1, 95)");

        assertThat(step(new Rules(YEAR, null, 3), OLDEST).jobs()).isLessThanOrEqualTo(3);
        Swept rest = sweep(YEAR, null, 3);

        assertThat(rest.lines()).isGreaterThanOrEqualTo(95);
        assertThat(stores.rows("select id from jobs").stream().map(row -> row.getUUID("id")))
                .containsExactly(stays);
        assertThat(Stores.await(retention.leftBehind(new LeftBehind(new UUID(0, 0), 100))))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void countsFollowAndWhatWasDoneStaysDone() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        failed(Duration.ofDays(20));
        failed(Duration.ofDays(1));
        put(Duration.ofDays(20), agent);
        JobQuery query =
                new JobQuery(stores.owner, List.of(), null, null, "old", null, null, Sort.TITLE, false, 10, 0, null);
        assertThat(Stores.await(stores.lists.list(query)).total()).isEqualTo(3);
        Stats before = stats();
        assertThat(before.byStatus()).containsEntry(JobStatus.FAILED, 2L).containsEntry(JobStatus.PENDING, 1L);

        assertThat(sweep(Duration.ofDays(10), null, 10).jobs()).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            Stats after = stats();
            assertThat(after.byStatus()).containsEntry(JobStatus.FAILED, 1L).containsEntry(JobStatus.PENDING, 1L);
            assertThat(after.series()).isEqualTo(before.series());
            assertThat(Stores.await(stores.lists.list(query)).total()).isEqualTo(2);
            Stores.await(new JobIndex(stores.pool).stepOfNumbers());
        }
    }

    private static Stats stats() {
        return Stores.await(stores.figures.stats(new StatsQuery(stores.owner, null, Range.MONTH)));
    }

    @Test
    void onlyOneServerIsAtIt() {
        UUID old = failed(YEAR.plusDays(1));
        SqlConnection other = Stores.await(stores.pool.getConnection());
        Stores.await(other.query("begin").execute());
        Stores.await(other.query(RetentionSql.MINE).execute());

        assertThat(step(new Rules(YEAR, null, 10), OLDEST)).isEqualTo(new Swept(null, 0, 0, 0));
        assertThat(count("jobs", old)).isEqualTo(1);

        Stores.await(other.query("rollback").execute());
        Stores.await(other.close());
        assertThat(step(new Rules(YEAR, null, 10), OLDEST).jobs()).isEqualTo(1);
    }

    @Test
    void aJobThatIsTriedAgainAtThatMomentHasOneWinner() {
        UUID old = failed(YEAR.plusDays(1));

        Future<?> retry = stores.jobs.retry(new RetryJob(stores.owner, old, null));
        Swept swept = step(new Rules(YEAR, null, 10), OLDEST);
        Future<?> ended = retry.transform(done -> Future.succeededFuture(done.succeeded()));

        boolean again = Boolean.TRUE.equals(Stores.await(ended));
        assertThat(swept.jobs()).isEqualTo(again ? 0 : 1);
        assertThat(count("jobs", old)).isEqualTo(again ? 1 : 0);
        if (again) {
            assertThat(stores.eventTypes(old)).endsWith("job.queued");
        }
    }

    @Test
    void withoutRulesEverythingStays() {
        UUID old = failed(YEAR.multipliedBy(10));
        assertThat(sweep(null, null, 10)).isEqualTo(new Swept(null, 0, 0, 0));
        assertThat(count("job_events", old)).isPositive();
    }
}
