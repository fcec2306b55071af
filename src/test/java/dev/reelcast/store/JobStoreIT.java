package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.Enqueued;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobDetail;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StageRecord;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobStoreIT {

    private static final String VIDEO = "https://example.org/video";

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
    }

    @Test
    void putsInOneJobForTwentyRequestsAtOnce() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        List<Future<Enqueued>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(stores.enqueuing(Fixtures.youtubeJob(stores.owner, agent, VIDEO)));
        }
        List<Enqueued> answers = requests.stream().map(Stores::await).toList();
        assertThat(answers.stream().map(answer -> answer.job().id()).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.existing())).hasSize(1);
        assertThat(stores.rows("select id from jobs")).hasSize(1);
        assertThat(stores.rows("select seq from job_events")).hasSize(1);
    }

    @Test
    void keepsApartTheSameVideoOfAnotherAgentOrOwnerAndOfAJobThatEnded() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        Viewer other = Fixtures.member(stores.pool);
        Job first = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO));
        assertThat(enqueued(stores.owner, null).existing()).isTrue();
        assertThat(enqueued(stores.owner, agent).existing()).isFalse();
        assertThat(enqueued(other, null).existing()).isFalse();
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, first.id())));
        assertThat(enqueued(stores.owner, null).existing()).isFalse();
    }

    private static Enqueued enqueued(Viewer owner, @Nullable UUID agent) {
        return Stores.await(stores.enqueuing(Fixtures.youtubeJob(owner, agent, VIDEO)));
    }

    @Test
    void neverMergesUploads() {
        Job one = stores.enqueue(Fixtures.uploadJob(stores.owner, null));
        Job two = stores.enqueue(Fixtures.uploadJob(stores.owner, null));
        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(stores.detail(one.id()).files()).hasSize(1);
    }

    @Test
    void refusesAnAgentOfSomeoneElse() {
        UUID agent = Fixtures.agent(stores.pool, Fixtures.member(stores.pool), PublishRule.AUTO);
        Failure refused = Stores.failure(stores.jobs.enqueue(Fixtures.youtubeJob(stores.owner, agent, VIDEO)));
        assertThat(refused.kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void refusesATitleThatPostgresqlCannotHold() {
        NewJob job = new NewJob(
                Ids.next(),
                stores.owner.userId(),
                null,
                JobType.YOUTUBE,
                VIDEO,
                VIDEO,
                null,
                "a\0b",
                Priority.NORMAL,
                null,
                List.of());
        assertThat(Stores.failure(stores.jobs.enqueue(job)).kind()).isEqualTo(FailureKind.INVALID);
        assertThat(stores.rows("select id from jobs")).isEmpty();
    }

    @Test
    void showsAllStagesOfAJobThatHasNotBegun() {
        JobDetail detail = stores.detail(
                stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO)).id());
        assertThat(detail.stages()).hasSize(7).allMatch(stage -> stage.status().equals("waiting"));
        assertThat(detail.stages().get(0))
                .isEqualTo(new StageRecord(Stage.DOWNLOADING, "Downloading", 10, "waiting", 0, null, null, null));
        assertThat(detail.metadata()).isNull();
        assertThat(detail.analysis()).isNull();
        assertThat(detail.publishing()).isNull();
        assertThat(detail.attempts()).isEmpty();
    }

    @Test
    void cancelsARunningJobWithItsStageAndItsAttempt() {
        UUID id = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO)).id();
        stores.claimOne();
        Committed<Job> cancelled = Stores.await(stores.jobs.cancel(new OneJob(stores.owner, id)));
        assertThat(cancelled.facts())
                .extracting(fact -> fact.body().getString("jobId"))
                .containsExactly(id.toString());
        JobDetail detail = stores.detail(id);
        assertThat(detail.job().message()).isEqualTo("Cancelled");
        assertThat(detail.job().stage()).isEqualTo(Stage.DOWNLOADING);
        assertThat(detail.job().error()).isNull();
        assertThat(detail.stages().get(0).status()).isEqualTo("cancelled");
        assertThat(detail.attempts()).extracting(attempt -> attempt.outcome()).containsExactly("cancel");
    }

    @Test
    void goesOnFromTheStageThatFailed() {
        UUID id = failedInTheThirdStage();
        Job again = Stores.done(stores.jobs.retry(new RetryJob(stores.owner, id, null)));
        assertThat(again.status()).isEqualTo(JobStatus.PENDING);
        assertThat(again.stage()).isEqualTo(Stage.TRANSCRIPTION);
        assertThat(again.progress()).isEqualTo(40);
        assertThat(again.attempt()).isZero();
        assertThat(again.error()).isNull();
        assertThat(again.finishedAt()).isNull();
        assertThat(again.queuePosition()).isEqualTo(1);
        Claimed claimed = stores.claimOne();
        assertThat(claimed.stage()).isEqualTo(Stage.TRANSCRIPTION);
        assertThat(claimed.attempt()).isEqualTo(1);
        assertThat(stores.detail(id).stages())
                .extracting(StageRecord::status)
                .containsExactly("completed", "completed", "running", "waiting", "waiting", "waiting", "waiting");
    }

    @Test
    void goesOnFromAnEarlierStageThatWasChosen() {
        UUID id = failedInTheThirdStage();
        Job again = Stores.done(stores.jobs.retry(new RetryJob(stores.owner, id, Stage.SPEECH_DETECTION)));
        assertThat(again.progress()).isEqualTo(30);
        assertThat(stores.detail(id).stages())
                .extracting(StageRecord::status)
                .containsExactly("completed", "waiting", "waiting", "waiting", "waiting", "waiting", "waiting");
        assertThat(stores.claimOne().stage()).isEqualTo(Stage.SPEECH_DETECTION);
    }

    @Test
    void namesTheStagesAJobCanBeginAgainWith() {
        UUID id = failedInTheThirdStage();
        Failure late = Stores.failure(stores.jobs.retry(new RetryJob(stores.owner, id, Stage.UPLOADING)));
        assertThat(late.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(late).hasMessage("The job can begin again at downloading, speech_detection, transcription.");
        Failure foreign = Stores.failure(stores.jobs.retry(new RetryJob(stores.owner, id, Stage.RENDERING)));
        assertThat(foreign.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.FAILED);
    }

    private static UUID failedInTheThirdStage() {
        UUID id = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO)).id();
        Claimed third = stores.next(stores.next(stores.claimOne()));
        Stores.await(stores.runs.end(
                new Ended(third.run(), third.stage(), new Outcome.Fail("no_audio", "There is no audio."), null)));
        return id;
    }

    @Test
    void keepsAJobThatNeverRanInItsPlaceWhenItIsTriedAgain() {
        UUID id = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO)).id();
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, id)));
        Job again = Stores.done(stores.jobs.retry(new RetryJob(stores.owner, id, null)));
        assertThat(again.stage()).isEqualTo(Stage.QUEUED);
        assertThat(again.progress()).isZero();
        assertThat(stores.claimOne().stage()).isEqualTo(Stage.DOWNLOADING);
    }

    @Test
    void refusesToTryAgainWhileTheSameVideoIsInTheQueue() {
        UUID id = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO)).id();
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, id)));
        stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO));
        Failure refused = Stores.failure(stores.jobs.retry(new RetryJob(stores.owner, id, null)));
        assertThat(refused.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(refused).hasMessage("The same video is in the queue already.");
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void forgetsADeadlineThatHasPassedWhenAPersonTriesAgain() {
        UUID id = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, VIDEO)).id();
        stores.rows("update jobs set deadline = now() - interval '1 second'");
        Stores.await(stores.queue.expire(10));
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, id, null)));
        assertThat(Stores.done(stores.queue.expire(10))).isZero();
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.PENDING);
    }
}
