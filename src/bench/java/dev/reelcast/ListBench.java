package dev.reelcast;

import dev.reelcast.bus.Address;
import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Range;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.bus.JobStoreApi.StatsQuery;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import dev.reelcast.store.AgentStoreVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.JobIndexVerticle;
import dev.reelcast.store.JobStoreVerticle;
import dev.reelcast.store.ManyJobs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the queue and its readers wait for when there are a million finished jobs and a hundred thousand that wait: over the
 * bus, by the server's own verticles and pools, one question after the other.
 */
final class ListBench {

    private static final int FINISHED = 1_000_000;
    private static final int PENDING = 100_000;
    private static final int WARM_UP = 40;
    private static final int SAMPLES = 100;

    private static final double CLAIM_MILLIS = 10;
    private static final double PAGE_MILLIS = 100;

    private static final int SLOTS = 20;
    private static final int PAGE = 50;
    /** The furthest that a page can be asked for by its number; from there on only by the page before. */
    private static final int FURTHEST = 10_000;

    private static final String PUT_BACK = """
            with claimed as (
              delete from job_events
              where job_id = any ($1)
            )
            update jobs
            set status = 'pending', stage = 'queued', attempt = 0, progress = 0, lease_owner = null, lease_until = null,
              stage_started_at = null, started_at = null, message = 'Waiting in the queue'
            where id = any ($1)
            """;

    /** 256 hosts instead of 50, so 1,280 lanes of five owners instead of 50. */
    private static final String MORE_LANES = """
            update jobs
            set host = 'host' || (hashtext(id::text) & 255) || '.example'
            where status = 'pending'
            """;

    private final Report report;
    private final List<List<String>> rows = new ArrayList<>();
    private final UUID server = Ids.next();
    private boolean reached = true;

    ListBench(Report report) {
        this.report = report;
    }

    /** One question, asked once; what it takes beside the question itself is not measured. */
    private interface Question {
        long nanos();
    }

    void run() throws Exception {
        report.heading("A claim, lists and figures with a million jobs");
        Vertx vertx = Vertx.vertx();
        Bus bus = new Bus(vertx);
        Database database = TestDatabase.create();
        Pool pool = database.open(vertx);
        try {
            ManyJobs jobs = ManyJobs.fill(pool, FINISHED, PENDING);
            // What the filling left to be written would be written meanwhile.
            done(pool.query("checkpoint").execute());
            Viewer admin = Fixtures.admin(pool);
            done(vertx.deployVerticle(new JobStoreVerticle(bus, database)));
            done(vertx.deployVerticle(new AgentStoreVerticle(bus, database)));
            done(vertx.deployVerticle(new JobIndexVerticle(database)));
            String before = Bench.load();
            claims(bus, pool);
            boolean claimed = reached;
            reached = true;
            table();
            for (Viewer viewer : List.of(jobs.busiest(), admin)) {
                pages(bus, viewer);
                searches(bus, viewer);
                figures(bus, viewer, jobs.agent());
                table();
            }
            String load = " (load average " + before + " before, " + Bench.load() + " after).";
            report.verdict("19 of 20 claims within " + Math.round(CLAIM_MILLIS) + " ms" + load, claimed);
            report.verdict("19 of 20 pages and figures within " + Math.round(PAGE_MILLIS) + " ms" + load, reached);
        } finally {
            vertx.close().await();
        }
    }

    private void table() {
        report.table(List.of("", "p50, ms", "p95, ms", "target, ms"), rows);
        rows.clear();
    }

    private void claims(Bus bus, Pool pool) {
        measure("claim of " + SLOTS + ", 50 lanes", CLAIM_MILLIS, () -> claim(bus, pool, false));
        measure("the same, each after something new came", CLAIM_MILLIS, () -> claim(bus, pool, true));
        done(pool.query(MORE_LANES).execute());
        done(pool.query("vacuum analyze jobs").execute());
        measure("claim of " + SLOTS + ", 1,280 lanes", CLAIM_MILLIS, () -> claim(bus, pool, true));
    }

    /** What was claimed waits again before the next one. */
    private long claim(Bus bus, Pool pool, boolean anew) {
        Claim claim = new Claim(
                server, Map.of(Stage.DOWNLOADING, SLOTS), SLOTS, Map.of("youtube.com", 2), Duration.ofSeconds(30), anew);
        long start = System.nanoTime();
        List<Claimed> claimed = done(bus.request(QueueStoreApi.CLAIM, claim));
        long nanos = System.nanoTime() - start;
        if (claimed.size() != SLOTS) {
            throw new IllegalStateException("claimed " + claimed.size());
        }
        UUID[] ids = claimed.stream().map(each -> each.run().jobId()).toArray(UUID[]::new);
        done(pool.preparedQuery(PUT_BACK).execute(Tuple.of(ids)));
        return nanos;
    }

