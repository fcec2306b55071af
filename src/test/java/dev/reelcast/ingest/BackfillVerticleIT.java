package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.reelcast.DataApiForTest;
import dev.reelcast.DataApiForTest.Upload;
import dev.reelcast.Fixtures;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.BackfillApi.NewBackfill;
import dev.reelcast.bus.BackfillApi.Result;
import dev.reelcast.bus.BackfillApi.VideoPage;
import dev.reelcast.bus.BackfillApi.VideoQuery;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.IngestApi;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.config.Config;
import dev.reelcast.media.Tools;
import dev.reelcast.model.Backfill;
import dev.reelcast.model.BackfillState;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Stage;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.Viewer;
import dev.reelcast.net.GuardProxy;
import dev.reelcast.net.ServiceClient;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.store.AgentStoreVerticle;
import dev.reelcast.store.BackfillStoreVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.JobStoreVerticle;
import dev.reelcast.store.VideoStoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfills from the request to the queue, over real stores and a Data API on loopback. */
class BackfillVerticleIT {

    private static final String CHANNEL = "UCabcdefghijklmnopqrstuv";
    private static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Database database = TestDatabase.create();
    private final Pool pool = database.open(vertx);
    private final Viewer owner = Fixtures.member(pool);
    private final List<JsonObject> facts = new CopyOnWriteArrayList<>();
    private final UUID server = Ids.next();
    private UUID agent;
    private DataApiForTest api;
    private GuardProxy proxy;

    @BeforeEach
    void open() throws IOException {
        api = new DataApiForTest();
        proxy = GuardProxy.start(vertx, new UrlGuard(true)).await();
        vertx.deployVerticle(new JobStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new AgentStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new VideoStoreVerticle(bus, database)).await();
        vertx.deployVerticle(new BackfillStoreVerticle(bus, database)).await();
        agent = following(CHANNEL, null);
        bus.subscribe(Facts.agentEvents(agent), facts::add).completion().await();
    }

    @AfterEach
    void close() {
        api.letGo();
        vertx.close().await();
        api.close();
    }

    private UUID following(@Nullable String channelId, @Nullable String channel) {
        UUID id = Fixtures.agent(pool, owner, PublishRule.REVIEW);
        rows("update agents set channel_id = $2, channel = $3 where id = $1", id, channelId, channel);
        return id;
    }

    private String serve(UUID by) {
        Config.Youtube youtube = new Config.Youtube(
                URI.create(api.url()), null, URI.create(api.url()), DataApiForTest.KEY, 10_000, HOUR);
        YtDlpRuns runs = new YtDlpRuns(
                vertx,
                proxy,
                new Tools(new Config.Tools(null, null, null, null, null), folder),
                new Config.Network(true, 1 << 20, Duration.ofSeconds(5)),
                folder);
        Channels channels = new Channels(bus, youtube, new ServiceClient(vertx, youtube.apiUrl(), null), runs);
        return vertx.deployVerticle(new BackfillVerticle(bus, channels, by)).await();
    }

    private Backfill start(UUID of, Instant since, boolean dryRun) {
        Backfill started = bus.request(BackfillApi.START, new NewBackfill(owner, of, since, dryRun))
                .await();
        bus.tell(IngestApi.BACKFILL_DUE, started.id());
        return started;
    }

    private Backfill newest(UUID of) {
        return bus.request(BackfillApi.FIND, new OneAgent(owner, of)).await().orElseThrow();
    }

