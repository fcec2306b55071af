package dev.reelcast;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.StageApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Stage;
import dev.reelcast.progress.ProgressVerticle;
import dev.reelcast.queue.QueueVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.JobStoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How fast jobs that do nothing go through the whole queue: put in one by one and by the thousand; claimed, leased, commanded
 * to their stage over the bus, with every event, attempt and checkpoint written; and how soon a single one begins when
 * nothing else is there. The verticles are those of a server; only the stage is not. Its jobs have their last stage left,
 * as the peers' jobs have one step.
 *
 * @param jobs in all
 * @param single of them put in one by one
 * @param concurrency slots
 * @param samples single jobs on an idle queue
 * @param everyMillis between those
 */
record QueueRates(int jobs, int single, int concurrency, int samples, int everyMillis) {

    private static final int BATCH = 1_000;
    private static final long LIMIT_SECONDS = 110;

    /**
     * @param enqueueSingle a second
     * @param enqueueBatch a second
     * @param process a second
     * @param pickupP50 milliseconds from before the call that puts a job in to the start of its stage
     */
    record Rates(double enqueueSingle, double enqueueBatch, double process, double pickupP50, double pickupP99) {

        JsonObject json() {
            return new JsonObject()
                    .put("label", "project")
                    .put("enqueue_single_per_s", Math.round(enqueueSingle))
                    .put("enqueue_batch_per_s", Math.round(enqueueBatch))
                    .put("process_per_s", Math.round(process))
                    .put("pickup_p50_ms", pickupP50)
                    .put("pickup_p99_ms", pickupP99);
        }
    }

    /** With what the environment says, on the database that it names; prints one line of JSON. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            Map<String, String> said = System.getenv();
            QueueRates rates = new QueueRates(
                    Integer.parseInt(said.getOrDefault("JOBS", "20000")),
                    Integer.parseInt(said.getOrDefault("SINGLE", "2000")),
                    Integer.parseInt(said.getOrDefault("CONCURRENCY", "20")),
                    Integer.parseInt(said.getOrDefault("SAMPLES", "200")),
                    Integer.parseInt(said.getOrDefault("EVERY_MS", "50")));
            String url = said.getOrDefault("DATABASE_URL", "postgresql://postgres@127.0.0.1/bench").replaceFirst("^postgres:", "postgresql:");
            System.out.println(rates.measure(url).json().encode());
            status = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        System.exit(status);
    }

    /** On an empty database. */
    Rates measure(String url) throws Exception {
        Vertx vertx = Vertx.vertx(Deployment.options());
        Bus bus = new Bus(vertx);
        Database database = Database.of(url, 10);
        database.migrate(vertx).await();
        Pool pool = database.open(vertx);
        UUID owner = Ids.next();
        pool.preparedQuery("insert into users (id, email, name, password_hash, role) values ($1, 'a@b.c', 'A', '-', 'admin')")
                .execute(Tuple.of(owner))
                .await();
        try {
            vertx.deployVerticle(new JobStoreVerticle(bus, database)).await();
            vertx.deployVerticle(new ProgressVerticle(bus)).await();
            double one = enqueueSingle(bus, owner);
            double many = enqueueBatch(bus, owner);
            // One step is left of each.
            pool.query("update jobs set next_stage = 'uploading'").execute().await();
            for (String table : List.of("jobs", "job_events")) {
                pool.query("vacuum full analyze " + table).execute().await();
            }
            Map<UUID, Long> begun = new ConcurrentHashMap<>();
            for (Pipeline.Step step : Pipeline.of(JobType.TRANSCRIPT).steps()) {
                bus.serve(StageApi.run(step.stage()), run -> {
                            begun.put(run.run().jobId(), System.nanoTime());
                            return Future.succeededFuture(
                                    step.stage() == Stage.UPLOADING
                                            ? new Outcome.Done(new JsonObject(), List.of())
                                            : new Outcome.Fail("measured", "It was only to begin."));
                        })
                        .await();
            }
            Config.Queue queue = Config.parse("", Map.of("REELCAST_QUEUE_CONCURRENCY", Integer.toString(concurrency)))
                    .queue();
            long start = System.nanoTime();
            String verticle = vertx.deployVerticle(new QueueVerticle(bus, queue, Ids.next(), "bench"))
                    .await();
            double process = process(pool, begun, start);
            double[] waits = pickups(bus, owner, begun);
            vertx.undeploy(verticle).await();
            return new Rates(one, many, process, at(waits, 0.5), at(waits, 0.99));
        } finally {
            vertx.close().await();
        }
    }

    private double enqueueSingle(Bus bus, UUID owner) {
        long start = System.nanoTime();
        for (int i = 0; i < single; i++) {
            bus.request(JobStoreApi.ENQUEUE, job(owner)).await();
        }
        return single / seconds(start);
    }

    private double enqueueBatch(Bus bus, UUID owner) {
        int left = jobs - single;
        long start = System.nanoTime();
        for (int done = 0; done < left; done += BATCH) {
            List<NewJob> batch = new ArrayList<>();
            for (int i = done; i < Math.min(left, done + BATCH); i++) {
                batch.add(job(owner));
            }
            bus.request(JobStoreApi.ENQUEUE_ALL, batch).await();
        }
        return left / seconds(start);
    }

    /** The database is asked for what it has only when it may be all: counting costs as much as many jobs. */
    private double process(Pool pool, Map<UUID, Long> begun, long start) throws Exception {
        long completed = 0;
        while (completed < jobs && seconds(start) < LIMIT_SECONDS) {
            Thread.sleep(5);
            if (begun.size() == jobs) {
                completed = completed(pool);
            }
        }
        double took = seconds(start);
        return completed(pool) / took;
    }

    private static long completed(Pool pool) {
        return pool.query("select count(*) as jobs from jobs where status = 'completed'")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong("jobs");
    }

    private double[] pickups(Bus bus, UUID owner, Map<UUID, Long> begun) throws Exception {
        Map<UUID, Long> sent = new ConcurrentHashMap<>();
        long first = System.nanoTime();
        for (int i = 0; i < samples; i++) {
            long due = first + TimeUnit.MILLISECONDS.toNanos((long) i * everyMillis);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            NewJob job = job(owner);
            sent.put(job.id(), System.nanoTime());
            bus.request(JobStoreApi.ENQUEUE, job);
        }
        for (int i = 0; i < 500 && !begun.keySet().containsAll(sent.keySet()); i++) {
            Thread.sleep(10);
        }
        return sent.entrySet().stream()
                .mapToDouble(each -> (begun.getOrDefault(each.getKey(), Long.MAX_VALUE) - each.getValue()) / 1e6)
                .sorted()
                .toArray();
    }

    private static NewJob job(UUID owner) {
        return new NewJob(
                Ids.next(),
                owner,
                null,
                JobType.TRANSCRIPT,
                null,
                null,
                null,
                "x".repeat(200),
                Priority.NORMAL,
                null,
                List.of());
    }

    private static double at(double[] sorted, double share) {
        return Math.round(sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] * 100) / 100.0;
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
