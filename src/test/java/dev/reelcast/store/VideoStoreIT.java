package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.OneVideo;
import dev.reelcast.bus.VideoStoreApi.Preview;
import dev.reelcast.bus.VideoStoreApi.Previewed;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.bus.VideoStoreApi.VideoPage;
import dev.reelcast.bus.VideoStoreApi.VideoPosition;
import dev.reelcast.bus.VideoStoreApi.VideoQuery;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Video;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.VideoStatus;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoStoreIT {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String FIRST = "abcdefghij1";

    private Stores stores;
    private VideoStore videos;
    private VideoLists lists;
    private UUID agent;

    @BeforeEach
    void open() {
        stores = new Stores();
        videos = new VideoStore(stores.pool);
        lists = new VideoLists(stores.pool);
        agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void take(Found... seen) {
        Stores.await(videos.take(new Sighting(agent, VideoOrigin.HUB, null, List.of(seen), List.of())));
    }

    private static Found found(String id, String title) {
        return found(id, title, 0);
    }

    private static Found found(String id, String title, int minutes) {
        return new Found(id, title, NOON.plusSeconds(60L * minutes), NOON, null, null, null);
    }

    private void filter(VideoFilters filters) {
        stores.rows("update agents set filters = $2 where id = $1", agent, Wire.json(filters));
    }

    private OneVideo one(String id) {
        return new OneVideo(stores.owner, agent, id);
    }

    private Video find(String id) {
        return list(null, null).videos().stream()
                .filter(video -> video.videoId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private VideoPage list(@Nullable VideoStatus status, @Nullable String text) {
        return Stores.await(lists.list(new VideoQuery(stores.owner, agent, status, text, 100, 0, null)));
    }

    private static List<String> titles(VideoPage page) {
        return page.videos().stream().map(Video::title).toList();
    }

    private UUID jobOf(String id) {
        return Objects.requireNonNull(find(id).jobId());
    }

    private void end(Claimed claimed, Outcome outcome) {
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), outcome, null)));
    }

    @Test
    void whatAFilterLeftOutIsProcessedWhenAPersonSaysSo() {
        filter(new VideoFilters("sermon", null, null, null, null, null));
        take(found(FIRST, "One"));
        Committed<Video> queued = Stores.await(videos.process(one(FIRST)));
        assertThat(queued.events())
                .extracting(event -> event.body().getString("type"))
                .containsExactly("job.queued");
        Video video = find(FIRST);
        assertThat(video.status()).isEqualTo(VideoStatus.QUEUED);
        assertThat(video.rule()).isNull();
        assertThat(video.reason()).as("what its job waits for").isEqualTo("Waiting in the queue");
        assertThat(stores.job(jobOf(FIRST)).priority()).isEqualTo(Priority.NORMAL);
        Committed<Video> again = Stores.await(videos.process(one(FIRST)));
        assertThat(again.events()).isEmpty();
        assertThat(again.value()).isEqualTo(find(FIRST));
    }

    @Test
    void aFailedVideoIsTriedWithANewJob() {
        take(found(FIRST, "One"));
        UUID first = jobOf(FIRST);
        end(stores.claimOne(), new Outcome.Fail("private", "The video is private."));
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.FAILED);
        assertThat(find(FIRST).reason()).isEqualTo("The video is private.");
        Stores.await(videos.process(one(FIRST)));
        assertThat(jobOf(FIRST)).isNotEqualTo(first);
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.QUEUED);
    }

    @Test
    void theOldJobOfAVideoDoesNotSpeakForItAnyMore() {
        take(found(FIRST, "One"));
        UUID first = jobOf(FIRST);
        end(stores.claimOne(), new Outcome.Fail("private", "The video is private."));
        Stores.await(videos.process(one(FIRST)));
        stores.complete(stores.claimOne());
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, first, null)));
        end(stores.claimOne(), new Outcome.Fail("private", "The video is private."));
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.PROCESSED);
    }

    @Test
    void ignoringCancelsTheJob() {
        take(found(FIRST, "One"));
        Claimed running = stores.claimOne();
        Committed<Video> ignored = Stores.await(videos.ignore(one(FIRST)));
        assertThat(ignored.facts()).extracting(Committed.Fact::address).containsExactly(Facts.JOBS_STOPPED);
        assertThat(ignored.events())
                .extracting(event -> event.body().getString("type"))
                .containsExactly("job.cancelled");
        Video video = Objects.requireNonNull(ignored.value());
        assertThat(video.rule()).isEqualTo(VideoRule.BY_HAND);
        assertThat(video.reason()).isEqualTo("It was left out by hand.");
        assertThat(stores.job(running.run().jobId()).status()).isEqualTo(JobStatus.CANCELLED);
        Stores.await(videos.process(one(FIRST)));
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.QUEUED);
    }

    @Test
    void ignoringWhatARuleLeftOutKeepsABackfillFromTakingItUp() {
        filter(new VideoFilters("sermon", null, null, null, null, null));
        take(found(FIRST, "One"));
        assertThat(Stores.done(videos.ignore(one(FIRST))).rule()).isEqualTo(VideoRule.BY_HAND);
        filter(VideoFilters.NONE);
        Stores.await(
                videos.take(new Sighting(agent, VideoOrigin.BACKFILL, null, List.of(found(FIRST, "One")), List.of())));
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.IGNORED);
    }

    @Test
    void whatIsProcessedStaysSo() {
        take(found(FIRST, "One"));
        stores.complete(stores.claimOne());
        Stream.<Function<OneVideo, Future<?>>>of(videos::process, videos::ignore)
                .forEach(order -> assertThat(
                                Stores.failure(order.apply(one(FIRST))).code())
                        .isEqualTo("already_processed"));
    }

    @Test
    void processingAndIgnoringAtOnceLeaveOneState() {
        for (int round = 0; round < 10; round++) {
            String id = String.format("round%06d", round);
            take(found(id, "One"));
            List<Future<?>> orders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                orders.add(videos.ignore(one(id)));
                orders.add(videos.process(one(id)));
                orders.add(videos.take(
                        new Sighting(agent, VideoOrigin.HUB, null, List.of(found(id, "One, edited")), List.of(FIRST))));
            }
            Stores.await(Future.all(orders));
            Row stands = stores.rows(
                            "select videos.status, jobs.status as job, (select count(*) from jobs where video_id = videos.id"
                                    + " and status = 'pending') as active from videos join jobs on jobs.id = videos.job_id"
                                    + " where youtube_id = $1",
                            id)
                    .get(0);
            boolean queued = stands.getString("status").equals("queued");
            assertThat(stands.getString("job")).isEqualTo(queued ? "pending" : "cancelled");
            assertThat(stands.getLong("active")).isEqualTo(queued ? 1 : 0);
        }
    }

    @Test
    void aJobThatAFilterEndedIsNotEndedByItTwice() {
        take(found(FIRST, "One"));
        UUID job = jobOf(FIRST);
        stores.rows(
                "update jobs set status = 'cancelled', finished_at = now(),"
                        + " error = '{\"cause\":\"too_short\",\"message\":\"It is 5 s long.\"}' where id = $1",
                job);
        assertThat(find(FIRST).rule()).isEqualTo(VideoRule.TOO_SHORT);
        assertThat(find(FIRST).reason()).isEqualTo("It is 5 s long.");
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, job, null)));
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.QUEUED);
        assertThat(stores.rows("select wanted from videos").get(0).getBoolean("wanted"))
                .isTrue();
    }

    @Test
    void listsTheNewestFirstInPages() {
        IntStream.range(0, 25).forEach(n -> take(found(String.format("video%06d", n), "Title " + n, n)));
        take(new Found("undated0001", "Without a date", null, null, null, null, null));
        VideoPage first = Stores.await(lists.list(new VideoQuery(stores.owner, agent, null, null, 10, 0, null)));
        assertThat(titles(first))
                .startsWith("Without a date", "Title 24", "Title 23")
                .hasSize(10);
        assertThat(first.total()).isEqualTo(26);
        assertThat(first.totalIsLowerBound()).isFalse();
        List<String> all = new ArrayList<>(titles(first));
        VideoPosition next = first.next();
        while (next != null) {
            VideoPage page = Stores.await(lists.list(new VideoQuery(stores.owner, agent, null, null, 10, 0, next)));
            all.addAll(titles(page));
            next = page.next();
        }
        assertThat(all).hasSize(26).doesNotHaveDuplicates().endsWith("Title 1", "Title 0");
        assertThat(titles(Stores.await(lists.list(new VideoQuery(stores.owner, agent, null, null, 10, 20, null)))))
                .hasSize(6);
    }

    @Test
    void filtersByStatusAndSearchesWords() {
        filter(new VideoFilters(null, "trailer", null, null, null, null));
        take(
                found("video000001", "Die Predigt vom Sonntag"),
                found("video000002", "Trailer: predigt"),
                found("video000003", "日曜日の説教"),
                found("video000004", "100% \\_ ' off"));
        assertThat(titles(list(VideoStatus.IGNORED, null))).containsExactly("Trailer: predigt");
        assertThat(list(VideoStatus.FAILED, null).total()).isZero();
        assertThat(titles(list(null, "PREDIGT"))).hasSize(2);
        assertThat(titles(list(VideoStatus.QUEUED, "sonn pred"))).containsExactly("Die Predigt vom Sonntag");
        assertThat(titles(list(null, "説教"))).containsExactly("日曜日の説教");
        assertThat(titles(list(null, "100"))).hasSize(1);
        assertThat(titles(list(null, "%"))).isEmpty();
        assertThat(titles(list(null, "' | !x:* <->"))).isEmpty();
        assertThat(list(null, agent.toString()).total())
                .as("its own mark is no word")
                .isZero();
        UUID other = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        assertThat(Stores.await(lists.list(new VideoQuery(stores.owner, other, null, "predigt", 10, 0, null)))
                        .total())
                .isZero();
    }

    @Test
    void triesFiltersOnTheNewestVideosWithoutChangingAnything() {
        take(
                found("video000001", "Sermon", 1),
                found("video000002", "News", 2),
                new Found("video000003", "Sermon", NOON.plusSeconds(180), NOON, 30.0, true, null));
        List<Previewed> tried = Stores.await(lists.preview(
                new Preview(stores.owner, agent, new VideoFilters("sermon", null, null, null, false, null), 50)));
        assertThat(tried).extracting(Previewed::rule).containsExactly(VideoRule.SHORT, VideoRule.TITLE_INCLUDE, null);
        assertThat(tried.get(1).reason()).contains("sermon");
        assertThat(list(VideoStatus.QUEUED, null).total()).isEqualTo(3);
        assertThat(Stores.await(lists.preview(new Preview(stores.owner, agent, VideoFilters.NONE, 2))))
                .hasSize(2);
        assertThat(Stores.failure(lists.preview(new Preview(
                                stores.owner, agent, new VideoFilters("(", null, null, null, null, null), 2)))
                        .kind())
                .isEqualTo(FailureKind.INVALID);
    }

    @Test
    void doesNotTellAStrangerThatAVideoIsThere() {
        take(found(FIRST, "One"));
        Viewer stranger = Fixtures.member(stores.pool);
        OneVideo which = new OneVideo(stranger, agent, FIRST);
        Stream.<Future<?>>of(
                        videos.process(which),
                        videos.ignore(which),
                        lists.list(new VideoQuery(stranger, agent, null, null, 10, 0, null)),
                        lists.preview(new Preview(stranger, agent, VideoFilters.NONE, 10)),
                        videos.process(one("unknown0001")))
                .forEach(question -> assertThat(Stores.failure(question).kind()).isEqualTo(FailureKind.NOT_FOUND));
        assertThat(find(FIRST).status()).isEqualTo(VideoStatus.QUEUED);
        Stores.await(videos.ignore(new OneVideo(Fixtures.admin(stores.pool), agent, FIRST)));
        assertThat(find(FIRST).rule()).isEqualTo(VideoRule.BY_HAND);
    }

    @Test
    void aVideoWhoseJobWasCancelledByAPersonSaysSo() {
        take(found(FIRST, "One"));
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, jobOf(FIRST))));
        assertThat(find(FIRST).rule()).isEqualTo(VideoRule.CANCELLED);
    }
}
