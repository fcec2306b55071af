package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.Seen;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Waiting;
import dev.reelcast.model.Waiting.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a job waits, when it will be done, and whether that is before its deadline. */
class WaitingIT {

    private static Stores stores;

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
        stores.rows("delete from servers");
        stores.rows("delete from stage_times");
        seen(Map.of());
    }

    @Test
    void saysItsPlaceAndWhenItStartsOnceTimesWereMeasured() {
        UUID first = transcript(null);
        UUID second = transcript(null);
        assertThat(why(first).message()).isEqualTo("Next in the queue.");
        assertThat(stores.job(first).etaSeconds()).isNull();

        measure(JobType.TRANSCRIPT, Stage.TRANSCRIPTION, 10, 20, 300);
        measure(JobType.TRANSCRIPT, Stage.AI_ANALYSIS, 100);
        measure(JobType.TRANSCRIPT, Stage.UPLOADING, 5);

        // One slot, and it is free: 20 + 100 + 5.
        assertThat(stores.job(first).etaSeconds()).isEqualTo(125);
        assertThat(why(second).message()).startsWith("Number 2 in the queue; starts in about");
        assertThat(stores.job(second).etaSeconds()).isGreaterThan(125);
        stores.claimOne();
        assertThat(stores.job(first).etaSeconds()).isEqualTo(125);
        assertThat(stores.job(first).waiting()).isNull();
    }

    @Test
    void saysWhichErrorItsNextAttemptFollows() {
        UUID id = transcript(null);
        end(stores.claimOne(), new Outcome.Retry("network", "The host did not answer."), Duration.ofSeconds(600));
        Waiting waiting = why(id);
        assertThat(waiting.reason()).isEqualTo(Reason.RETRY);
        assertThat(waiting.message()).isEqualTo("Tries again in 10 min, after: The host did not answer.");
        assertThat(waiting.until()).isAfter(Instant.now().plusSeconds(500));
    }

    @Test
    void saysThatAServiceIsDownAndWhenItIsAskedAgain() {
        UUID id = transcript(null);
        Instant until = Instant.now().plusSeconds(59);
        end(stores.claimOne(), new Outcome.Snooze(until, "The configured service cannot be reached."), null);
        assertThat(why(id).reason()).isEqualTo(Reason.SNOOZED);
        assertThat(why(id).message()).startsWith("The configured service cannot be reached. Next look in 5");
        assertThat(stores.job(id).attempt()).isZero();
    }

    @Test
    void saysThatNoServerThatIsUpDoesItsStage() {
        stores.rows("update servers set good_until = now() - interval '1 second'");
        assertThat(why(transcript(null)).message()).isEqualTo("No server that does transcription is up.");
    }

    @Test
    void saysThatItsStageHasNoFreeSlot() {
        seen(Map.of(Stage.TRANSCRIPTION, 1));
        transcript(null);
        stores.claimOne();
        Waiting waiting = why(transcript(null));
        assertThat(waiting.reason()).isEqualTo(Reason.STAGE_LIMIT);
        assertThat(waiting.message()).isEqualTo("Waiting for a free transcription slot.");
    }

    @Test
    void saysThatEnoughIsFetchedFromItsHost() {
        stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://one.example/1"));
        stores.claimOne();
        Job second = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://one.example/2"));
        assertThat(why(second.id()).message()).isEqualTo("Waiting for a free download from one.example: 1 of 1 run.");
    }

    @Test
    void saysThatAHostIsTriedWithOneDownloadAfterItsBreak() {
        stores.rows(
                "insert into host_breaks (host, failures, until, message) values ('two.example', 1, now(), 'Later.')");
        stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://two.example/1"));
        stores.claimOne();
        Job second = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://two.example/2"));
        assertThat(why(second.id()).message()).isEqualTo("Waiting for a free download from two.example: 1 of 1 run.");
        stores.rows("delete from host_breaks");
        assertThat(why(second.id()).reason()).isEqualTo(Reason.POSITION);
    }

    @Test
    void foreseesThatADeadlineWillBeMissedAndThatItWillNotAfterAll() {
        measure(JobType.TRANSCRIPT, Stage.TRANSCRIPTION, 600);
        measure(JobType.TRANSCRIPT, Stage.AI_ANALYSIS, 1);
        measure(JobType.TRANSCRIPT, Stage.UPLOADING, 1);
        UUID tight = transcript(Instant.now().plusSeconds(300));
        UUID easy = transcript(Instant.now().plusSeconds(100_000));

        assertThat(Stores.done(stores.deadlines.foresee(100))).isEqualTo(1);
        assertThat(stores.job(tight).deadlineAtRisk()).isTrue();
        assertThat(stores.job(easy).deadlineAtRisk()).isNull();
        assertThat(stores.rows("select body from job_events where job_id = $1 order by seq desc", tight)
                        .get(0)
                        .getJsonObject("body")
                        .getBoolean("deadlineAtRisk"))
                .isTrue();
        assertThat(Stores.done(stores.deadlines.foresee(100))).isZero();

        stores.rows("update stage_times set median = 1");
        assertThat(Stores.done(stores.deadlines.foresee(100))).isEqualTo(1);
        assertThat(stores.job(tight).deadlineAtRisk()).isNull();
    }

    @Test
    void measuresTheStagesThatAreDone() {
        transcript(null);
        stores.complete(stores.claimOne());
        Stores.await(stores.times.store());
        assertThat(stores.rows("select stage from stage_times where type = 'transcript' order by start_percent"))
                .extracting(row -> row.getString("stage"))
                .containsExactly("transcription", "ai_analysis", "uploading");
    }

    private static Waiting why(UUID id) {
        return Objects.requireNonNull(stores.job(id).waiting());
    }

    private static UUID transcript(@Nullable Instant deadline) {
        return stores.enqueue(Fixtures.newJob(stores.owner, null, JobType.TRANSCRIPT, null, Priority.NORMAL, deadline))
                .id();
    }

    private static void end(Claimed claimed, Outcome outcome, @Nullable Duration retryIn) {
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), outcome, retryIn)));
    }

    private static void seen(Map<Stage, Integer> limits) {
        Stores.await(stores.queue.seen(
                new Seen(stores.server, "here", Stores.ALL, 1, limits, Map.of("one.example", 1), Stores.LEASE)));
    }

    private static void measure(JobType type, Stage stage, double... seconds) {
        for (double took : seconds) {
            stores.times.took(type, stage, took);
        }
        Stores.await(stores.times.store());
    }
}
