package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelcast.DataApiForTest;
import dev.reelcast.DataApiForTest.Upload;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.BackfillApi.Listed;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.VideoStoreApi.Broadcast;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.ingest.ChannelListing.Page;
import dev.reelcast.ingest.ListingException.Kind;
import dev.reelcast.media.Cancellation;
import dev.reelcast.net.ChannelUrl;
import dev.reelcast.net.ServiceClient;
import dev.reelcast.store.BackfillStoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataApiListingIT {

    private static final String CHANNEL = "UCabcdefghijklmnopqrstuv";
    private static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private DataApiForTest api;
    private DataApiListing listing;

    @BeforeEach
    void open() throws IOException {
        api = new DataApiForTest();
        vertx.deployVerticle(new BackfillStoreVerticle(bus, TestDatabase.create()))
                .await();
        listing = listing(10_000);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        api.close();
    }

    private DataApiListing listing(int quota) {
        ServiceClient service = new ServiceClient(vertx, URI.create(api.url()), null);
        return new DataApiListing(new DataApi(service, DataApiForTest.KEY, new Quota(bus, quota)));
    }

    private Page page(Instant since, @Nullable String cursor) {
        return listing.page(CHANNEL, since, cursor, seen -> {}, new Cancellation())
                .await();
    }

    private List<Listed> all(Instant since) {
        List<Listed> all = new ArrayList<>();
        String cursor = null;
        do {
            Page page = page(since, cursor);
            all.addAll(page.videos());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private Kind refusal(Future<?> future) {
        ListingException refused = catchThrowableOfType(ListingException.class, future::await);
        assertThat(refused).isNotNull().hasMessageNotContainingAny(DataApiForTest.KEY, "127.0.0.1");
        return refused.kind();
    }

    private Future<Page> asking() {
        return listing.page(CHANNEL, Instant.EPOCH, null, seen -> {}, new Cancellation());
    }

    @Test
    void listsEveryVideoSinceATimeAndNoOther() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(230, NEWEST));

        List<Listed> found = all(NEWEST.minus(Duration.ofHours(119)));

        assertThat(found).hasSize(120).extracting(Listed::approximate).containsOnly(false);
        assertThat(found.get(0).video())
                .isEqualTo(new Found(DataApiForTest.id(0), "Talk 0", NEWEST, null, 1800.0, null, null));
        assertThat(found).extracting(listed -> listed.video().videoId()).doesNotHaveDuplicates();
        // One for the channel, then two a page, and one for the page that has only older ones.
        assertThat(api.asked()).hasSize(1 + 3 * 2 + 1);
        assertThat(api.faults()).isEmpty();
        assertThat(bus.request(BackfillApi.QUOTA, 10_000).await().used()).isEqualTo(8);
    }

    @Test
    void goesPastAVideoThatWasPrivateForAWhile() {
        List<Upload> videos = new ArrayList<>(DataApiForTest.hourly(10, NEWEST));
        api.channel(CHANNEL, "@grace", videos);
        api.hide(DataApiForTest.id(3));

        assertThat(all(NEWEST.minus(Duration.ofHours(5))))
                .extracting(listed -> listed.video().videoId())
                .containsExactlyInAnyOrder(
                        DataApiForTest.id(0),
                        DataApiForTest.id(1),
                        DataApiForTest.id(2),
                        DataApiForTest.id(4),
                        DataApiForTest.id(5));
    }

    @Test
    void tellsWhatIsNotOverYetAndReadsOddAnswersWithCare() {
        api.channel(
                CHANNEL,
                "@grace",
                List.of(
                        new Upload(
                                "upcoming-01",
                                "Soon",
                                NEWEST,
                                Duration.ZERO,
                                new JsonObject().put("liveBroadcastContent", "upcoming")),
                        new Upload(
                                "live-now-01",
                                "A\u0000 \ud83d\udd4a مرحبا\n",
                                NEWEST,
                                Duration.ZERO,
                                new JsonObject().put("liveBroadcastContent", "live")),
                        new Upload(
                                "odd-one-001",
                                "x",
                                NEWEST,
                                Duration.ofMinutes(90),
                                new JsonObject().put("title", 7).put("publishedAt", "yesterday"))));

        assertThat(all(Instant.EPOCH))
                .extracting(Listed::video)
                .containsExactlyInAnyOrder(
                        new Found("upcoming-01", "Soon", NEWEST, null, null, null, Broadcast.UPCOMING),
                        new Found("live-now-01", "A \ud83d\udd4a مرحبا", NEWEST, null, null, null, Broadcast.LIVE),
                        new Found("odd-one-001", "", null, null, 5400.0, null, null));
    }

    @Test
    void findsAChannelByItsHandle() {
        api.channel(CHANNEL, "@grace", List.of());

        assertThat(listing.resolve(ChannelUrl.parse("https://www.youtube.com/@grace/videos"), new Cancellation())
                        .await())
                .isEqualTo(CHANNEL);
        assertThat(refusal(listing.resolve(ChannelUrl.parse("@nobody"), new Cancellation())))
                .isEqualTo(Kind.GONE);
    }

    @Test
    void aChannelThatIsGoneIsSaidToBe() {
        assertThat(refusal(asking())).isEqualTo(Kind.GONE);
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(120, NEWEST));
        String next = page(Instant.EPOCH, null).next();
        api.removeChannel(CHANNEL);
        assertThat(refusal(listing.page(CHANNEL, Instant.EPOCH, next, seen -> {}, new Cancellation())))
                .isEqualTo(Kind.GONE);
    }

    @ParameterizedTest
    @CsvSource({
        "403, rateLimitExceeded, LATER",
        "429, whatever, LATER",
        "503, backendError, LATER",
        "400, keyInvalid, REFUSED",
        "403, accessNotConfigured, REFUSED",
        "403, ipRefererBlocked, REFUSED"
    })
    void tellsWhatPassesFromWhatDoesNot(int status, String reason, Kind kind) {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(3, NEWEST));
        api.trouble("channels", status, reason);
        assertThat(refusal(asking())).isEqualTo(kind);
    }

    @Test
    void nobodyAtTheAddressIsTriedAgainLater() {
        api.close();
        assertThat(refusal(asking())).isEqualTo(Kind.LATER);
    }

    @Test
    void asksNothingMoreOnceYoutubeSaysThatTheQuotaIsSpent() {
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(120, NEWEST));
        api.quotaLeft(4);
        String next = page(Instant.EPOCH, null).next();

        assertThat(refusal(listing.page(CHANNEL, Instant.EPOCH, next, seen -> {}, new Cancellation())))
                .isEqualTo(Kind.QUOTA);

        int asked = api.asked().size();
        assertThat(refusal(asking())).isEqualTo(Kind.QUOTA);
        assertThat(api.asked()).hasSize(asked);
        BackfillApi.Quota quota = bus.request(BackfillApi.QUOTA, 10_000).await();
        assertThat(quota.spent()).isTrue();
        assertThat(quota.renewsAt()).isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(26)));
    }

    @Test
    void usesNoMoreThanItMay() {
        listing = listing(3);
        api.channel(CHANNEL, "@grace", DataApiForTest.hourly(120, NEWEST));
        String next = page(Instant.EPOCH, null).next();

        assertThat(refusal(listing.page(CHANNEL, Instant.EPOCH, next, seen -> {}, new Cancellation())))
                .isEqualTo(Kind.QUOTA);
        assertThat(api.asked()).hasSize(3);
        assertThat(bus.request(BackfillApi.QUOTA, 3).await().spent()).isTrue();
    }
}
