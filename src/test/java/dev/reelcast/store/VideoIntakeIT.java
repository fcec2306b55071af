package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.VideoStoreApi.Broadcast;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.bus.VideoStoreApi.Taken;
import dev.reelcast.bus.VideoStoreApi.VideoQuery;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoIntakeIT {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String FIRST = "abcdefghij1";
    private static final String SECOND = "abcdefghij2";

    private Stores stores;
    private VideoStore videos;
    private UUID agent;

    @BeforeEach
    void open() {
        stores = new Stores();
        videos = new VideoStore(stores.pool);
        agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static Found found(String id, String title) {
        return new Found(id, title, NOON, NOON, null, null, null);
    }

    private static Found changed(String id, String title, Instant at) {
        return new Found(id, title, NOON, at, null, null, null);
    }

    private static Found lasting(String id, @Nullable Double seconds) {
        return new Found(id, "A title", NOON, null, seconds, null, null);
    }

    private Sighting sighting(VideoOrigin origin, Found... seen) {
        return new Sighting(agent, origin, null, List.of(seen), List.of());
    }

    private Taken take(VideoOrigin origin, Found... seen) {
        return Stores.done(videos.take(sighting(origin, seen)));
    }

    private Taken gone(String... ids) {
        return Stores.done(videos.take(new Sighting(agent, VideoOrigin.HUB, null, List.of(), List.of(ids))));
    }

    private void filter(VideoFilters filters) {
        stores.rows("update agents set filters = $2 where id = $1", agent, Wire.json(filters));
    }

    private Row video(String id) {
        return stores.rows("select * from videos where agent_id = $1 and youtube_id = $2", agent, id)
                .get(0);
    }

    private String stands(String id) {
        Row video = video(id);
        return video.getString("status") + (video.getString("rule") == null ? "" : " " + video.getString("rule"));
    }

    private List<Job> jobs() {
        return stores.rows("select id from jobs order by id").stream()
                .map(row -> stores.job(row.getUUID("id")))
                .toList();
    }

    private NewJob submitted(String id) {
        return new NewJob(
                Ids.next(),
                stores.owner.userId(),
                agent,
                JobType.YOUTUBE,
                "https://www.youtube.com/watch?v=" + id,
                "youtube:" + id,
                "youtube.com",
                null,
                Priority.HIGH,
                null,
                List.of());
    }

    private void end(Claimed claimed, Outcome outcome) {
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), outcome, null)));
    }

    @Test
    void whatIsNewBecomesARowAndAJobAndIsToldOf() {
        Committed<Taken> taken =
                Stores.await(videos.take(sighting(VideoOrigin.HUB, found(FIRST, "One"), found(SECOND, "Two"))));
        assertThat(taken.value()).isEqualTo(new Taken(2, 2, 0, 0, 0));
        assertThat(jobs()).extracting(Job::videoTitle).containsExactlyInAnyOrder("One", "Two");
        assertThat(jobs()).allSatisfy(job -> {
            assertThat(job.status()).isEqualTo(JobStatus.PENDING);
            assertThat(job.priority()).isEqualTo(Priority.NORMAL);
            assertThat(job.agentId()).isEqualTo(agent);
        });
        assertThat(stands(FIRST)).isEqualTo("queued");
        assertThat(video(FIRST).getUUID("job_id")).isEqualTo(jobs().get(0).id());
        assertThat(taken.events())
                .extracting(event -> event.body().getString("videoId"))
                .containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(taken.facts())
                .hasSize(2)
                .allSatisfy(fact -> assertThat(fact.address()).isEqualTo(Facts.agentEvents(agent)));
        JsonObject told = taken.facts().get(0).body();
        assertThat(told.getString("type")).isEqualTo("video.discovered");
        assertThat(told.getString("videoId")).isEqualTo(FIRST);
        assertThat(told.getString("title")).isEqualTo("One");
        assertThat(told.getString("publishedAt")).isEqualTo("2026-11-20T12:00:00Z");
    }

    @Test
    void theSameSightingTwiceChangesNothing() {
        take(VideoOrigin.HUB, found(FIRST, "One"));
        String before = video(FIRST).deepToString();
        for (VideoOrigin origin : List.of(VideoOrigin.HUB, VideoOrigin.POLL, VideoOrigin.BACKFILL)) {
            Committed<Taken> again = Stores.await(videos.take(sighting(origin, found(FIRST, "One"))));
            assertThat(again.value()).isEqualTo(new Taken(0, 0, 0, 0, 0));
            assertThat(again.facts()).isEmpty();
            assertThat(again.events()).isEmpty();
        }
        assertThat(video(FIRST).deepToString()).isEqualTo(before);
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void theKeyIsKeptWhenTheJobIsLongGone() {
        take(VideoOrigin.HUB, found(FIRST, "One"));
        stores.complete(stores.claimOne());
        assertThat(stands(FIRST)).isEqualTo("processed");
        stores.rows("delete from job_publishing");
        stores.rows("delete from episodes");
        stores.rows("delete from jobs");
        assertThat(take(VideoOrigin.BACKFILL, found(FIRST, "One"))).isEqualTo(new Taken(0, 0, 0, 0, 0));
        assertThat(jobs()).isEmpty();
        assertThat(stands(FIRST)).isEqualTo("processed");
        VideoQuery all = new VideoQuery(stores.owner, agent, null, null, 10, 0, null);
        assertThat(Stores.await(new VideoLists(stores.pool).list(all))
                        .videos()
                        .get(0)
                        .jobId())
                .as("a job that is gone is not linked to")
                .isNull();
    }

    @Test
    void manySightingsOfOneVideoAtOnceMakeOneRowAndOneJob() {
        List<Future<Committed<Taken>>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            VideoOrigin origin = i % 3 == 0 ? VideoOrigin.HUB : i % 3 == 1 ? VideoOrigin.POLL : VideoOrigin.BACKFILL;
            List<Found> seen = new ArrayList<>(IntStream.range(0, 20)
                    .mapToObj(n -> found(String.format("video%06d", n), "Title " + n))
                    .toList());
            Collections.rotate(seen, i);
            all.add(videos.take(new Sighting(agent, origin, null, seen, List.of())));
        }
        int discovered =
                all.stream().mapToInt(each -> Stores.done(each).discovered()).sum();
        assertThat(discovered).isEqualTo(20);
        assertThat(jobs()).hasSize(20);
        assertThat(stores.rows("select from videos where status = 'queued' and job_id is not null"))
                .hasSize(20);
    }

    @Test
    void sightingsAtOnceWithOrdersByHandLeaveOneJobForEachVideoAndKnowIt() {
        for (int round = 0; round < 20; round++) {
            String id = String.format("round%06d", round);
            Future<?> seen = videos.take(sighting(VideoOrigin.HUB, found(id, "One")));
            Future<?> byHand = stores.enqueuing(submitted(id));
            Stores.await(Future.all(seen, byHand));
            assertThat(stores.rows(
                            "select from jobs join videos on videos.job_id = jobs.id and jobs.video_id = videos.id"
                                    + " where canonical = $1 and videos.status = 'queued'",
                            "youtube:" + id))
                    .hasSize(1);
        }
        assertThat(jobs()).hasSize(20);
    }

    @Test
    void twoAgentsOnOneChannelDoNotDisturbEachOther() {
        UUID other = Fixtures.agent(stores.pool, stores.owner, PublishRule.MANUAL);
        take(VideoOrigin.HUB, found(FIRST, "One"));
        Taken theirs = Stores.done(
                videos.take(new Sighting(other, VideoOrigin.HUB, null, List.of(found(FIRST, "One")), List.of())));
        assertThat(theirs.enqueued()).isEqualTo(1);
        Stores.await(videos.take(new Sighting(other, VideoOrigin.HUB, null, List.of(), List.of(FIRST))));
        assertThat(stands(FIRST)).isEqualTo("queued");
        assertThat(jobs()).extracting(Job::status).containsExactlyInAnyOrder(JobStatus.PENDING, JobStatus.CANCELLED);
    }

    @Test
    void anEditBringsTheVideoUpToDateAndStartsNothing() {
        take(VideoOrigin.HUB, found(FIRST, "One"));
        stores.complete(stores.claimOne());
        assertThat(take(VideoOrigin.HUB, changed(FIRST, "One, corrected", NOON.plusSeconds(60))))
                .isEqualTo(new Taken(0, 0, 0, 1, 0));
        assertThat(video(FIRST).getString("title")).isEqualTo("One, corrected");
        assertThat(stands(FIRST)).isEqualTo("processed");
        assertThat(jobs()).hasSize(1);
        assertThat(take(VideoOrigin.POLL, changed(FIRST, "An older account", NOON.plusSeconds(30)))
                        .updated())
                .as("what comes late yields to what was changed later")
                .isZero();
        assertThat(take(VideoOrigin.BACKFILL, lasting(FIRST, 61.0)).updated()).isEqualTo(1);
        assertThat(video(FIRST).getString("title")).isEqualTo("One, corrected");
        assertThat(video(FIRST).getDouble("duration_seconds")).isEqualTo(61);
    }

    @Test
    void aDeletedVideoLosesItsWaitingJobAndIsMarked() {
        take(VideoOrigin.HUB, found(FIRST, "One"), found(SECOND, "Two"));
        Claimed running = stores.claimOne();
        Committed<Taken> gone = Stores.await(videos.take(
                new Sighting(agent, VideoOrigin.HUB, null, List.of(), List.of(FIRST, SECOND, "unknown0001"))));
        assertThat(gone.value()).isEqualTo(new Taken(0, 0, 0, 0, 2));
        assertThat(gone.events())
                .extracting(event -> event.body().getString("type"))
                .containsExactly("job.cancelled");
        assertThat(stands(FIRST)).isEqualTo("queued");
        assertThat(stands(SECOND)).isEqualTo("ignored deleted");
        assertThat(video(SECOND).getString("reason")).isEqualTo("Its channel took it away before it was processed.");
        assertThat(video(FIRST).getOffsetDateTime("deleted_at")).isNotNull();
        assertThat(gone(FIRST, SECOND).deleted()).isZero();
        end(running, new Outcome.Fail("http_404", "The video is gone."));
        assertThat(stands(FIRST)).isEqualTo("failed");
        assertThat(video(FIRST).getString("reason")).isEqualTo("The video is gone.");
        assertThat(take(VideoOrigin.BACKFILL, found(FIRST, "One"), found(SECOND, "Two"))
                        .enqueued())
                .isZero();
    }

    @Test
    void aVideoThatIsShownAgainIsThereAgain() {
        take(VideoOrigin.HUB, found(FIRST, "One"));
        gone(FIRST);
        take(VideoOrigin.HUB, changed(FIRST, "One", NOON.plusSeconds(1)));
        assertThat(video(FIRST).getOffsetDateTime("deleted_at"))
                .as("told late, from before it went")
                .isNotNull();
        take(VideoOrigin.HUB, changed(FIRST, "One", Instant.now().plusSeconds(60)));
        assertThat(video(FIRST).getOffsetDateTime("deleted_at")).isNull();
        assertThat(stands(FIRST)).isEqualTo("ignored deleted");
    }

    @Test
    void filtersLeaveOutAndSayByWhichRule() {
        filter(new VideoFilters("sermon", "trailer", 10.0, null, false, false));
        Taken taken = take(
                VideoOrigin.BACKFILL,
                found("title000001", "Announcements"),
                found("title000002", "Sermon trailer"),
                new Found("short000001", "Sermon", NOON, null, 30.0, true, null),
                new Found("stream00001", "Sermon", NOON, null, 3_600.0, null, Broadcast.ENDED),
                new Found("comes000001", "Sermon", NOON, null, null, null, Broadcast.UPCOMING),
                new Found("brief000001", "Sermon", NOON, null, 599.0, false, Broadcast.NONE),
                new Found("taken000001", "Sermon", NOON, null, 600.0, false, Broadcast.NONE),
                found("taken000002", "A SERMON of unknown length"));
        assertThat(taken).isEqualTo(new Taken(8, 3, 5, 0, 0));
        assertThat(stands("title000001")).isEqualTo("ignored title_include");
        assertThat(video("title000001").getString("reason")).isEqualTo("Its title does not match \"sermon\".");
        assertThat(stands("title000002")).isEqualTo("ignored title_exclude");
        assertThat(stands("short000001")).isEqualTo("ignored short");
        assertThat(stands("stream00001")).isEqualTo("ignored live");
        assertThat(stands("comes000001")).isEqualTo("queued");
        assertThat(stands("brief000001")).isEqualTo("ignored too_short");
        assertThat(stands("taken000001")).isEqualTo("queued");
        assertThat(stands("taken000002")).isEqualTo("queued");
    }

    @Test
    void anEditDoesNotTakeUpWhatAFilterLeftOut() {
        filter(new VideoFilters("sermon", null, null, null, null, null));
        take(VideoOrigin.HUB, found(FIRST, "One"));
        take(VideoOrigin.HUB, changed(FIRST, "The sermon", NOON.plusSeconds(60)));
        assertThat(stands(FIRST)).isEqualTo("ignored title_include");
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aBackfillTakesUpWhatNoFilterLeavesOutAnyMore() {
        filter(new VideoFilters("sermon", null, 10.0, null, false, null));
        Found brief = new Found("brief000001", "Sermon", NOON, null, 60.0, null, null);
        Found small = new Found("short000001", "Sermon", NOON, null, 700.0, true, null);
        take(VideoOrigin.HUB, found(FIRST, "One"), brief, small);
        assertThat(take(VideoOrigin.BACKFILL, found(FIRST, "One"), brief, small).enqueued())
                .isZero();
        filter(new VideoFilters(null, "^Two", 10.0, null, true, null));
        Taken again = take(
                VideoOrigin.BACKFILL, found(FIRST, "One"), lasting("brief000001", null), lasting("short000001", null));
        assertThat(again).isEqualTo(new Taken(0, 2, 0, 0, 0));
        assertThat(stands(FIRST)).isEqualTo("queued");
        assertThat(stands("short000001")).isEqualTo("queued");
        assertThat(stands("brief000001")).isEqualTo("ignored too_short");
        assertThat(jobs()).allSatisfy(job -> assertThat(job.priority()).isEqualTo(Priority.LOW));
        filter(new VideoFilters(null, "trailer", null, null, null, null));
        take(VideoOrigin.BACKFILL, lasting("brief000001", null));
        assertThat(stands("brief000001")).isEqualTo("queued");
    }

    @Test
    void whatAPersonCancelledStaysSo() {
        take(VideoOrigin.HUB, found(FIRST, "One"));
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, jobs().get(0).id())));
        assertThat(stands(FIRST)).isEqualTo("ignored cancelled");
        assertThat(take(VideoOrigin.BACKFILL, found(FIRST, "One")).enqueued()).isZero();
    }

    @Test
    void aJobThatWasThereBeforeIsTheVideosJob() {
        Job waiting = stores.enqueue(submitted(FIRST));
        Job done = stores.enqueue(submitted(SECOND));
        stores.rows("update jobs set priority = 3 where id = $1", done.id());
        stores.complete(stores.claimOne());
        filter(new VideoFilters("sermon", null, null, null, null, null));
        Taken taken = take(VideoOrigin.HUB, found(FIRST, "One"), found(SECOND, "Two"));
        assertThat(taken).isEqualTo(new Taken(2, 0, 0, 0, 0));
        assertThat(stands(FIRST)).isEqualTo("queued");
        assertThat(video(FIRST).getString("origin")).isEqualTo("submitted");
        assertThat(video(FIRST).getUUID("job_id")).isEqualTo(waiting.id());
        assertThat(stands(SECOND)).isEqualTo("processed");
        end(stores.claimOne(), new Outcome.Fail("private", "The video is private."));
        assertThat(stands(FIRST)).isEqualTo("failed");
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void aPersonMayWantWhatWasLeftOut() {
        filter(new VideoFilters("sermon", null, null, null, null, null));
        take(VideoOrigin.HUB, found(FIRST, "One"));
        Job job = stores.enqueue(submitted(FIRST));
        assertThat(stands(FIRST)).isEqualTo("queued");
        assertThat(video(FIRST).getUUID("job_id")).isEqualTo(job.id());
        assertThat(video(FIRST).getBoolean("wanted")).isTrue();
        assertThat(video(FIRST).getString("reason")).isNull();
    }

    @Test
    void titlesAreKeptWhateverTheyHold() {
        String title = "\u202eRTL \u05e9\u05dc\u05d5\u05dd \ud83c\udf99\ufe0f <b>&amp;</b> =1+1 e\u0301";
        take(
                VideoOrigin.HUB,
                found(FIRST, title),
                found(SECOND, "half \ud83d, nothing \0, long " + "\ud83c\udf99".repeat(600)),
                found("empty000001", "   "));
        assertThat(video(FIRST).getString("title")).isEqualTo(title);
        assertThat(video(SECOND).getString("title"))
                .startsWith("half \ufffd, nothing \ufffd, long \ud83c\udf99")
                .satisfies(kept ->
                        assertThat(kept.codePointCount(0, kept.length())).isEqualTo(500));
        assertThat(video("empty000001").getString("title")).isEmpty();
        take(VideoOrigin.HUB, changed(FIRST, "", NOON.plusSeconds(60)));
        assertThat(video(FIRST).getString("title")).isEqualTo(title);
    }

    @Test
    void whatIsNoVideoIdIsPassedOver() {
        assertThat(take(VideoOrigin.HUB, found("../../../etc", "x"), found("short", "x"), found("абвгдежзийк", "x")))
                .isEqualTo(new Taken(0, 0, 0, 0, 0));
        assertThat(gone("'; drop table videos").deleted()).isZero();
    }

    @Test
    void ofTwoAccountsInOneSightingTheLaterCounts() {
        Taken taken = take(VideoOrigin.POLL, changed(FIRST, "New", NOON.plusSeconds(60)), changed(FIRST, "Old", NOON));
        assertThat(taken).isEqualTo(new Taken(1, 1, 0, 0, 0));
        assertThat(video(FIRST).getString("title")).isEqualTo("New");
    }

    @Test
    void takesInTenThousandAtOnce() {
        Found[] many = IntStream.range(0, 10_000)
                .mapToObj(n -> found(String.format("many%07d", n), "Title " + n))
                .toArray(Found[]::new);
        assertThat(take(VideoOrigin.BACKFILL, many)).isEqualTo(new Taken(10_000, 10_000, 0, 0, 0));
        assertThat(take(VideoOrigin.HUB, many)).isEqualTo(new Taken(0, 0, 0, 0, 0));
    }

    @Test
    void countsAmongTheAgentsVideosOnce() {
        stores.enqueue(submitted(FIRST));
        take(VideoOrigin.HUB, found(FIRST, "One"), found(SECOND, "Two"));
        assertThat(Stores.await(stores.agents.stats(new dev.reelcast.bus.AgentStoreApi.OneAgent(stores.owner, agent)))
                        .totalVideos())
                .isEqualTo(2);
    }

    @Test
    void anAgentThatIsGoneTakesNothing() {
        Sighting late = new Sighting(Ids.next(), VideoOrigin.HUB, null, List.of(found(FIRST, "One")), List.of());
        assertThat(Stores.failure(videos.take(late)).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void aBacklogAndNoticesAtOnceAddNothingTwiceAndFreshOnesGoFirst() {
        List<Future<Committed<Taken>>> all = new ArrayList<>();
        for (int page = 0; page < 10; page++) {
            int from = page * 50;
            List<Found> backlog = IntStream.range(from, from + 50)
                    .mapToObj(n -> found(String.format("back%07d", n), "Old " + n))
                    .toList();
            all.add(videos.take(new Sighting(agent, VideoOrigin.BACKFILL, null, backlog, List.of())));
            Found fresh = found(String.format("back%07d", from + 25), "Notice");
            all.add(videos.take(new Sighting(agent, VideoOrigin.HUB, null, List.of(fresh), List.of())));
            all.add(videos.take(new Sighting(
                    agent, VideoOrigin.HUB, null, List.of(found("fresh00000" + page, "Fresh")), List.of())));
        }
        assertThat(all.stream().mapToInt(each -> Stores.done(each).enqueued()).sum())
                .isEqualTo(510);
        assertThat(jobs()).hasSize(510);
        assertThat(stores.claim(10))
                .allSatisfy(claimed ->
                        assertThat(stores.job(claimed.run().jobId()).priority()).isEqualTo(Priority.NORMAL));
    }

    private void follow(String since) {
        stores.rows(
                "insert into subscriptions (id, agent_id, owner_id, source, given, topic, token_hash, sealed, created_at)"
                        + " values ($1, $2, $3, 'https://example.org/feed', true, 'https://example.org/feed',"
                        + " sha256($2::text::bytea), '', $4::text::timestamptz)",
                Ids.next(),
                agent,
                stores.owner.userId(),
                since);
    }

    private Row subscription() {
        return stores.rows("select * from subscriptions where agent_id = $1", agent)
                .get(0);
    }

    private static Found published(String id, String time) {
        return new Found(id, "A title", Instant.parse(time), null, null, null, null);
    }

    @Test
    void whatWasThereBeforeTheChannelWasFollowedIsNotTakenUntilABackfillDoes() {
        follow("2026-11-18T00:00:00Z");
        Found old = published("before00001", "2026-11-15T23:59:59Z");
        Found newest = published("newest00001", "2026-11-16T00:00:01Z");
        assertThat(take(VideoOrigin.POLL, old, newest)).isEqualTo(new Taken(2, 1, 1, 0, 0));
        assertThat(stands("before00001")).isEqualTo("ignored older");
        assertThat(stands("newest00001")).isEqualTo("queued");
        assertThat(take(VideoOrigin.HUB, published("before00002", "2020-01-01T00:00:00Z"))
                        .ignored())
                .isEqualTo(1);
        assertThat(take(VideoOrigin.BACKFILL, old)).isEqualTo(new Taken(0, 1, 0, 0, 0));
        assertThat(stands("before00001")).isEqualTo("queued");
        assertThat(take(VideoOrigin.BACKFILL, published("before00003", "2020-01-01T00:00:00Z"))
                        .enqueued())
                .isEqualTo(1);
    }

    @Test
    void countsWhatTheHubShouldHaveToldOf() {
        follow("2026-11-18T00:00:00Z");
        Found justNow = published("justnow0001", Instant.now().toString());
        take(
                VideoOrigin.POLL,
                published("before00001", "2026-11-17T00:00:00Z"),
                published("missed00001", "2026-11-18T00:00:01Z"),
                published("missed00002", "2026-11-19T00:00:00Z"),
                justNow);
        assertThat(subscription().getLong("missed")).isEqualTo(2);
        take(VideoOrigin.POLL, published("missed00001", "2026-11-18T00:00:01Z"));
        take(VideoOrigin.BACKFILL, published("old00000001", "2026-11-19T00:00:00Z"));
        assertThat(subscription().getLong("missed")).isEqualTo(2);
        assertThat(video("missed00001").getString("origin")).isEqualTo("poll");
    }

    @Test
    void aNoticeIsCountedWithWhatItTells() {
        follow("2026-11-18T00:00:00Z");
        UUID id = subscription().getUUID("id");
        Stores.await(videos.take(new Sighting(agent, VideoOrigin.HUB, id, List.of(found(FIRST, "One")), List.of())));
        Stores.await(videos.take(new Sighting(agent, VideoOrigin.HUB, id, List.of(found(FIRST, "One")), List.of())));
        assertThat(subscription().getLong("notices")).isEqualTo(2);
        assertThat(subscription().getOffsetDateTime("last_notice_at")).isNotNull();
    }
}
