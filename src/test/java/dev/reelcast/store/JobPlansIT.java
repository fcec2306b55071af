package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL means to do for a hot statement, with so many jobs that the wrong way would be felt. */
class JobPlansIT {

    private static final int FINISHED = 200_000;
    private static final int PENDING = 20_000;

    private static Stores stores;
    private static ManyJobs jobs;
    private static Viewer admin;

    @BeforeAll
    static void open() {
        stores = new Stores();
        jobs = ManyJobs.fill(stores.pool, FINISHED, PENDING);
        admin = Fixtures.admin(stores.pool);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    /**
     * What a plan reads.
     *
     * @param indexes of jobs and what belongs to them
     * @param scanned tables that are read whole
     */
    private record Plan(Set<String> indexes, Set<String> scanned, String text) {

        static Plan of(JsonArray explained) {
            Plan plan = new Plan(new TreeSet<>(), new TreeSet<>(), explained.encodePrettily());
            plan.gather(explained.getJsonObject(0).getJsonObject("Plan"));
            return plan;
        }

        private void gather(JsonObject node) {
            String index = node.getString("Index Name", "");
            if (index.startsWith("job")) {
                indexes.add(index);
            }
            if (node.getString("Node Type").equals("Seq Scan")) {
                scanned.add(node.getString("Relation Name"));
            }
            node.getJsonArray("Plans", new JsonArray()).forEach(each -> gather((JsonObject) each));
        }
    }

    /** A list's plan is made for the values at hand. */
    private static Plan plan(String statement, @Nullable Object... parameters) {
        return Plan.of(Stores.await(stores.pool
                        .preparedQuery("explain (format json) " + statement)
                        .execute(Tuple.from(parameters)))
                .iterator()
                .next()
                .getJsonArray(0));
    }

    /** A statement of the queue has one plan for all values. */
    private static Plan generic(String statement) {
        return Plan.of(Stores.await(stores.pool
                        .query("explain (format json, generic_plan) " + statement)
                        .execute())
                .iterator()
                .next()
                .getJsonArray(0));
    }

    private static Plan walking(JobQuery query) {
        Position after = query.after();
        UUID id = after == null ? null : after.id();
        return plan(
                JobListSql.walk(query.sort(), query.descending()),
                query.sort() == Sort.CREATED
                        ? JobLists.with(query, query.limit(), 0, id)
                        : JobLists.with(query, query.limit(), 0, id, after == null ? null : after.key()));
    }

    private static void uses(String index, Plan plan) {
        assertThat(plan.scanned()).as(plan.text()).doesNotContain("jobs", "job_search");
        assertThat(plan.indexes()).as(plan.text()).contains(index);
    }

    private static JobQuery query(
            Viewer viewer, @Nullable JobStatus status, @Nullable String text, Sort sort, boolean descending) {
        List<JobStatus> statuses = status == null ? List.of() : List.of(status);
        return new JobQuery(viewer, statuses, null, null, text, null, null, sort, descending, 50, 0, null);
    }

    private static JobQuery at(JobQuery query, @Nullable UUID agent, @Nullable Position after) {
        return new JobQuery(
                query.viewer(),
                query.statuses(),
                null,
                agent,
                null,
                null,
                null,
                query.sort(),
                query.descending(),
                50,
                0,
                after);
    }

    private static Stream<Viewer> viewers() {
        return Stream.of(jobs.busiest(), admin);
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void everyPageWalksTheIndexOfItsOrder(Viewer viewer) {
        for (boolean descending : new boolean[] {true, false}) {
            for (Sort sort : Sort.values()) {
                String index =
                        switch (sort) {
                            case CREATED -> viewer.seesAll() ? "jobs_pkey" : "jobs_owner_created";
                            case FINISHED -> "jobs_finished";
                            case TITLE -> "job_search_title";
                            case DURATION -> "jobs_took";
                        };
                JobQuery first = query(viewer, null, null, sort, descending);
                uses(index, walking(first));
                JobPage page = Stores.await(stores.lists.list(first));
                assertThat(page.jobs()).hasSize(50);
                uses(index, walking(at(first, null, page.next())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void aStatusThatFewHaveHasItsIndex(Viewer viewer) {
        for (boolean descending : new boolean[] {true, false}) {
            uses("jobs_unwell", walking(query(viewer, JobStatus.FAILED, null, Sort.CREATED, descending)));
            uses("jobs_unwell", walking(query(viewer, JobStatus.SKIPPED, null, Sort.CREATED, descending)));
        }
        uses("jobs_pending", walking(query(viewer, JobStatus.PENDING, null, Sort.CREATED, false)));
    }

    @Test
    void anAgentsJobsHaveTheirIndex() {
        uses("jobs_agent", walking(at(query(admin, null, null, Sort.CREATED, true), jobs.quietAgent(), null)));
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void rareWordsAreLookedUp(Sort sort) {
        boolean withoutJobs = sort == Sort.CREATED || sort == Sort.TITLE;
        for (String text : List.of(ManyJobs.RARE, "nothingofthekind", ManyJobs.COMMON + " " + ManyJobs.RARE)) {
            for (Viewer viewer : viewers().toList()) {
                JobQuery query = query(viewer, null, text, sort, true);
                Plan plan = plan(JobListSql.few(true), JobLists.with(query, 50, 0, null, null, Wire.word(sort)));
                uses("job_search_words", plan);
                assertThat(plan.text().contains("\"Relation Name\" : \"jobs\"")).isNotEqualTo(withoutJobs);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void commonWordsAreMetOnTheWay(Sort sort) {
        JobQuery query = query(admin, null, ManyJobs.COMMON, sort, true);
        JobPage page = Stores.await(stores.lists.list(query));
        assertThat(page.jobs()).hasSize(50);
        assertThat(page.totalIsLowerBound()).isTrue();
        Plan plan = walking(query);
        assertThat(plan.scanned()).as(plan.text()).doesNotContain("jobs");
    }

    @Test
    void aPageOfACommonWordIsThatOfEveryOtherWay() {
        for (boolean descending : new boolean[] {true, false}) {
            JobQuery query = query(admin, null, ManyJobs.COMMON, Sort.CREATED, descending);
            uses(
                    "job_search_pkey",
                    plan(JobListSql.walkWords(descending), ManyJobs.COMMON, admin.userId(), true, 50L, 0L, null));
            JobPage first = Stores.await(stores.lists.list(query));
            JobPage second = Stores.await(stores.lists.list(new JobQuery(
                    admin,
                    List.of(),
                    null,
                    null,
                    null,
                    ManyJobs.COMMON,
                    null,
                    null,
                    Sort.CREATED,
                    descending,
                    50,
                    0,
                    first.next())));
            List<UUID> way = stores.rows("""
                    select job_id
                    from job_search
                    where title_key like 'sermon%%'
                    order by job_id %s
                    limit 100
                    """.formatted(descending ? "desc" : "asc")).stream()
                    .map(row -> row.getUUID("job_id"))
                    .toList();
            assertThat(Stream.of(first, second)
                            .flatMap(page -> page.jobs().stream())
                            .map(Job::id))
                    .containsExactlyElementsOf(way);
        }
    }

    @Test
    void howCommonAWordIsIsSeenInAHundredthOfTheTable() {
        Plan plan = plan(JobListSql.SAMPLED, ManyJobs.COMMON, admin.userId(), true);
        assertThat(plan.text()).contains("Sample Scan");
        assertThat(plan.indexes()).isEmpty();
        long common = (FINISHED + PENDING) * 6L / 10;
        assertThat(sampled(ManyJobs.COMMON)).isBetween(common / 2, common * 2);
        assertThat(sampled(ManyJobs.RARE)).isLessThan(20_000);
    }

    private static long sampled(String text) {
        return stores.rows(JobListSql.SAMPLED, text, admin.userId(), true)
                .get(0)
                .getLong("matching");
    }

    @Test
    void totalsAndFiguresLookAtNoJob() {
        for (Viewer viewer : viewers().toList()) {
            UUID id = viewer.userId();
            boolean all = viewer.seesAll();
            for (Plan plan : List.of(
                    plan(JobListSql.COUNTED, id, all, new String[] {"completed"}, null, null),
                    plan(JobFigureSql.BY_STATUS, id, all, null),
                    plan(JobFigureSql.FINISHED_TODAY, id, all, null),
                    plan(JobFigureSql.SERIES, id, all, jobs.agent(), "day", 30),
                    plan(AgentSql.STATS, jobs.agent(), id, all))) {
                assertThat(plan.text()).doesNotContain("\"Relation Name\" : \"jobs\"");
                assertThat(plan.indexes()).noneMatch(index -> index.startsWith("jobs_"));
            }
        }
    }

    @Test
    void aClaimLooksAtTheHeadsOfLanesAndAtWhatRuns() {
        Plan plan = generic(QueueSql.CLAIM);
        assertThat(plan.scanned()).as(plan.text()).doesNotContain("jobs");
        assertThat(plan.indexes())
                .as(plan.text())
                .contains("jobs_lanes", "jobs_released")
                .isSubsetOf("jobs_lanes", "jobs_released", "jobs_lease");
    }

    @Test
    void whoIsNextInTheLineIsLookedUpAndNobodyElse() {
        Plan plan = generic(QueueSql.TAKE);
        assertThat(plan.scanned()).as(plan.text()).doesNotContain("jobs");
        assertThat(plan.indexes()).as(plan.text()).isSubsetOf("jobs_pkey", "jobs_pending");
        assertThat(plan.text()).containsPattern("\"Index Cond\" : .*id = ANY");
    }

    @Test
    void whoWaitsAloneIsTheFirstOfTwoWhoWait() {
        Plan plan = generic(QueueSql.TAKE_ALONE);
        assertThat(plan.scanned()).as(plan.text()).doesNotContain("jobs");
        assertThat(plan.indexes())
                .as(plan.text())
                .contains("jobs_pending", "jobs_released")
                .isSubsetOf("jobs_pending", "jobs_released");
    }

    @ParameterizedTest
    @ValueSource(strings = {QueueSql.RENEW, QueueSql.CURRENT, ChangeSql.LOCK_RUNS, ChangeSql.LOCK_HELD})
    void whatRunsIsFoundAmongWhatRuns(String statement) {
        onlyBy(Set.of("jobs_pkey", "jobs_lease"), statement);
    }

    @Test
    void whatIsLostOrLateIsFoundByItsTime() {
        onlyBy(Set.of("jobs_lease"), ChangeSql.LOCK_LOST);
        onlyBy(Set.of("jobs_deadline"), ChangeSql.LOCK_LATE);
    }

    private static void onlyBy(Set<String> indexes, String statement) {
        Plan plan = generic(statement);
        assertThat(plan.scanned()).as(plan.text()).doesNotContain("jobs");
        assertThat(plan.indexes()).as(plan.text()).isNotEmpty().isSubsetOf(indexes);
    }

    @Test
    void retentionWalksThroughIdsAndLooksOnlyAtOldOnes() {
        Plan plan = plan(RetentionSql.LOOK, new UUID(0, 0), 86_400.0, null, 500L);
        uses("jobs_pkey", plan);
        assertThat(plan.text()).containsPattern("\"Index Cond\" : .*id < ");
    }
}
