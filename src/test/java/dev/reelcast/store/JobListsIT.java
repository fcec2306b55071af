package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Range;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Viewer;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobListsIT {

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
        return put(owner, title, null);
    }

    private static UUID put(Viewer owner, @Nullable String title, @Nullable String url) {
        NewJob job = new NewJob(
                Ids.next(),
                owner.userId(),
                null,
                JobType.YOUTUBE,
                url,
                null,
                null,
                title,
                Priority.NORMAL,
                null,
                List.of());
        return stores.enqueue(job).id();
    }

    private static void ended(UUID id, int secondsToItsEnd) {
        stores.rows("""
                update jobs
                set started_at = created_at, finished_at = created_at + $2 * interval '1 second', status = 'cancelled'
                where id = $1
                """, id, secondsToItsEnd);
    }

    private static JobQuery query(Viewer viewer, @Nullable String text, Sort sort, boolean descending) {
        return query(viewer, text, sort, descending, 100, 0, null);
    }

    private static JobQuery query(
            Viewer viewer,
            @Nullable String text,
            Sort sort,
            boolean descending,
            int limit,
            int offset,
            @Nullable Position after) {
        return new JobQuery(viewer, List.of(), null, null, text, null, null, sort, descending, limit, offset, after);
    }

    private static JobPage list(JobQuery query) {
        return Stores.await(stores.lists.list(query));
    }

    private static List<UUID> ids(JobQuery query) {
        return ids(list(query));
    }

    private static List<UUID> ids(JobPage page) {
        return page.jobs().stream().map(Job::id).toList();
    }

    @Test
    void showsAMemberTheirOwnJobsAndAnAdministratorAll() {
        UUID mine = titled(stores.owner, "Mine");
        UUID theirs = titled(stranger, "Theirs");
        for (Sort sort : Sort.values()) {
            assertThat(ids(query(stores.owner, null, sort, true))).containsExactly(mine);
            assertThat(ids(query(stranger, "the", sort, true))).containsExactly(theirs);
            assertThat(ids(query(stores.owner, "the", sort, true))).isEmpty();
            assertThat(ids(query(admin, null, sort, true))).containsExactlyInAnyOrder(mine, theirs);
        }
        assertThat(list(query(stranger, null, Sort.CREATED, true)).total()).isEqualTo(1);
        assertThat(list(query(admin, null, Sort.CREATED, true)).total()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sermon                                        | true
                    SERM                                          | true
                    ermon                                         | false
                    mount sermon                                  | true
                    sermon valley                                 | false
                    übung                                         | true
                    ÜBUNG                                         | true
                    100                                           | true
                    100%                                          | true
                    %                                             | false
                    '&|!:* <-> ()'                                | false
                    'sermon'':*'                                  | true
                    on_the_mount                                  | true
                    example                                       | true
                    https://www.example.org/watch?v=aB-c_D        | true
                    example.org/watch?v=aB-c_Z                    | false
                    www                                           | false
                    日本                                           | true
                    本日                                           | true
                    中国                                           | false
                    """)
    void findsWordsByTheirBeginningsAndNothingElse(String text, boolean found) {
        UUID id = put(
                stores.owner,
                "The Sermon on the Mount, 100 % U\u0308bung 日本語",
                "https://www.example.org/watch?v=aB-c_D");
        put(stores.owner, null, null);
        assertThat(ids(query(stores.owner, text, Sort.CREATED, true))).isEqualTo(found ? List.of(id) : List.of());
    }

    @Test
    void findsATitleThatBecameKnownLater() {
        UUID id = put(stores.owner, null, "https://example.org/v");
        assertThat(ids(query(stores.owner, "psalm", Sort.CREATED, true))).isEmpty();
        stores.rows("update jobs set title = 'A psalm' where id = $1", id);
        assertThat(ids(query(stores.owner, "psalm", Sort.CREATED, true))).containsExactly(id);
        stores.rows("update jobs set title = 'A hymn' where id = $1", id);
        assertThat(ids(query(stores.owner, "psalm", Sort.CREATED, true))).isEmpty();
        stores.rows("delete from jobs where id = $1", id);
        assertThat(stores.rows("select from job_search where job_id = $1", id)).isEmpty();
    }

    @Test
    void takesAWordOfAnyLength() {
        UUID id = put(stores.owner, "\uD835\uDC00".repeat(500), "https://example.org/" + "x".repeat(4_000));
        assertThat(ids(query(stores.owner, "xxx", Sort.CREATED, true))).containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void sortsBothWays(Sort sort) {
        UUID first = titled(stores.owner, "alpha");
        UUID second = titled(stores.owner, "Beta");
        UUID third = titled(stores.owner, "gamma");
        ended(first, 1);
        ended(second, 100);
        ended(third, 200);
        assertThat(ids(query(stores.owner, null, sort, false))).containsExactly(first, second, third);
        assertThat(ids(query(stores.owner, null, sort, true))).containsExactly(third, second, first);
    }

    @Test
    void putsWhatHasNoTitleEndOrDurationLast() {
        UUID untitled = titled(stores.owner, null);
        UUID titled = titled(stores.owner, "alpha");
        ended(titled, 5);
        for (Sort sort : List.of(Sort.TITLE, Sort.DURATION, Sort.FINISHED)) {
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
        for (Sort sort : Sort.values()) {
            JobPage page = list(new JobQuery(
                    stores.owner,
                    List.of(JobStatus.PENDING, JobStatus.FAILED),
                    JobType.TRANSCRIPT,
                    agent,
                    "title",
                    Instant.now().minus(1, ChronoUnit.HOURS),
                    Instant.now().plus(1, ChronoUnit.HOURS),
                    sort,
                    true,
                    10,
                    0,
                    null));
            assertThat(ids(page)).containsExactly(wanted);
            assertThat(page.total()).isEqualTo(1);
            assertThat(page.totalIsLowerBound()).isFalse();
            assertThat(page.next()).isNull();
            assertThat(page.jobs().get(0).queuePosition()).isEqualTo(1);
        }
    }

    @Test
    void looksBackOnlyAsFarAsItIsAskedTo() {
        UUID now = titled(stores.owner, "Now");
        Instant hourAgo = Instant.now().minus(1, ChronoUnit.HOURS);
        for (String text : new String[] {null, "now"}) {
            assertThat(ids(new JobQuery(
                            stores.owner, List.of(), null, null, text, hourAgo, null, Sort.CREATED, true, 10, 0, null)))
                    .containsExactly(now);
            JobPage before = list(new JobQuery(
                    stores.owner, List.of(), null, null, text, null, hourAgo, Sort.CREATED, true, 10, 0, null));
            assertThat(before.jobs()).isEmpty();
            assertThat(before.total()).isZero();
        }
    }

    /** Some with and some without what a list is sorted by, many of them alike. */
    private static List<UUID> assorted(int number) {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            UUID id = titled(stores.owner, i % 5 == 0 ? null : "Talk " + i % 3);
            all.add(id);
            if (i % 4 != 0) {
                ended(id, i % 2);
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void cursorsAndOffsetsGoThroughAListWithoutLossOrRepetition(Sort sort) {
        List<UUID> all = assorted(23);
        for (boolean descending : new boolean[] {true, false}) {
            for (int size : new int[] {1, 5, 22, 23}) {
                List<UUID> whole = ids(query(stores.owner, null, sort, descending));
                assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
                assertThat(byCursor(query(stores.owner, null, sort, descending, size, 0, null)))
                        .isEqualTo(whole);
                List<UUID> byOffset = new ArrayList<>();
                for (int offset = 0; offset < all.size(); offset += size) {
                    byOffset.addAll(ids(query(stores.owner, null, sort, descending, size, offset, null)));
                }
                assertThat(byOffset).isEqualTo(whole);
            }
        }
    }

    private static List<UUID> byCursor(JobQuery first) {
        List<UUID> seen = new ArrayList<>();
        Position after = null;
        do {
            JobPage page = list(
                    query(first.viewer(), first.text(), first.sort(), first.descending(), first.limit(), 0, after));
            seen.addAll(ids(page));
            after = page.next();
        } while (after != null && seen.size() < 20_000);
        return seen;
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void aLongListIsTheSameAsAShortOne(Sort sort) {
        List<UUID> all = assorted(40);
        // As many others that the order of those is decided by walking an index instead of by sorting.
        stores.rows("""
                insert into jobs (id, owner_id, type, next_stage, message, title, status, progress, started_at, finished_at)
                select gen_random_uuid(), $1, 'transcript', 'transcription', 'Done', 'zz', 'completed', 100, now(),
                  now() + interval '1 day'
                from generate_series(1, 10000)
                """, stores.owner.userId());
        for (boolean descending : new boolean[] {true, false}) {
            List<UUID> whole = byCursor(query(stores.owner, null, sort, descending, 1_000, 0, null)).stream()
                    .filter(all::contains)
                    .toList();
            assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
            List<UUID> few = ids(new JobQuery(
                    stores.owner, List.of(), JobType.YOUTUBE, null, null, null, null, sort, descending, 100, 0, null));
            assertThat(whole).isEqualTo(few);
        }
        List<UUID> last = ids(query(stores.owner, null, sort, true, 100, 10_000, null));
        assertThat(last).hasSize(40);
    }

    @Test
    void totalsAreExactWithoutAFilterAndToTenThousandWithOne() {
        stores.rows("""
                insert into jobs (id, owner_id, type, next_stage, message, title)
                select gen_random_uuid(), $1, 'transcript', 'transcription', 'Waiting', 'Some talk'
                from generate_series(1, 10000)
                """, stores.owner.userId());
        for (int step = 0; !Stores.await(new JobIndex(stores.pool).catchUp()).equals(0); step++) {
            assertThat(step).isLessThan(20);
        }
        JobQuery searched = query(stores.owner, "talk", Sort.CREATED, true);
        JobQuery pending = new JobQuery(
                stores.owner,
                List.of(JobStatus.PENDING),
                null,
                null,
                null,
                null,
                null,
                Sort.CREATED,
                true,
                100,
                0,
                null);
        for (JobQuery query : List.of(searched, pending)) {
            assertThat(list(query).total()).isEqualTo(10_000);
            assertThat(list(query).totalIsLowerBound()).isFalse();
            assertThat(list(query).jobs()).hasSize(100);
        }
        titled(stores.owner, "One more talk");
        for (JobQuery query : List.of(searched, pending)) {
            assertThat(list(query).total()).isEqualTo(10_000);
            assertThat(list(query).totalIsLowerBound()).isTrue();
            assertThat(list(query).jobs()).hasSize(100);
        }
        JobPage all = list(query(stores.owner, null, Sort.CREATED, true));
        assertThat(all.total()).isEqualTo(10_001);
        assertThat(all.totalIsLowerBound()).isFalse();
        assertThat(Stores.await(stores.figures.stats(new StatsQuery(stores.owner, null, Range.DAY)))
                        .byStatus())
                .containsEntry(JobStatus.PENDING, 10_001L);
    }
}
