package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.HandBack;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state a job can be in, and everything that can be asked of it there. */
class TransitionsIT {

    /** Columns of the table below, in this order. */
    private enum State {
        PENDING,
        RETRYING,
        PROCESSING,
        RELEASED,
        COMPLETED,
        FAILED,
        CANCELLED,
        SKIPPED
    }

    private static final String REFUSED = "refused";
    private static final String LOST = "lost_run";
    private static final String NOTHING = "nothing";

    private static Stores stores;

    /** The job at hand and its newest run. */
    private @Nullable Run run;

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

    /** What becomes of the job: a status, or a refusal that changes nothing, or nothing at all. */
    static Stream<Arguments> table() {
        return Stream.of(
                        row("cancel", "cancelled cancelled cancelled cancelled refused refused refused refused"),
                        row("retry", "refused refused refused refused refused pending pending pending"),
                        row("checkpoint", "lost_run lost_run processing lost_run lost_run lost_run lost_run lost_run"),
                        row("end: retry", "lost_run lost_run pending lost_run lost_run lost_run lost_run lost_run"),
                        row("end: spent", "lost_run lost_run failed lost_run lost_run lost_run lost_run lost_run"),
                        row("end: fail", "lost_run lost_run failed lost_run lost_run lost_run lost_run lost_run"),
                        row("end: snooze", "lost_run lost_run pending lost_run lost_run lost_run lost_run lost_run"),
                        row("end: cancel", "lost_run lost_run cancelled lost_run lost_run lost_run nothing lost_run"),
                        row("hand back", "nothing nothing pending nothing nothing nothing nothing nothing"),
                        row("rescue", "nothing nothing pending nothing nothing nothing nothing nothing"),
                        row("expire", "skipped skipped cancelled cancelled nothing nothing nothing nothing"))
                .flatMap(List::stream);
    }

    private static List<Arguments> row(String asked, String outcomes) {
        String[] expected = outcomes.split(" ", -1);
        List<Arguments> row = new ArrayList<>();
        for (State state : State.values()) {
            row.add(Arguments.of(state, asked, expected[state.ordinal()]));
        }
        return row;
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("table")
    void answersWhatIsAsked(State state, String asked, String expected) {
        UUID jobId = jobIn(state);
        Run newest = run == null ? new Run(jobId, 0) : run;
        prepare(asked);
        String before = stores.row(jobId);
        long seq = stores.job(jobId).lastSeq();

        String answer = answer(ask(asked, newest));

        Job after = stores.job(jobId);
        assertThat(stores.eventNumbers(jobId))
                .isEqualTo(LongStream.rangeClosed(1, after.lastSeq()).boxed().toList());
        boolean changes = !List.of(REFUSED, LOST, NOTHING).contains(expected);
        if (changes) {
            assertThat(answer).isEqualTo("done");
            assertThat(Wire.word(after.status())).isEqualTo(expected);
            assertThat(after.lastSeq()).isEqualTo(seq + 1);
            assertThat(after.finishedAt() != null).isEqualTo(after.status().ended());
        } else {
            assertThat(answer).isEqualTo(expected.equals(NOTHING) ? "done" : expected);
            assertThat(stores.row(jobId)).isEqualTo(before);
        }
        assertLeaseOnlyWhileProcessing(jobId, after.status());
    }

    private static void assertLeaseOnlyWhileProcessing(UUID jobId, JobStatus status) {
        boolean leased = stores.rows("select lease_owner from jobs where id = $1", jobId)
                        .get(0)
                        .getUUID("lease_owner")
                != null;
        assertThat(leased && status != JobStatus.PROCESSING).isFalse();
    }

    private UUID jobIn(State state) {
        Job job = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://example.org/" + state));
        UUID id = job.id();
        switch (state) {
            case PENDING -> {}
            case RETRYING -> end(claim(), new Outcome.Retry("network", "No answer."), Duration.ofSeconds(600));
            case PROCESSING -> claim();
            case RELEASED -> Stores.await(stores.checkpointing(claim(), false));
            case COMPLETED -> stores.complete(claim());
            case FAILED -> end(claim(), new Outcome.Fail("gone", "It is gone."), null);
            case CANCELLED -> {
                claim();
                Stores.await(stores.jobs.cancel(new OneJob(stores.owner, id)));
            }
            case SKIPPED -> {
                late();
                Stores.await(stores.queue.expire(10));
            }
        }
        assertThat(stores.job(id).status().name().toLowerCase(Locale.ROOT))
                .isEqualTo(
                        switch (state) {
                            case PENDING, RETRYING -> "pending";
                            case PROCESSING, RELEASED -> "processing";
                            default -> state.name().toLowerCase(Locale.ROOT);
                        });
        return id;
    }

    private Claimed claim() {
        Claimed claimed = stores.claimOne();
        run = claimed.run();
        return claimed;
    }

    private static void end(Claimed claimed, Outcome outcome, @Nullable Duration retryIn) {
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), outcome, retryIn)));
    }

    private static void late() {
        stores.rows("update jobs set deadline = now() - interval '1 second'");
    }

    private static void prepare(String asked) {
        if (asked.equals("rescue")) {
            stores.loseServers();
        }
        if (asked.equals("expire")) {
            late();
        }
    }

    private static Future<?> ask(String asked, Run run) {
        Duration soon = Duration.ofSeconds(5);
        return switch (asked) {
            case "cancel" -> stores.jobs.cancel(new OneJob(stores.owner, run.jobId()));
            case "retry" -> stores.jobs.retry(new RetryJob(stores.owner, run.jobId(), null));
            case "checkpoint" -> stores.checkpointing(new Claimed(run, JobType.YOUTUBE, Stage.DOWNLOADING, 1), true);
            case "end: retry" -> ending(run, new Outcome.Retry("network", "No answer."), soon);
            case "end: spent" -> ending(run, new Outcome.Retry("network", "No answer."), null);
            case "end: fail" -> ending(run, new Outcome.Fail("gone", "It is gone."), null);
            case "end: snooze" ->
                ending(run, new Outcome.Snooze(Instant.now().plus(soon), "Waiting for something"), null);
            case "end: cancel" -> ending(run, new Outcome.Cancel("Stopped."), null);
            case "hand back" -> stores.queue.handBack(new HandBack(stores.server, true));
            case "rescue" -> stores.queue.rescue(10);
            case "expire" -> stores.queue.expire(10);
            default -> throw new IllegalArgumentException(asked);
        };
    }

    private static Future<?> ending(Run run, Outcome outcome, @Nullable Duration retryIn) {
        return stores.runs.end(new Ended(run, Stage.DOWNLOADING, outcome, retryIn));
    }

    private static String answer(Future<?> asked) {
        try {
            Stores.await(asked);
            return "done";
        } catch (Failure failure) {
            assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
            return failure.code().equals(LOST) ? LOST : REFUSED;
        }
    }
}
