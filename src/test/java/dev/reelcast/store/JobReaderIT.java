package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.After;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.LogQuery;
import dev.reelcast.bus.JobStoreApi.OneFile;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.bus.JobStoreApi.Stats;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobReaderIT {

    private static Stores stores;
    private static Viewer stranger;
    private static Viewer admin;

    @BeforeAll
    static void open() {
        stores = new Stores();
        stranger = Fixtures.member(stores.pool);
        admin = Fixtures.admin(stores.pool);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
    }

    private static UUID titled(Viewer owner, @Nullable String title) {
        UUID id = stores.enqueue(Fixtures.uploadJob(owner, null)).id();
        stores.rows("update jobs set title = $2 where id = $1", id, title);
        return id;
    }

    private static JobQuery query(Viewer viewer, @Nullable String text, Sort sort, boolean descending) {
        return new JobQuery(viewer, List.of(), null, null, text, null, null, sort, descending, 100, 0);
    }

    private static List<UUID> ids(JobQuery query) {
        return Stores.await(stores.reader.list(query)).jobs().stream()
                .map(Job::id)
                .toList();
    }

    @Test
    void showsAMemberTheirOwnJobsAndAnAdministratorAll() {
        UUID mine = titled(stores.owner, "Mine");
        UUID theirs = titled(stranger, "Theirs");
        assertThat(ids(query(stores.owner, null, Sort.CREATED, true))).containsExactly(mine);
        assertThat(ids(query(stranger, null, Sort.CREATED, true))).containsExactly(theirs);
        assertThat(ids(query(admin, null, Sort.CREATED, true))).containsExactly(theirs, mine);
    }

    @Test
    void doesNotTellAStrangerThatAJobIsThere() {
        UUID id = titled(stores.owner, "Mine");
        Stores.await(stores.events.storeLogs(List.of(ProgressApi.line(id, LogLevel.INFO, null, "A line"))));
        Stream.<Function<Viewer, Future<?>>>of(
                        viewer -> stores.reader.find(new OneJob(viewer, id)),
                        viewer -> stores.reader.history(new After(viewer, id, 0, 10)),
                        viewer -> stores.reader.logs(new LogQuery(viewer, id, 0, LogLevel.INFO, 10)),
                        viewer -> stores.reader.file(new OneFile(viewer, id, "source.mp4")),
                        viewer -> stores.jobs.retry(new RetryJob(viewer, id, null)),
                        viewer -> stores.jobs.cancel(new OneJob(viewer, id)))
                .forEach(question -> {
                    Failure refused = Stores.failure(question.apply(stranger));
                    assertThat(refused.kind()).isEqualTo(FailureKind.NOT_FOUND);
                });
        assertThat(Stores.await(stores.reader.stats(new StatsQuery(stranger, null)))
                        .byStatus())
                .containsEntry(JobStatus.PENDING, 0L);
        assertThat(Stores.await(stores.reader.find(new OneJob(admin, id))).job().id())
                .isEqualTo(id);
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.PENDING);
    }

    @Test
    void takesTheSearchTextLiterallyAndWithoutRegardToCase() {
        UUID percent = titled(stores.owner, "100% Übung_eins");
        titled(stores.owner, "100 other");
        UUID address = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://example.org/ABC"))
                .id();
        assertThat(ids(query(stores.owner, "0% ü", Sort.CREATED, true))).containsExactly(percent);
        assertThat(ids(query(stores.owner, "_", Sort.CREATED, true))).containsExactly(percent);
        assertThat(ids(query(stores.owner, "%o%", Sort.CREATED, true))).isEmpty();
        assertThat(ids(query(stores.owner, "org/abc", Sort.CREATED, true))).containsExactly(address);
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void sortsBothWays(Sort sort) {
        UUID first = titled(stores.owner, "alpha");
        UUID second = titled(stores.owner, "Beta");
        UUID third = titled(stores.owner, "gamma");
        for (int i = 0; i < 3; i++) {
            stores.rows("""
                    update jobs
                    set updated_at = now() + $2 * interval '1 second', started_at = now(),
                      finished_at = now() + $2 * interval '1 second', status = 'cancelled'
                    where id = $1
                    """, List.of(first, second, third).get(i), i);
        }
        assertThat(ids(query(stores.owner, null, sort, false))).containsExactly(first, second, third);
        assertThat(ids(query(stores.owner, null, sort, true))).containsExactly(third, second, first);
    }

    @Test
    void putsWhatHasNoTitleOrDurationLast() {
        UUID untitled = titled(stores.owner, null);
        UUID titled = titled(stores.owner, "alpha");
        stores.rows(
                "update jobs set started_at = now(), finished_at = now(), status = 'cancelled' where id = $1", titled);
        for (Sort sort : List.of(Sort.TITLE, Sort.DURATION)) {
            assertThat(ids(query(stores.owner, null, sort, false))).containsExactly(titled, untitled);
            assertThat(ids(query(stores.owner, null, sort, true))).containsExactly(titled, untitled);
        }
    }

    @Test
    void filtersByEverythingAtOnce() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        UUID wanted =
                stores.enqueue(Fixtures.transcriptJob(stores.owner, agent)).id();
        stores.enqueue(Fixtures.uploadJob(stores.owner, agent));
        stores.enqueue(Fixtures.transcriptJob(stores.owner, null));
        JobQuery query = new JobQuery(
                stores.owner,
                List.of(JobStatus.PENDING, JobStatus.FAILED),
                dev.reelcast.model.JobType.TRANSCRIPT,
                agent,
                "title",
                Instant.now().minus(1, ChronoUnit.HOURS),
                Instant.now().plus(1, ChronoUnit.HOURS),
                Sort.CREATED,
                true,
                10,
                0);
        JobPage page = Stores.await(stores.reader.list(query));
        assertThat(page.jobs()).extracting(Job::id).containsExactly(wanted);
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.totalIsLowerBound()).isFalse();
        assertThat(page.jobs().get(0).queuePosition()).isEqualTo(1);
    }

    @Test
    void countsExactlyToTenThousandAndThenSaysSo() {
        stores.rows("""
                insert into jobs (id, owner_id, type, next_stage, message, last_seq)
                select gen_random_uuid(), $1, 'transcript', 'transcription', 'Waiting', 0
                from generate_series(1, 10000)
                """, stores.owner.userId());
        JobPage exact = Stores.await(stores.reader.list(query(stores.owner, null, Sort.CREATED, true)));
        assertThat(exact.total()).isEqualTo(10_000);
        assertThat(exact.totalIsLowerBound()).isFalse();
        assertThat(exact.jobs()).hasSize(100);
        titled(stores.owner, "One more");
        JobPage more = Stores.await(stores.reader.list(query(stores.owner, null, Sort.CREATED, true)));
        assertThat(more.total()).isEqualTo(10_000);
        assertThat(more.totalIsLowerBound()).isTrue();
    }

    @Test
    void tellsWhatHappenedAfterANumber() {
        UUID id = stores.enqueue(Fixtures.transcriptJob(stores.owner, null)).id();
        stores.complete(stores.claimOne());
        List<JsonObject> all = Stores.await(stores.reader.history(new After(stores.owner, id, 0, 1_000)));
        assertThat(all).extracting(event -> event.getLong("seq")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(all).extracting(event -> event.getString("type")).first().isEqualTo("job.queued");
        assertThat(Stores.await(stores.reader.history(new After(stores.owner, id, 2, 2))))
                .extracting(event -> event.getLong("seq"))
                .containsExactly(3L, 4L);
        assertThat(Stores.await(stores.reader.history(new After(stores.owner, id, 5, 10))))
                .isEmpty();
    }

    @Test
    void givesTheLinesOfALogFromALevelOn() {
        UUID id = titled(stores.owner, "Mine");
        List<LogLine> stored = Stores.await(stores.events.storeLogs(List.of(
                ProgressApi.line(id, LogLevel.INFO, null, "one"),
                ProgressApi.line(Ids.next(), LogLevel.INFO, null, "of a job that is gone"),
                ProgressApi.line(id, LogLevel.WARNING, Stage.DOWNLOADING, "two\0"),
                ProgressApi.line(id, LogLevel.ERROR, Stage.DOWNLOADING, "x".repeat(5_000)))));
        assertThat(stored).hasSize(3);
        assertThat(logs(id, 0, LogLevel.INFO)).isEqualTo(stored);
        assertThat(logs(id, 0, LogLevel.WARNING))
                .extracting(LogLine::message)
                .first()
                .isEqualTo("two\uFFFD");
        assertThat(logs(id, 0, LogLevel.ERROR))
                .extracting(line -> line.message().length())
                .containsExactly(4_000);
        assertThat(logs(id, stored.get(1).seq(), LogLevel.INFO)).hasSize(1);
        assertThat(logs(titled(stores.owner, "Silent"), 0, LogLevel.INFO)).isEmpty();
    }

    private static List<LogLine> logs(UUID id, long after, LogLevel level) {
        return Stores.await(stores.reader.logs(new LogQuery(stores.owner, id, after, level, 100)));
    }

    @Test
    void findsAFileByItsName() {
        UUID id = titled(stores.owner, "Mine");
        assertThat(Stores.await(stores.reader.file(new OneFile(stores.owner, id, "source.mp4")))
                        .storageKey())
                .endsWith("/source.mp4");
        assertThat(Stores.failure(stores.reader.file(new OneFile(stores.owner, id, "other.mp4")))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void countsWhatCameOfTheJobs() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        for (int i = 0; i < 3; i++) {
            stores.enqueue(Fixtures.transcriptJob(stores.owner, agent));
            stores.complete(stores.claimOne());
        }
        stores.enqueue(Fixtures.transcriptJob(stores.owner, null));
        Claimed failing = stores.claimOne();
        Stores.await(stores.runs.end(
                new Ended(failing.run(), failing.stage(), new Outcome.Fail("gone", "It is gone."), null)));
        titled(stores.owner, "Waiting");
        titled(stranger, "Not mine");
        Stats stats = Stores.await(stores.reader.stats(new StatsQuery(stores.owner, null)));
        assertThat(stats.byStatus())
                .hasSize(JobStatus.values().length)
                .containsEntry(JobStatus.COMPLETED, 3L)
                .containsEntry(JobStatus.FAILED, 1L)
                .containsEntry(JobStatus.PENDING, 1L)
                .containsEntry(JobStatus.SKIPPED, 0L);
        assertThat(stats.successRate()).isEqualTo(75.0);
        assertThat(stats.averageSeconds()).isNotNull();
        assertThat(stats.finishedToday()).isEqualTo(4);
        assertThat(stats.series()).hasSize(24);
        assertThat(stats.series().stream().mapToLong(hour -> hour.completed()).sum())
                .isEqualTo(3);
        Stats ofAgent = Stores.await(stores.reader.stats(new StatsQuery(stores.owner, agent)));
        assertThat(ofAgent.successRate()).isEqualTo(100.0);
        assertThat(Stores.await(stores.reader.stats(new StatsQuery(stranger, agent)))
                        .successRate())
                .isNull();
    }
}
