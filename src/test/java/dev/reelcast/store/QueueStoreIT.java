package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.JobStoreApi.StageInput;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.HandBack;
import dev.reelcast.bus.QueueStoreApi.Known;
import dev.reelcast.bus.QueueStoreApi.Renewal;
import dev.reelcast.bus.QueueStoreApi.Run;
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
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueStoreIT {

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

    private static Job transcript() {
        return stores.enqueue(Fixtures.transcriptJob(stores.owner, null));
    }

    @Test
    void claimsNeverMoreThanAskedFor() {
        for (int i = 0; i < 5; i++) {
            transcript();
        }
        assertThat(stores.claim(3)).hasSize(3);
        assertThat(stores.claim(3)).hasSize(2);
        assertThat(stores.claim(3)).isEmpty();
    }

    @Test
    void countsJobsBetweenStagesTowardsTheLimitAndTakesThemFirst() {
        UUID first = transcript().id();
        Stores.await(stores.checkpointing(stores.claimOne(), false));
        transcript();
        transcript();
        List<Claimed> claimed = stores.claim(2);
        assertThat(claimed).hasSize(2);
        assertThat(claimed).anyMatch(one -> one.run().jobId().equals(first) && one.stage() == Stage.AI_ANALYSIS);
    }

    @Test
    void neverGivesAJobToTwoClaimersAtOnce() {
        for (int i = 0; i < 60; i++) {
            transcript();
        }
        List<Future<Committed<List<Claimed>>>> claims = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claims.add(stores.queue.claim(Stores.claiming(Ids.next(), Stores.ALL, 4)));
        }
        List<UUID> taken = new ArrayList<>();
        claims.forEach(
                claim -> Stores.done(claim).forEach(one -> taken.add(one.run().jobId())));
        stores.claim(60).forEach(one -> taken.add(one.run().jobId()));
        assertThat(taken).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void takesTheMoreUrgentThenTheOlder() {
        UUID low = enqueue(Priority.LOW);
        UUID older = enqueue(Priority.NORMAL);
        UUID younger = enqueue(Priority.NORMAL);
        UUID urgent = enqueue(Priority.URGENT);
        assertThat(stores.job(younger).queuePosition()).isEqualTo(3);
        assertThat(stores.job(low).queuePosition()).isEqualTo(4);
        assertThat(stores.claim(10).stream().map(one -> one.run().jobId()))
                .containsExactly(urgent, older, younger, low);
        assertThat(stores.job(low).queuePosition()).isNull();
    }

    private static UUID enqueue(Priority priority) {
        return stores.enqueue(Fixtures.newJob(stores.owner, null, JobType.TRANSCRIPT, null, priority, null))
                .id();
    }

    @Test
    void takesOnlyStagesThatTheServerRuns() {
        transcript();
        assertThat(stores.claim(stores.server, Set.of(Stage.DOWNLOADING), 5)).isEmpty();
        assertThat(stores.claim(stores.server, Set.of(Stage.TRANSCRIPTION), 5)).hasSize(1);
    }

    @Test
    void leavesAJobThatWaitsForItsRetryUntilItsTime() {
        UUID id = transcript().id();
        Claimed claimed = stores.claimOne();
        end(claimed, new Outcome.Retry("network", "No answer."), Duration.ofSeconds(600));
        assertThat(stores.claim(1)).isEmpty();
        Job waiting = stores.job(id);
        assertThat(waiting.attempt()).isEqualTo(1);
        assertThat(waiting.error()).isNotNull();
        stores.rows("update jobs set run_at = now() where id = $1", id);
        Claimed again = stores.claimOne();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.run().number()).isGreaterThan(claimed.run().number());
        assertThat(stores.job(id).error()).isNull();
        assertThat(stores.eventTypes(id)).containsExactly("job.queued", "job.started", "job.retrying", "job.started");
    }

    private static void end(Claimed claimed, Outcome outcome, Duration retryIn) {
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), outcome, retryIn)));
    }

    @Test
    void givesAnAttemptBackForASnoozeAndAHandOver() {
        UUID id = transcript().id();
        end(stores.claimOne(), new Outcome.Snooze(Instant.EPOCH, "Waiting for a model"), Duration.ZERO);
        assertThat(stores.job(id).attempt()).isZero();
        assertThat(stores.job(id).message()).isEqualTo("Waiting for a model");
        assertThat(stores.claimOne().attempt()).isEqualTo(1);
        assertThat(Stores.done(stores.queue.handBack(new HandBack(stores.server, true))))
                .isEqualTo(1);
        assertThat(stores.job(id).attempt()).isZero();
        assertThat(stores.claimOne().attempt()).isEqualTo(1);
        assertThat(stores.detail(id).attempts())
                .extracting(attempt -> String.valueOf(attempt.outcome()))
                .containsExactly("snooze", "handed_over", "null");
    }

    @Test
    void aJobThatEndsItsServerEachTimeFailsAtTheFifth() {
        UUID id = transcript().id();
        HandBack start = new HandBack(stores.server, false);
        for (int life = 1; life < 5; life++) {
            assertThat(stores.claimOne().attempt()).isEqualTo(1);
            Stores.done(stores.queue.handBack(start));
            assertThat(stores.job(id).status()).isEqualTo(JobStatus.PENDING);
        }
        stores.claimOne();
        // A stop in between says that the server itself is well.
        Stores.done(stores.queue.handBack(new HandBack(stores.server, true)));
        for (int life = 1; life < 5; life++) {
            stores.claimOne();
            Stores.done(stores.queue.handBack(start));
        }
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.PENDING);
        stores.claimOne();
        Stores.done(stores.queue.handBack(start));
        Job failed = stores.job(id);
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(Objects.requireNonNull(failed.error()).message()).startsWith("The server was lost 5 times in ");
        Stores.done(stores.jobs.retry(new RetryJob(stores.owner, id, null)));
        stores.claimOne();
        Stores.done(stores.queue.handBack(start));
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.PENDING);
    }

    @Test
    void givesBackWhatAServerHoldsWithoutKnowingIt() {
        UUID lost = transcript().id();
        transcript();
        List<Claimed> claimed = stores.claim(2);
        Run known = claimed.get(1).run();
        Known says = new Known(stores.server, Set.of(known), Duration.ofSeconds(20));
        assertThat(Stores.done(stores.queue.forgotten(says))).isZero();
        stores.rows("update jobs set stage_started_at = now() - interval '21 seconds'");
        assertThat(Stores.done(stores.queue.forgotten(says))).isEqualTo(1);
        assertThat(stores.job(lost).status()).isEqualTo(JobStatus.PENDING);
        assertThat(stores.job(lost).attempt()).isZero();
        assertThat(stores.job(known.jobId()).status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void aClaimThatWasLostWithTheDatabasesLastMomentIsNotTakenForTheNextOne() {
        UUID id = transcript().id();
        Run lost = stores.claimOne().run();
        stores.rows("update jobs set run = 0 where id = $1", id);
        stores.rows("""
                update jobs
                set status = 'pending', attempt = 0, lease_owner = null, lease_until = null
                where id = $1
                """, id);
        assertThat(stores.claimOne().run()).isNotEqualTo(lost);
    }

    @Test
    void handsBackOnlyWhatThatServerHolds() {
        transcript();
        transcript();
        stores.claimOne();
        UUID other = Ids.next();
        stores.claim(other, Stores.ALL, 1);
        assertThat(Stores.done(stores.queue.handBack(new HandBack(other, true))))
                .isEqualTo(1);
        assertThat(Stores.done(stores.queue.handBack(new HandBack(other, true))))
                .isZero();
    }

    @Test
    void refusesACheckpointThatIsRepeated() {
        UUID id = transcript().id();
        Claimed first = stores.claimOne();
        Claimed second = stores.next(first);
        String before = stores.row(id);
        assertThat(Stores.failure(stores.checkpointing(first, true)).code()).isEqualTo(QueueStoreApi.LOST_RUN);
        assertThat(stores.row(id)).isEqualTo(before);
        assertThat(stores.detail(id).attempts()).hasSize(2);
    }

    @Test
    void fencesOffAServerThatWokeUpAfterAnotherTookItsJob() {
        UUID id = transcript().id();
        Claimed slow = stores.claimOne();
        stores.loseServers();
        assertThat(Stores.done(stores.queue.rescue(10))).isEqualTo(1);
        Claimed other = stores.claim(Ids.next(), Stores.ALL, 1).get(0);
        assertThat(Stores.failure(stores.checkpointing(slow, true)).code()).isEqualTo(QueueStoreApi.LOST_RUN);
        assertThat(Stores.failure(
                                stores.runs.end(new Ended(slow.run(), slow.stage(), new Outcome.Fail("x", "X."), null)))
                        .code())
                .isEqualTo(QueueStoreApi.LOST_RUN);
        assertThat(Stores.failure(stores.queue.input(slow.run())).code()).isEqualTo(QueueStoreApi.LOST_RUN);
        assertThat(Stores.await(
                        stores.queue.renew(new Renewal(stores.server, Set.of(slow.run(), other.run()), Stores.LEASE))))
                .isEmpty();
        assertThat(stores.checkpoint(other)).isNotNull();
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void renewsTheOthersWhileOneIsBeingWritten() {
        transcript();
        transcript();
        List<Claimed> claimed = stores.claim(2);
        Set<Run> runs = Set.of(claimed.get(0).run(), claimed.get(1).run());
        stores.rows("update jobs set lease_until = now() + interval '1 second'");
        Set<Run> kept = stores.pool
                .withTransaction(connection -> connection
                        .preparedQuery("select from jobs where id = $1 for no key update")
                        .execute(Tuple.of(claimed.get(0).run().jobId()))
                        .compose(locked -> stores.queue.renew(new Renewal(stores.server, runs, Stores.LEASE))))
                .await();
        assertThat(kept).isEqualTo(runs);
        assertThat(stores.rows("select id from jobs where lease_until > now() + interval '20 seconds'"))
                .extracting(row -> row.getUUID("id"))
                .containsExactly(claimed.get(1).run().jobId());
    }

    @Test
    void renewsAnExpiredLeaseThatNobodyTook() {
        transcript();
        Claimed claimed = stores.claimOne();
        stores.loseServers();
        assertThat(Stores.await(stores.queue.renew(new Renewal(stores.server, Set.of(claimed.run()), Stores.LEASE))))
                .containsExactly(claimed.run());
        assertThat(Stores.done(stores.queue.rescue(10))).isZero();
    }

    @Test
    void givesAJobUpWhenItsServersWereLostFiveTimes() {
        UUID id = transcript().id();
        for (int i = 1; i <= Transitions.STARTS; i++) {
            assertThat(stores.claimOne().attempt()).isEqualTo(i);
            stores.loseServers();
            assertThat(Stores.done(stores.queue.rescue(10))).isEqualTo(1);
        }
        JobDetail lost = stores.detail(id);
        assertThat(lost.job().status()).isEqualTo(JobStatus.FAILED);
        assertThat(lost.job().error())
                .extracting(error -> error.message())
                .isEqualTo("The server was lost 5 times in summarizing transcript.");
        assertThat(lost.attempts()).allMatch(attempt -> "lost".equals(attempt.outcome()));
        assertThat(stores.eventTypes(id)).endsWith("job.retrying", "job.started", "job.failed");
    }

    @Test
    void rescuesNoMoreThanAskedFor() {
        transcript();
        transcript();
        stores.claim(2);
        stores.loseServers();
        assertThat(Stores.done(stores.queue.rescue(1))).isEqualTo(1);
        assertThat(Stores.done(stores.queue.rescue(1))).isEqualTo(1);
        assertThat(Stores.done(stores.queue.rescue(1))).isZero();
    }

    @Test
    void hasOneWinnerWhenACancelMeetsACheckpoint() {
        int cancelled = 0;
        for (int i = 0; i < 100; i++) {
            UUID id = transcript().id();
            Claimed first = stores.claimOne();
            Future<Committed<Claimed>> checkpoint;
            Future<Committed<Job>> cancel;
            if (i % 2 == 0) {
                checkpoint = stores.checkpointing(first, true);
                cancel = stores.jobs.cancel(new OneJob(stores.owner, id));
            } else {
                cancel = stores.jobs.cancel(new OneJob(stores.owner, id));
                checkpoint = stores.checkpointing(first, true);
            }
            Stores.await(Future.join(cancel, checkpoint).otherwiseEmpty());
            assertThat(cancel.succeeded()).isTrue();
            JobDetail after = stores.detail(id);
            assertThat(after.job().status()).isEqualTo(JobStatus.CANCELLED);
            assertThat(stores.eventNumbers(id)).hasSize((int) after.job().lastSeq());
            assertThat(stores.eventTypes(id)).endsWith("job.cancelled");
            long done = after.stages().stream()
                    .filter(stage -> stage.status().equals("completed"))
                    .count();
            assertThat(done).isEqualTo(checkpoint.succeeded() ? 1 : 0);
            assertThat(after.attempts()).allMatch(attempt -> attempt.finishedAt() != null);
            cancelled += checkpoint.failed() ? 1 : 0;
        }
        assertThat(cancelled).isPositive();
    }

    @Test
    void hasOneWinnerWhenACancelMeetsTheLastCheckpoint() {
        for (int i = 0; i < 30; i++) {
            UUID id = transcript().id();
            Claimed second = stores.next(stores.claimOne());
            Claimed last = stores.next(second);
            Future<Committed<Job>> cancel = stores.jobs.cancel(new OneJob(stores.owner, id));
            Future<Committed<Claimed>> checkpoint = stores.checkpointing(last, true);
            Stores.await(Future.join(cancel, checkpoint).otherwiseEmpty());
            assertThat(cancel.succeeded()).isNotEqualTo(checkpoint.succeeded());
            assertThat(stores.job(id).status())
                    .isEqualTo(cancel.succeeded() ? JobStatus.CANCELLED : JobStatus.COMPLETED);
        }
    }

    @Test
    void releasesTheLeaseBetweenStagesWhenTheServerDoesNotGoOn() {
        UUID id = transcript().id();
        assertThat(Stores.await(stores.checkpointing(stores.claimOne(), false)).value())
                .isNull();
        Job between = stores.job(id);
        assertThat(between.status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(between.progress()).isEqualTo(70);
        assertThat(between.stage()).isEqualTo(Stage.TRANSCRIPTION);
        assertThat(stores.claimOne().stage()).isEqualTo(Stage.AI_ANALYSIS);
        assertThat(stores.eventTypes(id)).containsExactly("job.queued", "job.started", "job.progress", "job.progress");
    }

    @Test
    void handsAStageWhatTheEarlierOnesFound() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        UUID id = stores.enqueue(Fixtures.uploadJob(stores.owner, agent)).id();
        Claimed second = stores.next(stores.claimOne());
        StageInput input = Stores.await(stores.queue.input(second.run()));
        assertThat(input.job().id()).isEqualTo(id);
        assertThat(input.agent()).extracting(found -> found.id()).isEqualTo(agent);
        assertThat(input.metadata())
                .extracting(found -> found.durationSeconds())
                .isEqualTo(61.5);
        assertThat(input.outputs()).containsOnlyKeys(Stage.DOWNLOADING);
        assertThat(input.files()).extracting(file -> file.name()).containsExactly("source.mp4");
    }

    @Test
    void keepsTheTitleThatWasGivenAndTakesTheSourcesWhenThereIsNone() {
        UUID given = stores.enqueue(Fixtures.uploadJob(stores.owner, null)).id();
        stores.checkpoint(stores.claimOne());
        assertThat(stores.job(given).videoTitle()).isEqualTo("A title");
        UUID untitled = stores.enqueue(Fixtures.uploadJob(stores.owner, null)).id();
        stores.rows("update jobs set title = null where id = $1", untitled);
        stores.checkpoint(stores.claimOne());
        assertThat(stores.job(untitled).videoTitle()).isEqualTo("Found title");
    }

    @Test
    void storesWhatAStageFoundThoughItHoldsACharacterThatPostgresqlCannot() {
        UUID id = stores.enqueue(Fixtures.uploadJob(stores.owner, null)).id();
        Claimed claimed = stores.claimOne();
        JsonObject output = Stores.output(Stage.DOWNLOADING)
                .put("title", "a\0b")
                .put("more", new JsonArray().add("c\0d").add(JsonObject.of("e", "\\u0000")));
        Stores.await(stores.runs.checkpoint(new QueueStoreApi.Checkpoint(
                claimed.run(), claimed.stage(), new Outcome.Done(output, List.of()), true, Stores.LEASE)));
        JobDetail stored = stores.detail(id);
        assertThat(stored.metadata()).extracting(found -> found.title()).isEqualTo("a\uFFFDb");
        StageRecord stage = stored.stages().get(0);
        assertThat(String.valueOf(stage.output())).contains("c\uFFFDd").contains("\\\\u0000");
    }

    @Test
    void publishesByTheAgentsRuleAndTellsTheAgentsListeners() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        Committed<Claimed> published = completeTranscript(agent);
        assertThat(published.events()).hasSize(1);
        assertThat(published.events().get(0).body().getJsonObject("result").getBoolean("published"))
                .isTrue();
        assertThat(published.facts()).hasSize(1);
        assertThat(published.facts().get(0).address()).isEqualTo(Facts.agentEvents(agent));
        assertThat(published.facts().get(0).body().fieldNames())
                .containsExactlyInAnyOrder("type", "timestamp", "agentId", "episodeId", "title");
        UUID reviewing = Fixtures.agent(stores.pool, stores.owner, PublishRule.REVIEW);
        Committed<Claimed> held = completeTranscript(reviewing);
        assertThat(held.facts()).isEmpty();
        assertThat(held.events().get(0).body().getJsonObject("result").getBoolean("held"))
                .isTrue();
    }

    private static Committed<Claimed> completeTranscript(UUID agent) {
        stores.enqueue(Fixtures.transcriptJob(stores.owner, agent));
        Claimed second = stores.next(stores.claimOne());
        Claimed last = stores.next(second);
        return Stores.await(stores.checkpointing(last, true));
    }

    @Test
    void stopsWhatRunsPastItsDeadlineAndSaysWhy() {
        UUID waiting = transcript().id();
        UUID running = transcript().id();
        stores.rows("update jobs set run_at = now() + interval '1 hour' where id = $1", waiting);
        stores.claimOne();
        stores.rows("update jobs set deadline = now() - interval '1 second'");
        Committed<Integer> expired = Stores.await(stores.queue.expire(10));
        assertThat(expired.value()).isEqualTo(2);
        assertThat(expired.facts())
                .extracting(fact -> fact.body().getString("jobId"))
                .containsExactly(running.toString());
        assertThat(stores.job(waiting).status()).isEqualTo(JobStatus.SKIPPED);
        assertThat(stores.job(running).error())
                .extracting(error -> error.message())
                .isEqualTo("The deadline has passed.");
    }

    @Test
    void failsAWriteOfARunThatNeverWas() {
        UUID id = transcript().id();
        Claimed invented = new Claimed(new Run(id, 7), JobType.TRANSCRIPT, Stage.TRANSCRIPTION, 1);
        assertThat(Stores.failure(stores.checkpointing(invented, true)).kind()).isEqualTo(FailureKind.CONFLICT);
    }

    @Test
    void writesALineIntoTheLogOfAJobThatFailsOrIsTriedAgain() {
        transcript();
        Claimed claimed = stores.claimOne();
        Committed<Void> retry = Stores.await(stores.runs.end(
                new Ended(claimed.run(), claimed.stage(), new Outcome.Retry("network", "No answer."), Duration.ZERO)));
        assertThat(retry.lines())
                .extracting(line -> line.level() + " " + line.message())
                .containsExactly("WARNING No answer.");
        Claimed again = stores.claimOne();
        Committed<Void> failed = Stores.await(
                stores.runs.end(new Ended(again.run(), again.stage(), new Outcome.Fail("gone", "It is gone."), null)));
        assertThat(failed.lines())
                .extracting(line -> line.level() + " " + line.message())
                .containsExactly("ERROR It is gone.");
    }
}
