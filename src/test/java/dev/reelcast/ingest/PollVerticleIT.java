package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Bus;
import dev.reelcast.config.Config;
import dev.reelcast.model.Ids;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Viewer;
import dev.reelcast.store.Database;
import dev.reelcast.store.VideoStoreVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollVerticleIT {

    private static final String CHANNEL = "UCabcdefghijklmnopqrstuv";
    private static final String OTHER = "UCabcdefghijklmnopqrstuw";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Database database = TestDatabase.create();
    private final Pool pool = database.open(vertx);
    private final Viewer owner = Fixtures.member(pool);
    private final AtomicInteger reads = new AtomicInteger();
    private HttpServer site;
    private volatile String feed = "";
    private volatile int status = 200;

    @BeforeEach
    void serve() {
        site = vertx.createHttpServer()
                .requestHandler(request -> {
                    reads.incrementAndGet();
                    request.response().setStatusCode(status).end(feed);
                })
                .listen(0, "127.0.0.1")
                .await();
        vertx.deployVerticle(new VideoStoreVerticle(bus, database)).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private PollVerticle deployed() {
        Config config = Config.parse("", Map.of("REELCAST_NETWORK_ALLOW_PRIVATE", "true"));
        PollVerticle verticle = new PollVerticle(bus, config, TimeUnit.HOURS.toMillis(1));
        vertx.deployVerticle(verticle).await();
        return verticle;
    }

    private static void tick(PollVerticle verticle) throws TimeoutException {
        verticle.tick().await(30, TimeUnit.SECONDS);
    }

    private String source() {
        return "http://127.0.0.1:" + site.actualPort() + "/feed";
    }

    private UUID follower(@Nullable String channel) {
        UUID agent = Fixtures.agent(pool, owner, PublishRule.AUTO);
        pool.preparedQuery("""
                        insert into subscriptions (id, agent_id, owner_id, source, given, topic, channel_id, token_hash, sealed,
                          created_at)
                        values ($1, $2, $3, $4, true, $4, $5, sha256($2::text::bytea), '', '2026-11-01T00:00:00Z')
                        """)
                .execute(Tuple.of(Ids.next(), agent, owner.userId(), source(), channel))
                .await();
        return agent;
    }

    private List<Row> rows(String statement, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(statement).execute(Tuple.from(parameters)).await().forEach(rows::add);
        return rows;
    }

    private List<String> videos(UUID agent) {
        return rows("select youtube_id from videos where agent_id = $1 order by youtube_id", agent).stream()
                .map(row -> row.getString("youtube_id"))
                .toList();
    }

    private static String entry(String id, String channel) {
        return "<entry><yt:videoId>" + id + "</yt:videoId><yt:channelId>" + channel + "</yt:channelId><title>Talk " + id
                + "</title><published>2026-11-20T12:00:00Z</published><updated>2026-11-20T12:00:00Z</updated></entry>";
    }

    private static String atom(String... entries) {
        return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:yt=\"http://www.youtube.com/xml/schemas/2015\">"
                + String.join("", entries) + "</feed>";
    }

    private void due() {
        rows("update polls set next_at = now()");
    }

    private Row poll() {
        return rows("select *, extract(epoch from next_at - now())::float8 as wait from polls")
                .get(0);
    }

    @Test
    void findsWhatTheHubLostForEveryAgentThatFollows() throws Exception {
        feed = atom(entry("abcdefghij1", CHANNEL), entry("abcdefghij2", OTHER));
        UUID one = follower(CHANNEL);
        UUID all = follower(null);
        tick(deployed());
        assertThat(videos(one)).containsExactly("abcdefghij1");
        assertThat(videos(all)).containsExactly("abcdefghij1", "abcdefghij2");
        assertThat(reads.get()).as("one reading for all").isEqualTo(1);
        assertThat(rows("select missed from subscriptions order by missed").stream()
                        .map(row -> row.getLong("missed")))
                .containsExactly(1L, 2L);
        assertThat(rows("select distinct origin from videos").get(0).getString("origin"))
                .isEqualTo("poll");
        assertThat(poll().getDouble("wait")).isBetween(9_000.0, 10_800.0);
        assertThat(poll().getOffsetDateTime("polled_at")).isNotNull();
    }

    @Test
    void readsAgainWhenItIsTimeAndFindsNothingTwice() throws Exception {
        feed = atom(entry("abcdefghij1", CHANNEL));
        UUID agent = follower(CHANNEL);
        PollVerticle verticle = deployed();
        tick(verticle);
        tick(verticle);
        assertThat(reads.get()).isEqualTo(1);
        feed = atom(entry("abcdefghij1", CHANNEL), entry("abcdefghij3", CHANNEL));
        due();
        tick(verticle);
        assertThat(videos(agent)).containsExactly("abcdefghij1", "abcdefghij3");
        assertThat(rows("select from jobs")).hasSize(2);
    }

    @Test
    void severalServersReadEachFeedOnce() throws Exception {
        feed = atom(entry("abcdefghij1", CHANNEL));
        follower(CHANNEL);
        follower(CHANNEL);
        List<PollVerticle> servers =
                IntStream.range(0, 4).mapToObj(n -> deployed()).toList();
        List<io.vertx.core.Future<Integer>> ticks =
                servers.stream().map(PollVerticle::tick).collect(Collectors.toList());
        for (io.vertx.core.Future<Integer> tick : ticks) {
            tick.await(30, TimeUnit.SECONDS);
        }
        assertThat(reads.get()).isEqualTo(1);
        assertThat(rows("select from videos")).hasSize(2);
    }

    @Test
    void aFeedThatCannotBeReadIsTriedSoonerAndSaysWhy() throws Exception {
        status = 500;
        follower(CHANNEL);
        PollVerticle verticle = deployed();
        tick(verticle);
        assertThat(poll().getInteger("failures")).isEqualTo(1);
        assertThat(poll().getString("error")).contains("500");
        assertThat(poll().getDouble("wait")).isBetween(50.0, 60.0);
        status = 200;
        feed = "<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><feed>&x;</feed>";
        due();
        tick(verticle);
        assertThat(poll().getInteger("failures")).isEqualTo(2);
        assertThat(poll().getDouble("wait")).isBetween(100.0, 120.0);
        feed = atom();
        due();
        tick(verticle);
        assertThat(poll().getInteger("failures")).isZero();
        assertThat(poll().getString("error")).isNull();
    }

    @Test
    void whatNobodyFollowsAnyMoreIsNotRead() throws Exception {
        feed = atom(entry("abcdefghij1", CHANNEL));
        follower(CHANNEL);
        PollVerticle verticle = deployed();
        tick(verticle);
        rows("update subscriptions set state = 'ending'");
        due();
        tick(verticle);
        assertThat(reads.get()).isEqualTo(1);
        assertThat(rows("select from polls")).isEmpty();
    }

    @Test
    void takesInTheLargestFeedThatIsRead() throws Exception {
        feed = atom(IntStream.range(0, 3_900)
                .mapToObj(n -> entry(String.format("many%07d", n), CHANNEL))
                .toArray(String[]::new));
        assertThat(feed.length()).isLessThan(1 << 20);
        UUID agent = follower(CHANNEL);
        tick(deployed());
        assertThat(videos(agent)).hasSize(3_900);
    }
}
