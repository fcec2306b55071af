package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.EpisodeStoreApi.EpisodePatch;
import dev.reelcast.bus.EpisodeStoreApi.OneEpisode;
import dev.reelcast.bus.EpisodeStoreApi.PublishEpisode;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.QueueStoreApi.Checkpoint;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.RetentionApi.Replaced;
import dev.reelcast.bus.RetentionApi.Rules;
import dev.reelcast.bus.RetentionApi.Step;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.EpisodeDraft;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Recut;
import dev.reelcast.model.Span;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StageRecord;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecutIT {

    private static final Span ELSEWHERE = new Span(5, 40);

    private Stores stores;
    private EpisodeStore episodes;

    @BeforeEach
    void open() {
        stores = new Stores();
        episodes = new EpisodeStore(stores.pool);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    /** An episode of a recording of 61.5 s, of which it is the seconds 1 to 60. */
    private Episode made(PublishRule rule) {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, rule);
        stores.enqueue(Fixtures.uploadJob(stores.owner, agent));
        finish(stores.claimOne());
        UUID id = stores.rows("select id from episodes where agent_id = $1", agent)
                .get(0)
                .getUUID("id");
        return episode(id);
    }

    private Episode episode(UUID id) {
        return Stores.await(episodes.find(new OneEpisode(stores.owner, id)));
    }

    private Future<Committed<Episode>> asking(Episode episode, @Nullable Span span, @Nullable List<Chapter> chapters) {
        return episodes.update(new EpisodePatch(stores.owner, episode.id(), null, null, span, chapters));
    }

    private Recut ask(Episode episode, Span span) {
        return Objects.requireNonNull(Stores.done(asking(episode, span, null)).recut());
    }

    /** Does all stages of a job that are left, as they would for its span. */
    private void finish(Claimed claimed) {
        Claimed next = claimed;
        while (next != null) {
            next = stage(next);
        }
    }

    private @Nullable Claimed stage(Claimed claimed) {
        JsonObject output =
                claimed.stage() == Stage.UPLOADING ? Wire.json(draft(claimed)) : Stores.output(claimed.stage());
        List<StoredFile> files =
                switch (claimed.stage()) {
                    case SPEECH_DETECTION -> List.of(file(claimed, "jobs", "waveform.json", "waveform"));
                    case AUDIO_PROCESSING -> List.of(file(claimed, "jobs", "episode.mp3", "audio"));
                    default -> List.of();
                };
        return Stores.await(stores.runs.checkpoint(new Checkpoint(
                        claimed.run(), claimed.stage(), new Outcome.Done(output, files), true, Stores.LEASE)))
                .value();
    }

    private EpisodeDraft draft(Claimed claimed) {
        Analysis analysis =
                Objects.requireNonNull(stores.detail(claimed.run().jobId()).analysis());
        Span span = Objects.requireNonNull(analysis.episode());
        return new EpisodeDraft(
                analysis.title(),
                analysis.summary(),
                file(claimed, "episodes", "audio.mp3", "audio"),
                null,
                span.length() + 3,
                span,
                3,
                List.of(new Chapter(0, "Introduction")),
                analysis.chapters(),
                file(claimed, "episodes", "cover.jpg", "cover"),
                null,
                null,
                0.7,
                true,
                "It is long enough.",
                null);
    }

    private static StoredFile file(Claimed claimed, String place, String name, String kind) {
        String key = place + "/" + claimed.run().jobId() + "/" + claimed.run().number() + "/" + name;
        return new StoredFile(name, kind, key, "audio/mpeg", 10);
    }

    private Job job(Recut recut) {
        return stores.job(recut.jobId());
    }

    private List<String> replaced() {
        stores.rows("update replaced_media set replaced_at = now() - interval '1 hour'");
        return Stores.await(new Retention(stores.pool).replaced(new Replaced(Duration.ofMinutes(10), 100)));
    }

    private static List<String> keys(Episode episode) {
        return Stream.of(episode.audio(), episode.cover(), episode.transcript())
                .filter(Objects::nonNull)
                .map(StoredFile::storageKey)
                .toList();
    }

    @Test
    void runsAudioProcessingAndUploadingAloneOnWhatTheFirstJobFound() {
        Episode episode = made(PublishRule.REVIEW);
        String first = stores.row(episode.jobId());

        Recut recut = ask(episode, ELSEWHERE);

        assertThat(recut.status()).isEqualTo(JobStatus.PENDING);
        assertThat(recut.span()).isEqualTo(ELSEWHERE);
        assertThat(job(recut).revises()).isEqualTo(episode.id());
        assertThat(episode(episode.id()).span()).isEqualTo(new Span(1, 60));
        assertThat(stores.detail(recut.jobId()).files())
                .extracting(StoredFile::storageKey)
                .containsExactlyInAnyOrder(
                        "jobs/" + episode.jobId() + "/source.mp4",
                        stores.detail(episode.jobId()).files().stream()
                                .filter(file -> file.kind().equals("waveform"))
                                .findFirst()
                                .orElseThrow()
                                .storageKey());
        Claimed cutting = stores.claimOne();
        assertThat(cutting.stage()).isEqualTo(Stage.AUDIO_PROCESSING);
        Claimed saving = Objects.requireNonNull(stage(cutting));
        assertThat(saving.stage()).isEqualTo(Stage.UPLOADING);
        assertThat(stage(saving)).isNull();

        Episode revised = episode(episode.id());
        assertThat(revised.span()).isEqualTo(ELSEWHERE);
        assertThat(revised.durationSeconds()).isEqualTo(38);
        assertThat(revised.contentStart()).isEqualTo(3);
        assertThat(revised.recut()).isNull();
        assertThat(revised.jobId()).isEqualTo(episode.jobId());
        assertThat(revised.createdAt()).isEqualTo(episode.createdAt());
        assertThat(revised.held()).isTrue();
        assertThat(stores.row(episode.jobId())).isEqualTo(first);
        Job done = job(recut);
        assertThat(done.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(Objects.requireNonNull(done.result()).getString("episodeId"))
                .isEqualTo(episode.id().toString());
        assertThat(stores.detail(recut.jobId()).stages())
                .extracting(StageRecord::status)
                .containsOnly("completed");
        assertThat(stores.rows("select from episodes")).hasSize(1);
    }

    @Test
    void keepsTheWordsThatWereWrittenMeanwhileAndWhetherItIsOut() {
        Episode episode = made(PublishRule.AUTO);
        assertThat(episode.published()).isTrue();
        ask(episode, ELSEWHERE);
        Stores.await(episodes.update(new EpisodePatch(stores.owner, episode.id(), "Mine", "My words", null, null)));

        finish(stores.claimOne());

        Episode revised = episode(episode.id());
        assertThat(revised.title()).isEqualTo("Mine");
        assertThat(revised.description()).isEqualTo("My words");
        assertThat(revised.published()).isTrue();
        assertThat(revised.publishedAt()).isEqualTo(episode.publishedAt());
    }

    @Test
    void mediaThatWereReplacedGoAndNothingElse() {
        Episode episode = made(PublishRule.REVIEW);
        ask(episode, ELSEWHERE);
        assertThat(replaced()).isEmpty();
        finish(stores.claimOne());
        Episode once = episode(episode.id());
        assertThat(replaced()).containsExactlyInAnyOrderElementsOf(keys(episode));
        Stores.await(new Retention(stores.pool).dropped(replaced()));

        ask(once, new Span(2, 9));
        finish(stores.claimOne());

        assertThat(replaced())
                .containsExactlyInAnyOrderElementsOf(keys(once))
                .doesNotContainAnyElementsOf(keys(episode));
        assertThat(keys(episode(episode.id()))).doesNotContainAnyElementsOf(keys(once));
    }

    @Test
    void retentionKeepsTheJobsWhoseMediaAnEpisodeHas() {
        Episode episode = made(PublishRule.REVIEW);
        Recut failed = ask(episode, new Span(2, 20));
        Claimed claimed = stores.claimOne();
        Stores.await(stores.runs.end(
                new Ended(claimed.run(), claimed.stage(), new Outcome.Fail("failed", "It cannot be cut."), null)));
        Recut former = ask(episode, new Span(3, 30));
        finish(stores.claimOne());
        Recut present = ask(episode, ELSEWHERE);
        finish(stores.claimOne());
        stores.rows("update jobs set finished_at = now() - interval '2 years'");
        // Ids say when a job was put in: these are looked at as if it were that long ago.
        List<UUID> left = swept();

        assertThat(left).containsExactlyInAnyOrder(episode.jobId(), present.jobId());
        assertThat(left).doesNotContain(failed.jobId(), former.jobId());
        assertThat(keys(episode(episode.id())))
                .allMatch(key -> key.contains(present.jobId().toString()));
        assertThat(stores.rows("select from removed_jobs")).hasSize(2);
    }

    private List<UUID> swept() {
        Retention retention = new Retention(stores.pool);
        UUID after = new UUID(0, 0);
        while (after != null) {
            after = Stores.await(retention.sweep(new Step(new Rules(Duration.ofMillis(1), null, 100), after)))
                    .next();
        }
        List<UUID> left = new ArrayList<>();
        stores.rows("select id from jobs").forEach(row -> left.add(row.getUUID("id")));
        return left;
    }

    @Test
    void aSecondWishTakesThePlaceOfTheFirst() {
        Episode episode = made(PublishRule.REVIEW);
        Recut first = ask(episode, ELSEWHERE);
        Claimed running = stores.claimOne();

        Committed<Episode> second = Stores.await(asking(episode, new Span(6, 41), null));

        assertThat(second.facts()).extracting(Committed.Fact::address).containsExactly("jobs.stopped");
        assertThat(job(first).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(Objects.requireNonNull(job(first).error()).message()).isEqualTo(Transitions.SUPERSEDED);
        assertThat(Stores.failure(stores.checkpointing(running, true)).code()).isEqualTo("lost_run");
        finish(stores.claimOne());
        assertThat(episode(episode.id()).span()).isEqualTo(new Span(6, 41));
    }

    @Test
    void theSameWishTwiceIsOneJob() {
        Episode episode = made(PublishRule.REVIEW);
        Recut first = ask(episode, ELSEWHERE);
        stores.claimOne();

        assertThat(ask(episode, ELSEWHERE).jobId()).isEqualTo(first.jobId());
        assertThat(job(first).status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void whatItIsAlreadyNeedsNoJob() {
        Episode episode = made(PublishRule.REVIEW);

        Committed<Episode> same = Stores.await(asking(episode, new Span(1, 60), List.of()));

        assertThat(Objects.requireNonNull(same.value()).recut()).isNull();
        assertThat(same.events()).isEmpty();
        assertThat(stores.rows("select from jobs")).hasSize(1);
    }

    @Test
    void goingBackToWhatItIsTakesTheWishBack() {
        Episode episode = made(PublishRule.REVIEW);
        Recut recut = ask(episode, ELSEWHERE);

        Episode back = Stores.done(asking(episode, new Span(1, 60), null));

        assertThat(back.recut()).isNull();
        assertThat(job(recut).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(stores.claim(1)).isEmpty();
    }

    @Test
    void chaptersAndSpanAddUpWhileTheyAreUnderWay() {
        Episode episode = made(PublishRule.REVIEW);
        List<Chapter> chapters = List.of(new Chapter(10, "One"), new Chapter(20.5, "Two"));
        ask(episode, ELSEWHERE);

        Recut both = Objects.requireNonNull(
                Stores.done(asking(episode, null, chapters)).recut());

        assertThat(both.span()).isEqualTo(ELSEWHERE);
        assertThat(both.sourceChapters()).isEqualTo(chapters);
        finish(stores.claimOne());
        assertThat(episode(episode.id()).sourceChapters()).isEqualTo(chapters);
        assertThat(episode(episode.id()).span()).isEqualTo(ELSEWHERE);
    }

    @Test
    void twoWishesAtOnceLeaveOneJob() {
        Episode episode = made(PublishRule.REVIEW);
        List<Future<Committed<Episode>>> wishes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            wishes.add(asking(episode, new Span(2 + i, 50), null));
        }
        Stores.await(Future.join(wishes).otherwiseEmpty());

        assertThat(stores.rows("select from jobs where revises is not null and status in ('pending', 'processing')"))
                .hasSize(1);
        Recut last = Objects.requireNonNull(episode(episode.id()).recut());
        assertThat(job(last).status()).isEqualTo(JobStatus.PENDING);
        assertThat(wishes).allMatch(Future::succeeded);
        finish(stores.claimOne());
        assertThat(episode(episode.id()).span()).isEqualTo(last.span());
    }

    @Test
    void aWishAgainstTheEndOfTheOneBeforeEndsWell() {
        Episode episode = made(PublishRule.REVIEW);
        for (int i = 0; i < 10; i++) {
            ask(episode, new Span(2 + i, 50));
            Claimed saving = Objects.requireNonNull(stage(stores.claimOne()));
            Future<?> ends = stores.runs.checkpoint(new Checkpoint(
                    saving.run(),
                    saving.stage(),
                    new Outcome.Done(Wire.json(draft(saving)), List.of()),
                    true,
                    Stores.LEASE));
            Future<?> wish = asking(episode, new Span(2.5 + i, 55), null);
            Stores.await(Future.join(ends, wish).otherwiseEmpty());
            assertThat(wish.succeeded()).as(String.valueOf(wish.cause())).isTrue();
            finish(stores.claimOne());
            assertThat(episode(episode.id()).span()).isEqualTo(new Span(2.5 + i, 55));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 62.5, after 61.5 s", "60.9, 61.6, a second", "5, 5.9, a second", "70, 80, after 61.5 s"})
    void aSpanIsInTheRecordingAndLastsASecond(double start, double end, String why) {
        Episode episode = made(PublishRule.REVIEW);

        Failure refused = Stores.failure(asking(episode, new Span(start, end), null));

        assertThat(refused.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(refused).hasMessageContaining(why);
        assertThat(stores.rows("select from jobs where revises is not null")).isEmpty();
    }

    @Test
    void anEndThatIsOffByRoundingIsTheRecordingsOwn() {
        Episode episode = made(PublishRule.REVIEW);
        assertThat(ask(episode, new Span(5, 61.9)).span()).isEqualTo(new Span(5, 61.5));
    }

    @Test
    void aTextHasNothingToCut() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.REVIEW);
        stores.enqueue(Fixtures.transcriptJob(stores.owner, agent));
        stores.complete(stores.claimOne());
        UUID id = stores.rows("select id from episodes").get(0).getUUID("id");

        Failure refused = Stores.failure(asking(episode(id), ELSEWHERE, null));

        assertThat(refused.code()).isEqualTo("not_cuttable");
    }

    @Test
    void oneThatFailedIsTriedAgainButNotFromBefore() {
        Episode episode = made(PublishRule.REVIEW);
        Recut recut = ask(episode, ELSEWHERE);
        Claimed claimed = stores.claimOne();
        Stores.await(stores.runs.end(
                new Ended(claimed.run(), claimed.stage(), new Outcome.Fail("failed", "It cannot be cut."), null)));
        assertThat(Objects.requireNonNull(episode(episode.id()).recut()).error())
                .isEqualTo("It cannot be cut.");

        Failure before =
                Stores.failure(stores.jobs.retry(new RetryJob(stores.owner, recut.jobId(), Stage.AI_ANALYSIS)));
        assertThat(before.code()).isEqualTo("stage_not_reached");
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, recut.jobId(), Stage.AUDIO_PROCESSING)));

        finish(stores.claimOne());
        assertThat(episode(episode.id()).span()).isEqualTo(ELSEWHERE);
    }

    @Test
    void anOlderOneIsNotTriedAgainBesideANewerOne() {
        Episode episode = made(PublishRule.REVIEW);
        Recut older = ask(episode, ELSEWHERE);
        Recut newer = ask(episode, new Span(3, 30));

        Failure refused = Stores.failure(stores.jobs.retry(new RetryJob(stores.owner, older.jobId(), null)));

        assertThat(refused.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(refused).hasMessageContaining("cut anew already");
        assertThat(Objects.requireNonNull(episode(episode.id()).recut()).jobId())
                .isEqualTo(newer.jobId());
        finish(stores.claimOne());
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, older.jobId(), null)));
        finish(stores.claimOne());
        assertThat(episode(episode.id()).span()).isEqualTo(ELSEWHERE);
    }

    @Test
    void whatIsToGoOutWaitsForItsNewCut() {
        Episode episode = made(PublishRule.REVIEW);
        ask(episode, ELSEWHERE);

        Episode waiting = Stores.done(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)));
        assertThat(waiting.published()).isFalse();
        assertThat(waiting.held()).isFalse();
        assertThat(waiting.publishAt()).isNotNull();
        assertThat(Stores.done(episodes.publishDue(10))).isZero();

        Claimed saving = Objects.requireNonNull(stage(stores.claimOne()));
        Committed<Claimed> done = Stores.await(stores.runs.checkpoint(new Checkpoint(
                saving.run(),
                saving.stage(),
                new Outcome.Done(Wire.json(draft(saving)), List.of()),
                true,
                Stores.LEASE)));

        Episode out = episode(episode.id());
        assertThat(out.published()).isTrue();
        assertThat(out.publishAt()).isNull();
        assertThat(out.span()).isEqualTo(ELSEWHERE);
        assertThat(done.facts().get(0).body().getString("type")).isEqualTo("episode.published");
        assertThat(String.valueOf(stores.detail(episode.jobId()).publishing())).contains("\"published\":true");
        assertThat(String.valueOf(stores.detail(saving.run().jobId()).publishing()))
                .contains("\"published\":true");
    }

    @Test
    void whatIsScheduledForLaterIsCutAndWaitsOn() {
        Episode episode = made(PublishRule.REVIEW);
        ask(episode, ELSEWHERE);
        Instant later = Instant.now().plusSeconds(3_600);
        Stores.await(episodes.publish(new PublishEpisode(stores.owner, episode.id(), later)));

        finish(stores.claimOne());

        Episode cut = episode(episode.id());
        assertThat(cut.published()).isFalse();
        assertThat(cut.publishAt()).isNotNull();
        stores.rows("update episodes set publish_at = now() - interval '1 second'");
        assertThat(Stores.done(episodes.publishDue(10))).isEqualTo(1);
        assertThat(episode(episode.id()).published()).isTrue();
    }

    @Test
    void whatWaitsForACutThatIsCancelledOrFailsComesBackIntoReview() {
        Episode episode = made(PublishRule.REVIEW);
        Recut cancelled = ask(episode, ELSEWHERE);
        Stores.await(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)));
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, cancelled.jobId())));
        assertThat(Stores.done(episodes.publishDue(10))).isEqualTo(1);
        Episode back = episode(episode.id());
        assertThat(back.held()).isTrue();
        assertThat(back.published()).isFalse();
        assertThat(back.reason()).contains("cancelled");
        assertThat(back.span()).isEqualTo(new Span(1, 60));

        ask(episode, ELSEWHERE);
        Stores.await(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)));
        Claimed claimed = stores.claimOne();
        Stores.await(stores.runs.end(
                new Ended(claimed.run(), claimed.stage(), new Outcome.Fail("failed", "It cannot be cut."), null)));
        Stores.await(episodes.publishDue(10));
        assertThat(episode(episode.id()).held()).isTrue();
        assertThat(episode(episode.id()).reason()).contains("could not be cut");
        Failure refused = Stores.failure(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)));
        assertThat(refused.code()).isEqualTo("recut_failed");

        Stores.await(asking(episode, new Span(1, 60), null));
        assertThat(Stores.done(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)))
                        .published())
                .isTrue();
    }

    @Test
    void isCutWithoutItsAgentWhenThatIsGone() {
        Episode episode = made(PublishRule.REVIEW);
        Recut recut = ask(episode, ELSEWHERE);
        Claimed claimed = stores.claimOne();
        stores.rows("delete from agents where id = $1", episode.agentId());

        finish(claimed);

        assertThat(job(recut).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(episode(episode.id()).span()).isEqualTo(ELSEWHERE);
        assertThat(episode(episode.id()).agentId()).isNull();
        ask(episode(episode.id()), new Span(3, 30));
        finish(stores.claimOne());
        assertThat(episode(episode.id()).span()).isEqualTo(new Span(3, 30));
    }

    @Test
    void isNoVideoOfItsAgent() {
        Episode episode = made(PublishRule.REVIEW);
        ask(episode, ELSEWHERE);
        finish(stores.claimOne());
        Stores.await(new JobIndex(stores.pool).catchUp());

        assertThat(stores.rows("select from agent_videos")).hasSize(1);
    }

    @Test
    void keepsTheFormatThatItsAddressNames() {
        Episode episode = made(PublishRule.REVIEW);
        stores.rows("update agents set output_format = 'opus'");
        ask(episode, ELSEWHERE);

        assertThat(Stores.await(stores.queue.input(stores.claimOne().run()))
                        .format()
                        .extension())
                .isEqualTo("mp3");
    }
}