    private void pages(Bus bus, Viewer viewer) {
        for (Sort sort : Sort.values()) {
            String name = who(viewer) + "list by " + Wire.word(sort);
            JobQuery first = query(viewer, List.of(), null, sort, 0, null);
            measure(name + ", first page", PAGE_MILLIS, () -> asked(bus, JobStoreApi.LIST, first));
            measure(
                    name + ", page " + FURTHEST / PAGE,
                    PAGE_MILLIS,
                    () -> asked(
                            bus,
                            JobStoreApi.LIST,
                            query(viewer, List.of(), null, sort, FURTHEST - PAGE, null)));
            measure(name + ", pages after that", PAGE_MILLIS, onwards(bus, viewer, sort));
        }
        for (JobStatus status : List.of(JobStatus.PENDING, JobStatus.COMPLETED, JobStatus.FAILED)) {
            JobQuery query = query(viewer, List.of(status), null, Sort.CREATED, 0, null);
            measure(
                    who(viewer) + "list and count of " + Wire.word(status),
                    PAGE_MILLIS,
                    () -> asked(bus, JobStoreApi.LIST, query));
        }
    }

    /** Every page begins where the one before it ended. */
    private Question onwards(Bus bus, Viewer viewer, Sort sort) {
        JobPage[] page = {
            done(bus.request(JobStoreApi.LIST, query(viewer, List.of(), null, sort, FURTHEST - PAGE, null)))
        };
        return () -> {
            JobQuery query = query(viewer, List.of(), null, sort, 0, page[0].next());
            long start = System.nanoTime();
            page[0] = done(bus.request(JobStoreApi.LIST, query));
            return System.nanoTime() - start;
        };
    }

    private void searches(Bus bus, Viewer viewer) {
        for (String word : List.of(ManyJobs.RARE, ManyJobs.MIDDLING, ManyJobs.COMMON)) {
            for (Sort sort : List.of(Sort.CREATED, Sort.TITLE)) {
                JobQuery query = query(viewer, List.of(), word, sort, 0, null);
                JobPage page = done(bus.request(JobStoreApi.LIST, query));
                String found = page.total() + (page.totalIsLowerBound() ? " and more" : "");
                measure(
                        who(viewer) + "search that finds " + found + ", by " + Wire.word(sort),
                        PAGE_MILLIS,
                        () -> asked(bus, JobStoreApi.LIST, query));
            }
        }
    }

    private void figures(Bus bus, Viewer viewer, UUID agent) {
        for (Range range : Range.values()) {
            StatsQuery query = new StatsQuery(viewer, null, range);
            measure(
                    who(viewer) + "stats of a " + Wire.word(range),
                    PAGE_MILLIS,
                    () -> asked(bus, JobStoreApi.STATS, query));
        }
        measure(
                who(viewer) + "stats of an agent",
                PAGE_MILLIS,
                () -> asked(bus, AgentStoreApi.STATS, new OneAgent(viewer, agent)));
    }

    private static String who(Viewer viewer) {
        return viewer.seesAll() ? "administrator: " : "member: ";
    }

    private static JobQuery query(
            Viewer viewer,
            List<JobStatus> statuses,
            @Nullable String text,
            Sort sort,
            int offset,
            @Nullable Position after) {
        return new JobQuery(viewer, statuses, null, null, text, null, null, sort, true, PAGE, offset, after);
    }

    private static <Q, R> long asked(Bus bus, Address<Q, R> address, Q question) {
        long start = System.nanoTime();
        done(bus.request(address, question));
        return System.nanoTime() - start;
    }

    private void measure(String name, double target, Question question) {
        Ages ages = new Ages(SAMPLES);
        for (int i = 0; i < WARM_UP; i++) {
            question.nanos();
        }
        for (int i = 0; i < SAMPLES; i++) {
            ages.add(question.nanos());
        }
        reached &= ages.millis(0.95) <= target;
        rows.add(List.of(
                name,
                Report.number(ages.millis(0.5), 1),
                Report.number(ages.millis(0.95), 1),
                Report.number(target, 0)));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(1, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
