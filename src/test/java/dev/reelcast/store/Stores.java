package dev.reelcast.store;

import dev.reelcast.Fixtures;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.JobStoreApi.Enqueued;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.QueueStoreApi.Checkpoint;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.EpisodeDraft;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobDetail;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Span;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** All stores on a database of their own, and short words for what tests do with them. Blocks. */
final class Stores implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(30);
    static final Set<Stage> ALL = EnumSet.complementOf(EnumSet.of(Stage.QUEUED, Stage.COMPLETED));

    final Vertx vertx = Vertx.vertx();
    final Database database = TestDatabase.create();
    final Pool pool = database.open(vertx);
    final JobStore jobs = new JobStore(pool);
    final JobReader reader = new JobReader(pool);
    final JobLists lists = new JobLists(pool);
    final JobFigures figures = new JobFigures(pool);
    final QueueStore queue = new QueueStore(pool, pool);
    final StageTimes times = new StageTimes(pool);
    final ControlStore control = new ControlStore(pool);
    final Deadlines deadlines = new Deadlines(pool);
    final RunStore runs = new RunStore(pool, times, Runnable::run);
    final EventStore events = new EventStore(pool);
    final AgentStore agents = new AgentStore(pool);
    final UUID server = Ids.next();
    final Viewer owner = Fixtures.member(pool);

    @Override
    public void close() {
        pool.close().await();
        vertx.close().await();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    /** What a change answers. */
    static <T> T done(Future<Committed<T>> change) {
        return Objects.requireNonNull(await(change).value());
    }

    /** How a call failed. */
    static Failure failure(Future<?> future) {
        try {
            await(future);
        } catch (Failure failure) {
            return failure;
        }
        throw new AssertionError("It was expected to fail.");
    }

    Job enqueue(NewJob job) {
        return await(enqueuing(job)).job();
    }

    Future<Enqueued> enqueuing(NewJob job) {
        return jobs.enqueue(job).compose(put -> jobs.told(Objects.requireNonNull(put.value())));
    }

    List<Claimed> claim(int limit) {
        return claim(server, ALL, limit);
    }

    List<Claimed> claim(UUID by, Set<Stage> stages, int limit) {
        return done(queue.claim(claiming(by, stages, limit)));
    }

    static Claim claiming(UUID by, Set<Stage> stages, int limit) {
        Map<Stage, Integer> room = new EnumMap<>(Stage.class);
        stages.forEach(stage -> room.put(stage, limit));
        return new Claim(by, room, limit, Map.of(), LEASE, true);
    }

    Claimed claimOne() {
        return claim(1).get(0);
    }

    Future<Committed<Claimed>> checkpointing(Claimed claimed, boolean goOn) {
        Outcome.Done done = new Outcome.Done(output(claimed.stage()), List.of());
        return runs.checkpoint(new Checkpoint(claimed.run(), claimed.stage(), done, goOn, LEASE));
    }

    @Nullable
    Claimed checkpoint(Claimed claimed) {
        return await(checkpointing(claimed, true)).value();
    }

    /** Stores a stage's checkpoint and answers the next stage's run. */
    Claimed next(Claimed claimed) {
        return Objects.requireNonNull(checkpoint(claimed));
    }

    /** Runs a claimed job to its end. */
    void complete(Claimed claimed) {
        Claimed next = claimed;
        while (next != null) {
            next = checkpoint(next);
        }
    }

    /** What a stage might hand over. */
    static JsonObject output(Stage stage) {
        return switch (stage) {
            case DOWNLOADING ->
                Wire.json(new SourceInfo(
                        "Found title",
                        "A channel",
                        "About it",
                        "https://example.org/v",
                        61.5,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "en",
                        true));
            case AI_ANALYSIS ->
                Wire.json(new Analysis(
                        "built-in",
                        null,
                        new Span(1, 60),
                        "Title",
                        "Summary",
                        List.of("One."),
                        List.of("topic"),
                        List.of(),
                        0.7,
                        true,
                        "It is long enough."));
            case UPLOADING ->
                Wire.json(new EpisodeDraft(
                        "Title",
                        "Summary",
                        new StoredFile("episode.mp3", "audio", "jobs/x/episode.mp3", "audio/mpeg", 10),
                        null,
                        59,
                        new Span(1, 60),
                        0,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        0.9,
                        true,
                        "It is long enough.",
                        null));
            default -> JsonObject.of("found", Wire.word(stage));
        };
    }

    JobDetail detail(UUID jobId) {
        return await(reader.find(new OneJob(owner, jobId)));
    }

    Job job(UUID jobId) {
        return detail(jobId).job();
    }

    List<Row> rows(String sql, @Nullable Object... parameters) {
        List<Row> rows = new ArrayList<>();
        await(pool.preparedQuery(sql).execute(Tuple.from(parameters))).forEach(rows::add);
        return rows;
    }

    /** Every job, with all that belongs to it, is gone. */
    void clear() {
        rows("truncate jobs cascade");
    }

    /** The numbers of a job's stored events, in order. */
    List<Long> eventNumbers(UUID jobId) {
        return rows("select seq from job_events where job_id = $1 order by seq", jobId).stream()
                .map(row -> row.getLong("seq"))
                .toList();
    }

    /** The types of a job's stored events, in order. */
    List<String> eventTypes(UUID jobId) {
        return rows("select body ->> 'type' as type from job_events where job_id = $1 order by seq", jobId).stream()
                .map(row -> row.getString("type"))
                .toList();
    }

    /** A job's row as it stands, but for nothing. */
    String row(UUID jobId) {
        return rows("select jobs::text as row from jobs where id = $1", jobId)
                .get(0)
                .getString("row");
    }

    /** Makes every lease run out. */
    void loseServers() {
        rows("update jobs set lease_until = now() - interval '1 second' where lease_owner is not null");
    }
}