    private Backfill until(UUID of, Predicate<Backfill> condition) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> newest(of), condition);
    }

    private Backfill ended(UUID of) {
        return until(of, backfill -> backfill.finishedAt() != null);
    }

    private VideoPage videos(UUID of, int limit) {
        return bus.request(BackfillApi.VIDEOS, new VideoQuery(owner, of, limit, 0))
                .await();
    }

    private List<Row> rows(String sql, @Nullable Object... parameters) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql).execute(Tuple.from(parameters)).await().forEach(rows::add);
        return rows;
    }

    private long jobs(UUID of) {
        return rows("select count(*) as jobs from jobs where agent_id = $1", of)
                .get(0)
                .getLong("jobs");
    }

    private List<String> types() {
        return facts.stream()
                .map(fact -> fact.getString("type"))
                .filter(type -> type.startsWith("backfill."))
                .toList();
    }

    private static Failure failure(Future<?> future) {
        Failure failure = catchThrowableOfType(Failure.class, future::await);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void takesEveryVideoSinceATimeOnce() throws IOException {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(230, NEWEST));
        serve(server);
        Instant since = NEWEST.minus(HOUR.multipliedBy(99));

        start(agent, since, false);
        Backfill done = ended(agent);

        assertThat(done.state()).isEqualTo(BackfillState.COMPLETED);
        assertThat(done.total()).isEqualTo(100);
        assertThat(done.enqueued()).isEqualTo(100);
        assertThat(jobs(agent)).isEqualTo(100);
        assertThat(rows("select distinct priority from jobs"))
                .singleElement()
                .satisfies(row -> assertThat(row.getInteger("priority")).isEqualTo(Priority.LOW.ordinal()));
        await().until(() -> facts.size() == 102);
        assertThat(types()).containsExactly("backfill.started", "backfill.completed");
        assertThat(facts.get(0).getInteger("totalVideos")).isEqualTo(100);
        assertThat(facts.get(0).getString("since")).isEqualTo(since.toString());
        assertThat(facts.get(101).getInteger("totalFound")).isEqualTo(100);
        assertThat(facts.get(101).getInteger("totalEnqueued")).isEqualTo(100);

        for (JsonObject fact : List.of(facts.get(0), facts.get(101))) {
            Path sample = Path.of("src/test/resources/events", fact.getString("type") + ".json");
            assertThat(fact.fieldNames()).isEqualTo(new JsonObject(Files.readString(sample)).fieldNames());
        }

        start(agent, since, false);
        Backfill again = ended(agent);
        assertThat(again.id()).isNotEqualTo(done.id());
        assertThat(again.known()).isEqualTo(100);
        assertThat(again.enqueued()).isZero();
        assertThat(jobs(agent)).isEqualTo(100);
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void dryRunStartsNothingAndIsGoneOnWithWithoutAskingAgain() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(120, NEWEST));
        serve(server);
        rows(
                "update agents set filters = $2 where id = $1",
                agent,
                JsonObject.of("titleExclude", "Talk 1$", "minMinutes", 10));
        take(VideoOrigin.HUB, new Found(DataApiForTest.id(7), "Talk 7", NEWEST, null, null, null, null));
        facts.clear();
        Instant since = NEWEST.minus(HOUR.multipliedBy(9));

        start(agent, since, true);
        Backfill dry = ended(agent);

        assertThat(dry.total()).isEqualTo(10);
        VideoPage page = videos(agent, 100);
        assertThat(page.total()).isEqualTo(10);
        assertThat(page.fresh()).isEqualTo(9);
        assertThat(page.leftOut()).isEqualTo(1);
        assertThat(page.videos().get(0).title()).isEqualTo("Talk 0");
        assertThat(page.videos().get(1).leftOut()).isEqualTo(VideoRule.TITLE_EXCLUDE);
        assertThat(page.videos().get(7).known()).isTrue();
        assertThat(jobs(agent)).isEqualTo(1);
        assertThat(facts).isEmpty();

        int asked = api.asked().size();
        Backfill real = start(agent, since, false);
        assertThat(real.id()).isEqualTo(dry.id());
        Backfill done = ended(agent);
        assertThat(api.asked()).hasSize(asked);
        assertThat(List.of(done.enqueued(), done.known(), done.ignored())).containsExactly(8, 1, 1);
        assertThat(videos(agent, 100).videos())
                .filteredOn(video -> video.result() == Result.IGNORED)
                .singleElement()
                .satisfies(video -> assertThat(video.title()).isEqualTo("Talk 1"));
        assertThat(types()).containsExactly("backfill.started", "backfill.completed");
    }

    @Test
    void oneAtATimeForAnAgentAndADryRunGivesWay() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(120, NEWEST));
        serve(server);
        api.hold(0);
        Backfill dry = start(agent, NEWEST.minus(HOUR), true);
        Backfill other = start(agent, NEWEST.minus(HOUR.multipliedBy(2)), true);
        assertThat(other.id()).isNotEqualTo(dry.id());
        Backfill real = start(agent, NEWEST.minus(HOUR.multipliedBy(3)), false);
        assertThat(real.id()).isNotEqualTo(other.id());

        Failure refused = failure(bus.request(
                BackfillApi.START, new NewBackfill(owner, agent, NEWEST.minus(HOUR.multipliedBy(3)), false)));
        assertThat(refused.code()).isEqualTo("backfill_running");
        assertThat(failure(bus.request(BackfillApi.START, new NewBackfill(owner, agent, NEWEST, true)))
                        .kind())
                .isEqualTo(FailureKind.CONFLICT);
        api.letGo();

        assertThat(ended(agent).enqueued()).isEqualTo(4);
        assertThat(jobs(agent)).isEqualTo(4);
    }

    @Test
    void manyStartsAtOnceAreOne() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(60, NEWEST));
        api.hold(0);
        serve(server);
        List<Future<Backfill>> starts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            starts.add(bus.request(BackfillApi.START, new NewBackfill(owner, agent, NEWEST.minus(HOUR), false)));
        }
        Future.join(starts).otherwiseEmpty().await();
        assertThat(starts).filteredOn(Future::succeeded).hasSize(1);
        assertThat(starts)
                .filteredOn(Future::failed)
                .allSatisfy(
                        failed -> assertThat(((Failure) failed.cause()).code()).isEqualTo("backfill_running"));
        api.letGo();
        bus.tell(IngestApi.BACKFILL_DUE, agent);
        assertThat(ended(agent).enqueued()).isEqualTo(2);
    }

    @Test
    void twoServersDoNotWorkAtTheSameOne() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(500, NEWEST));
        serve(server);
        serve(Ids.next());
        start(agent, Instant.EPOCH, false);
        assertThat(ended(agent).enqueued()).isEqualTo(500);
        assertThat(jobs(agent)).isEqualTo(500);
        assertThat(api.asked()).hasSize(1 + 2 * 10);
    }

    @Test
    void goesOnWhereAServerThatDiedWas() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(200, NEWEST));
        String first = serve(server);
        // The channel, and two pages.
        api.hold(5);
        start(agent, Instant.EPOCH, false);
        until(agent, backfill -> backfill.total() == 100);
        // As after kill -9: the lease stays, and nobody gives it back.
        rows("update backfills set lease_owner = $1, lease_until = now() + interval '1 hour'", server);
        vertx.undeploy(first).await();
        rows("update backfills set lease_owner = $1, lease_until = now() + interval '1 hour'", server);
        int asked = api.asked().size();
        api.letGo();
        String another = serve(Ids.next());
        bus.request(IngestApi.BACKFILL_DUE, agent).await();
        vertx.undeploy(another).await();
        serve(server);
        bus.tell(IngestApi.BACKFILL_DUE, agent);

        assertThat(ended(agent).enqueued()).isEqualTo(200);
        assertThat(api.asked().size() - asked).isEqualTo(4);
    }

    @Test
    void countsRightWhenAServerDiesBetweenHandingOverAndWritingItDown() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(30, NEWEST));
        serve(server);
        start(agent, Instant.EPOCH, true);
        UUID id = ended(agent).id();
        bus.request(BackfillApi.START, new NewBackfill(owner, agent, Instant.EPOCH, false))
                .await();
        // Another server takes it, hands the first batch over, and is gone.
        UUID dead = Ids.next();
        rows("update backfills set lease_owner = $2, lease_until = now() + interval '1 hour' where id = $1", id, dead);
        List<Found> batch = bus.request(BackfillApi.NEXT, new BackfillApi.Held(id, dead, HOUR))
                .await();
        assertThat(batch).hasSize(25);
        bus.request(VideoStoreApi.TAKE, new Sighting(agent, VideoOrigin.BACKFILL, null, batch, List.of()))
                .await();
        rows("update backfills set lease_until = now() - interval '1 second' where id = $1", id);
        bus.tell(IngestApi.BACKFILL_DUE, id);

        Backfill done = ended(agent);
        assertThat(List.of(done.taken(), done.enqueued(), done.known())).containsExactly(30, 30, 0);
        assertThat(jobs(agent)).isEqualTo(30);
        assertThat(bus.request(
                                BackfillApi.TAKEN,
                                new BackfillApi.HandedOver(new BackfillApi.Held(id, dead, HOUR), List.of()))
                        .await())
                .isFalse();
    }

    @Test
    void waitsForTheNextDayWhenTheQuotaIsSpentAndGoesOnThere() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(120, NEWEST));
        api.quotaLeft(4);
        serve(server);
        start(agent, Instant.EPOCH, false);

        Backfill waiting = until(agent, backfill -> backfill.resumesAt() != null);
        assertThat(waiting.state()).isEqualTo(BackfillState.LISTING);
        assertThat(waiting.total()).isEqualTo(50);
        assertThat(waiting.reason()).contains("quota of today is spent");
        assertThat(waiting.resumesAt()).isBetween(Instant.now(), Instant.now().plus(HOUR.multipliedBy(26)));
        assertThat(jobs(agent)).isZero();

        // The next day.
        rows("update youtube_quota set day = day - 1");
        rows("update backfills set run_at = now()");
        api.quotaLeft(100);
        bus.tell(IngestApi.BACKFILL_DUE, agent);
        Backfill done = ended(agent);
        assertThat(done.enqueued()).isEqualTo(120);
        assertThat(done.reason()).isNull();
        assertThat(done.seen()).isEqualTo(120);
    }

    @Test
    void triesAgainWhatPasses() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(3, NEWEST));
        api.trouble("playlistItems", 503, "backendError");
        serve(server);
        start(agent, Instant.EPOCH, false);
        Backfill waiting = until(agent, backfill -> backfill.resumesAt() != null);
        assertThat(waiting.reason()).contains("come back later");
        api.trouble("", 200, "");
        rows("update backfills set run_at = now()");
        bus.tell(IngestApi.BACKFILL_DUE, agent);
        assertThat(ended(agent).enqueued()).isEqualTo(3);
    }

    @Test
    void givesUpWhatNeverPasses() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(3, NEWEST));
        api.trouble("playlistItems", 503, "backendError");
        start(agent, Instant.EPOCH, false);
        rows("update backfills set failures = 7");
        serve(server);
        bus.tell(IngestApi.BACKFILL_DUE, agent);
        Backfill failed = ended(agent);
        assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
        assertThat(failed.reason()).contains("come back later");
    }

    @Test
    void aChannelThatIsGoneIsToldAndAnAgentWithoutOneIsRefused() {
        serve(server);
        start(agent, Instant.EPOCH, false);
        Backfill failed = ended(agent);
        assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
        assertThat(failed.reason()).isEqualTo("YouTube has no such channel, or it is closed.");

        UUID none = following(null, null);
        Failure refused = failure(bus.request(BackfillApi.START, new NewBackfill(owner, none, Instant.EPOCH, false)));
        assertThat(refused.code()).isEqualTo("no_channel");
    }

    @Test
    void anAgentThatWasGivenAHandleHasItsChannelFromThenOn() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(2, NEWEST));
        serve(server);
        UUID named = following(null, "https://www.youtube.com/@grace");
        start(named, Instant.EPOCH, false);
        assertThat(ended(named).enqueued()).isEqualTo(2);
        assertThat(rows("select channel_id from agents where id = $1", named)
                        .get(0)
                        .getString("channel_id"))
                .isEqualTo(CHANNEL);

        UUID wrong = following(null, "https://www.youtube.com/watch?v=abcdefghijk");
        start(wrong, Instant.EPOCH, false);
        assertThat(ended(wrong).reason()).isEqualTo("This is a video; give the URL or handle of its channel.");
    }

    @Test
    void isCalledOffInTheMiddle() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(200, NEWEST));
        serve(server);
        api.hold(3);
        start(agent, Instant.EPOCH, false);
        until(agent, backfill -> backfill.total() == 50);
        bus.request(BackfillApi.CANCEL, new OneAgent(owner, agent)).await();
        api.letGo();

        assertThat(newest(agent).state()).isEqualTo(BackfillState.CANCELLED);
        // Another can be started at once; the one that was called off adds nothing to it.
        start(agent, NEWEST.minus(HOUR), false);
        assertThat(ended(agent).total()).isEqualTo(2);
        assertThat(jobs(agent)).isEqualTo(2);
    }

    @Test
    void goesWithItsAgent() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(200, NEWEST));
        serve(server);
        api.hold(3);
        start(agent, Instant.EPOCH, false);
        until(agent, backfill -> backfill.total() == 50);
        rows("delete from agents where id = $1", agent);
        api.letGo();
        UUID other = following(CHANNEL, null);
        start(other, NEWEST, false);
        assertThat(ended(other).enqueued()).isEqualTo(1);
        assertThat(rows("select from backfill_videos where backfill_id not in (select id from backfills)"))
                .isEmpty();
    }

    @Test
    void aNoticeInTheMiddleOfTwoThousandStartsFirst() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(2_000, NEWEST));
        serve(server);
        start(agent, Instant.EPOCH, false);
        until(agent, backfill -> backfill.taken() >= 200);

        Upload fresh = new Upload("fresh-video", "Live now", Instant.now());
        take(VideoOrigin.HUB, new Found(fresh.id(), fresh.title(), fresh.publishedAt(), null, null, null, null));
        // One that the backfill has not come to yet.
        take(VideoOrigin.HUB, new Found(DataApiForTest.id(1_999), "Talk 1999", Instant.now(), null, null, null, null));
        assertThat(newest(agent).taken()).isLessThan(2_000);

        assertThat(claim()).isEqualTo(fresh.id());
        assertThat(claim()).isEqualTo(DataApiForTest.id(1_999));
        Backfill done = ended(agent);
        assertThat(List.of(done.total(), done.enqueued(), done.known())).containsExactly(2_000, 1_999, 1);
        assertThat(jobs(agent)).isEqualTo(2_001);
        assertThat(claim()).isEqualTo(DataApiForTest.id(0));
    }

    /** YouTube's id of what the queue starts next. */
    private String claim() {
        Claimed claimed = bus.request(
                        QueueStoreApi.CLAIM,
                        new Claim(server, Map.of(Stage.DOWNLOADING, 1), 1, Map.of(), Duration.ofSeconds(30), true))
                .await()
                .get(0);
        return rows("select canonical from jobs where id = $1", claimed.run().jobId())
                .get(0)
                .getString("canonical")
                .substring("youtube:".length());
    }

    private void take(VideoOrigin origin, Found video) {
        bus.request(VideoStoreApi.TAKE, new Sighting(agent, origin, null, List.of(video), List.of()))
                .await();
    }
}
