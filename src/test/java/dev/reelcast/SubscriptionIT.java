package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.TestHub.Answer;
import dev.reelcast.TestHub.Manner;
import dev.reelcast.TestHub.Request;
import dev.reelcast.TestHub.Subscriber;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole server and a hub: from following a channel to its videos in the queue, and whatever goes wrong on the way. */
class SubscriptionIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestHub hub;
    private static TestServer server;

    private final String channel = "UC" + random(22);
    private final String agent = agent(channel);

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub();
        String[] settings = java.util.Arrays.copyOf(hub.settings(), 3);
        settings[2] = "REELCAST_QUEUE_CONCURRENCY=0";
        server = TestServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
        hub.close();
    }

    @AfterEach
    void calmDown() {
        server.delete("/api/agents/" + agent + "/subscription");
        hub.now(Manner.VERIFIES).grants(null).links();
    }

    private static String random(int length) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return ThreadLocalRandom.current()
                .ints(length, 0, letters.length())
                .collect(StringBuilder::new, (text, i) -> text.append(letters.charAt(i)), StringBuilder::append)
                .toString();
    }

    private static String agent(String channel) {
        return server.post("/api/agents", new JsonObject().put("name", "Sunday").put("channelId", channel))
                .json()
                .getString("id");
    }

    private static JsonObject follow(String agent) {
        return follow(agent, new JsonObject());
    }

    private static JsonObject follow(String agent, JsonObject body) {
        ApiClient.Answer answer = server.put("/api/agents/" + agent + "/subscription", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonObject subscription(String agent) {
        return server.get("/api/agents/" + agent + "/subscription").json();
    }

    private static JsonObject until(String agent, Predicate<JsonObject> condition) {
        return await("the subscription of " + agent)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> subscription(agent), condition);
    }

    private static JsonObject untilState(String agent, String state) {
        return until(agent, now -> now.getString("state").equals(state));
    }

    private Subscriber active() {
        follow(agent);
        untilState(agent, "active");
        return subscriber();
    }

    private Subscriber subscriber() {
        return await("a subscriber")
                .atMost(SOON)
                .until(() -> hub.subscribers(hub.topic(channel)), all -> all.size() == 1)
                .get(0);
    }

    private Request request(String mode) {
        return await(mode + " at the hub")
                .atMost(SOON)
                .until(
                        () -> hub.requests().stream()
                                .filter(each -> each.topic().contains(channel)
                                        && each.mode().equals(mode))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static JsonObject jobs(String agent) {
        return server.get("/api/agents/" + agent + "/jobs").json();
    }

    private static int jobCount(String agent) {
        return jobs(agent).getInteger("total");
    }

    private static int sql(String statement) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    private int dueNow() {
        return sql("update subscriptions set next_at = now() where agent_id = '" + agent + "'");
    }

    private static long count(JsonObject subscription, String name) {
        return subscription.getJsonObject("counts").getLong(name);
    }

    @Test
    void followsAChannelFromTheFirstRequestToItsVideosInTheQueue() {
        assertThat(subscription(agent).getString("state")).isEqualTo("none");

        JsonObject asked = follow(agent);
        assertThat(asked.getString("state")).isEqualTo("pending");
        assertThat(asked.getString("topicUrl")).isEqualTo(hub.topic(channel));

        JsonObject active = untilState(agent, "active");
        Instant leaseUntil = Instant.parse(active.getString("leaseUntil"));
        Instant renewal = Instant.parse(active.getString("nextTryAt"));
        assertThat(active.getString("hubUrl")).isEqualTo(hub.hubUrl());
        assertThat(leaseUntil)
                .isBetween(Instant.now().plus(Duration.ofDays(9)), Instant.now().plus(Duration.ofDays(10)));
        assertThat(renewal)
                .isBetween(Instant.now().plus(Duration.ofDays(4)), Instant.now().plus(Duration.ofDays(8)));

        Request request = request("subscribe");
        assertThat(request.headers().get("content-type")).startsWith("application/x-www-form-urlencoded");
        assertThat(request.form().get("hub.lease_seconds")).isEqualTo("864000");
        assertThat(request.form().get("hub.secret"))
                .hasSizeGreaterThanOrEqualTo(43)
                .hasSizeLessThan(200);
        assertThat(request.callback()).matches(server.address() + "/websub/[A-Za-z0-9_-]{43}");

        assertThat(hub.deliver(subscriber(), YouTubeXml.video(channel, "aaaaaaaaaa1", "One"))
                        .status())
                .isEqualTo(202);
        JsonObject job = jobs(agent).getJsonArray("jobs").getJsonObject(0);
        assertThat(job.getString("videoTitle")).isEqualTo("One");
        assertThat(job.getString("videoUrl")).contains("aaaaaaaaaa1");
        JsonObject after = subscription(agent);
        assertThat(count(after, "notices")).isEqualTo(1);
        assertThat(after.getString("lastNoticeAt")).isNotNull();
    }

    @Test
    void repeatedNoticesAndEditsStartNothing() {
        Subscriber subscriber = active();
        String notice = YouTubeXml.video(channel, "aaaaaaaaaa2", "One");
        for (int i = 0; i < 5; i++) {
            assertThat(hub.deliver(subscriber, notice).status()).isEqualTo(202);
        }
        hub.deliver(subscriber, YouTubeXml.video(channel, "aaaaaaaaaa2", "One, with a better title"));

        assertThat(jobCount(agent)).isEqualTo(1);
        assertThat(count(subscription(agent), "notices")).isEqualTo(6);
    }

    @Test
    void editOfAVideoOfYearsAgoStartsNothing() {
        Subscriber subscriber = active();
        Instant then = Instant.parse("2019-04-21T09:00:00Z");
        String notice =
                YouTubeXml.feed(YouTubeXml.entry(channel, "aaaaaaaaa20", "Easter, corrected", then, Instant.now()));

        assertThat(hub.deliver(subscriber, notice).status()).isEqualTo(202);
        assertThat(jobCount(agent)).isZero();
        JsonObject video = server.get("/api/agents/" + agent + "/videos")
                .json()
                .getJsonArray("videos")
                .getJsonObject(0);
        assertThat(video.getString("status")).isEqualTo("ignored");
        assertThat(video.getString("rule")).isEqualTo("older");
    }

    @Test
    void aDeletedVideosJobIsCancelled() {
        Subscriber subscriber = active();
        hub.deliver(subscriber, YouTubeXml.video(channel, "aaaaaaaaaa3", "One"));
        assertThat(hub.deliver(subscriber, YouTubeXml.deleted(channel, "aaaaaaaaaa3"))
                        .status())
                .isEqualTo(202);

        assertThat(jobs(agent).getJsonArray("jobs").getJsonObject(0).getString("status"))
                .isEqualTo("cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha384", "sha512"})
    void believesEverySignatureOfTheRecommendation(String algorithm) {
        Answer answer = hub.deliver(active(), algorithm, YouTubeXml.video(channel, "aaaaaaaaaa4", "One"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(jobCount(agent)).isEqualTo(1);
    }

    @Test
    void hubThatAsksBackBeforeItAnswersIsUnderstood() {
        hub.now(Manner.VERIFIES_FIRST);
        active();
        JsonObject settled = subscription(agent);

        assertThat(settled.getInteger("failures")).isZero();
        assertThat(Instant.parse(settled.getString("nextTryAt")))
                .isAfter(Instant.now().plus(Duration.ofDays(4)));
    }

    @Test
    void twoAgentsOnOneChannelDoNotDisturbEachOther() {
        String other = agent(channel);
        follow(agent);
        follow(other);
        untilState(agent, "active");
        untilState(other, "active");
        await().atMost(SOON).until(() -> hub.subscribers(hub.topic(channel)).size() == 2);
        assertThat(hub.subscribers(hub.topic(channel)))
                .extracting(Subscriber::secret)
                .doesNotHaveDuplicates();

        assertThat(hub.publish(hub.topic(channel), YouTubeXml.video(channel, "aaaaaaaaaa5", "One")))
                .extracting(Answer::status)
                .containsOnly(202);
        assertThat(jobCount(agent)).isEqualTo(1);
        assertThat(jobCount(other)).isEqualTo(1);

        server.delete("/api/agents/" + other + "/subscription");
        untilState(other, "none");
        hub.publish(hub.topic(channel), YouTubeXml.video(channel, "aaaaaaaaaa6", "Two"));
        assertThat(jobCount(agent)).isEqualTo(2);
        assertThat(jobCount(other)).isEqualTo(1);
        assertThat(subscription(agent).getString("state")).isEqualTo("active");
    }

    @Test
    void oneAgentsSecretIsNotAnothers() {
        String other = agent(channel);
        Subscriber one = active();
        follow(other);
        untilState(other, "active");
        Subscriber two =
                await().atMost(SOON).until(() -> hub.subscribers(hub.topic(channel)), all -> all.size() == 2).stream()
                        .filter(each -> !each.callback().equals(one.callback()))
                        .findFirst()
                        .orElseThrow();

        String notice = YouTubeXml.video(channel, "aaaaaaaaaa7", "One");
        assertThat(hub.post(one.callback(), notice, "x-hub-signature", TestHub.signature("sha1", two.secret(), notice))
                        .status())
                .isEqualTo(202);
        assertThat(jobCount(agent)).isZero();
        assertThat(count(subscription(agent), "rejected")).isEqualTo(1);
        server.delete("/api/agents/" + other + "/subscription");
    }

    @Test
    void unfollowingTellsTheHubAndWhatComesAfterwardsChangesNothing() {
        Subscriber subscriber = active();
        JsonObject ending =
                server.delete("/api/agents/" + agent + "/subscription").json();
        assertThat(ending.getString("state")).isIn("ending", "none");
        untilState(agent, "none");
        await().atMost(SOON).until(() -> hub.subscribers(hub.topic(channel)).isEmpty());

        assertThat(hub.deliver(subscriber, YouTubeXml.video(channel, "aaaaaaaaaa8", "Late"))
                        .status())
                .isEqualTo(410);
        assertThat(jobCount(agent)).isZero();
        assertThat(server.delete("/api/agents/" + agent + "/subscription").status())
                .isEqualTo(200);
    }

    @Test
    void whoeverFollowsAgainGetsANewCallback() {
        Subscriber before = active();
        server.delete("/api/agents/" + agent + "/subscription");
        untilState(agent, "none");
        Subscriber after = active();

        assertThat(after.callback()).isNotEqualTo(before.callback());
        assertThat(after.secret()).isNotEqualTo(before.secret());
    }

    @Test
    void deletedAgentIsToldToTheHub() {
        active();
        assertThat(server.delete("/api/agents/" + agent).status()).isEqualTo(204);

        await().atMost(SOON).until(() -> hub.subscribers(hub.topic(channel)).isEmpty());
    }

    @Test
    void hubThatIsDownIsTriedAgainAndSaidToBeFailing() {
        hub.now(Manner.IS_DOWN);
        follow(agent);
        JsonObject failing = until(agent, now -> now.getInteger("failures", 0) > 0);
        assertThat(failing.getString("state")).isEqualTo("pending");
        assertThat(failing.getString("error")).contains("503").doesNotContain(hub.hubUrl());
        assertThat(failing.getString("failingSince")).isNotNull();
        assertThat(Instant.parse(failing.getString("nextTryAt")))
                .isBetween(Instant.now().plusSeconds(90), Instant.now().plusSeconds(140));

        hub.now(Manner.VERIFIES);
        follow(agent);
        JsonObject well = untilState(agent, "active");
        assertThat(well.getInteger("failures")).isZero();
        assertThat(well.containsKey("error")).isFalse();
    }

    @Test
    void activeSubscriptionSurvivesAHubThatIsDown() {
        Subscriber subscriber = active();
        hub.now(Manner.IS_DOWN);
        for (int failures = 1; failures <= 3; failures++) {
            int expected = failures;
            assertThat(dueNow()).isEqualTo(1);
            until(agent, now -> now.getInteger("failures") == expected);
        }
        assertThat(subscription(agent).getString("state")).isEqualTo("active");
        assertThat(hub.deliver(subscriber, YouTubeXml.video(channel, "aaaaaaaaaa9", "One"))
                        .status())
                .isEqualTo(202);
        assertThat(jobCount(agent)).isEqualTo(1);

        hub.now(Manner.VERIFIES);
        dueNow();
        until(agent, now -> now.getInteger("failures") == 0);
        assertThat(hub.subscribers(hub.topic(channel))).containsExactly(subscriber);
    }

    @Test
    void leaseThatRanOutIsSaidToBeSoUntilTheHubIsBack() {
        active();
        hub.now(Manner.IS_DOWN);
        sql("update subscriptions set lease_until = now() - interval '1 minute', next_at = now() where agent_id = '"
                + agent + "'");
        assertThat(until(agent, now -> now.getInteger("failures") > 0).getString("state"))
                .isEqualTo("expired");

        hub.now(Manner.VERIFIES);
        follow(agent);
        untilState(agent, "active");
    }

    @Test
    void shortLeaseIsRenewedBeforeItEnds() {
        hub.grants("8");
        follow(agent);
        String first = untilState(agent, "active").getString("leaseUntil");

        until(agent, now -> {
            assertThat(now.getString("state")).isEqualTo("active");
            return !now.getString("leaseUntil").equals(first);
        });
    }

    @Test
    void hubThatNeverAsksBackIsSaidToBeSo() {
        hub.now(Manner.FORGETS);
        follow(agent);
        request("subscribe");
        await().atMost(SOON)
                .until(() ->
                        sql("update subscriptions set next_at = now() where accepted_at is not null and agent_id = '"
                                        + agent + "'")
                                == 1);

        JsonObject failing = until(agent, now -> now.getInteger("failures") == 1);
        assertThat(failing.getString("error")).contains("not confirmed");
        assertThat(failing.getString("state")).isEqualTo("pending");
    }

    @Test
    void denialIsShownWithItsReasonAsPlainText() {
        hub.now(Manner.DENIES);
        follow(agent);
        JsonObject denied = untilState(agent, "denied");

        assertThat(denied.getString("error")).isEqualTo("The hub refuses: This topic is <b>not</b> for you");
        assertThat(Instant.parse(denied.getString("nextTryAt")))
                .isAfter(Instant.now().plus(Duration.ofHours(20)));
        hub.now(Manner.VERIFIES);
        follow(agent);
        untilState(agent, "active");
    }

    @Test
    void hubThatRefusesIsLeftAloneForAWhile() {
        hub.now(Manner.REFUSES);
        follow(agent);
        JsonObject failing = until(agent, now -> now.getInteger("failures") == 1);

        assertThat(failing.getString("error")).contains("400");
        assertThat(Instant.parse(failing.getString("nextTryAt")))
                .isAfter(Instant.now().plusSeconds(240));
    }

    @Test
    void hubThatHangsHoldsNobodyElseUp() {
        hub.now(Manner.HANGS);
        follow(agent);
        request("subscribe");
        hub.now(Manner.VERIFIES);
        String other = agent("UC" + random(22));
        follow(other);

        untilState(other, "active");
        assertThat(subscription(agent).getString("state")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void redirectsThatKeepTheRequestAreFollowed(int status) {
        hub.feed(channel, YouTubeXml.feed(YouTubeXml.link("hub", "/moved/" + status)));
        follow(agent, new JsonObject().put("topicUrl", hub.topic(channel)));

        untilState(agent, "active");
        assertThat(request("subscribe").form().get("hub.secret")).isNotEmpty();
    }

    @Test
    void redirectThatLosesTheRequestIsNot() {
        hub.feed(channel, YouTubeXml.feed(YouTubeXml.link("hub", "/moved/302")));
        follow(agent, new JsonObject().put("topicUrl", hub.topic(channel)));

        assertThat(until(agent, now -> now.getInteger("failures") == 1).getString("error"))
                .contains("redirect");
    }

    @Test
    void findsHubAndNameOfAFeedInItsHeadersFirst() {
        String self = hub.url("/feeds/self.xml?of=" + channel);
        hub.feed(
                        channel,
                        YouTubeXml.feed(
                                YouTubeXml.link("hub", "https://wrong.invalid/"), YouTubeXml.link("self", "/no")))
                .links("<" + hub.hubUrl() + ">; rel=\"hub\", <" + self + ">; rel=self; type=\"a,b;c\"");
        JsonObject asked = follow(agent, new JsonObject().put("topicUrl", hub.topic(channel)));
        assertThat(asked.getBoolean("topicGiven")).isTrue();

        assertThat(untilState(agent, "active").getString("topicUrl")).isEqualTo(self);
        assertThat(hub.subscribers(self)).hasSize(1);
    }

    @Test
    void findsHubAndNameInTheFeedItself() {
        hub.feed(
                channel,
                YouTubeXml.feed(
                        YouTubeXml.link("self", hub.topic(channel) + "&amp;own=1"),
                        YouTubeXml.link("hub", "/subscribe")));
        follow(agent, new JsonObject().put("topicUrl", hub.topic(channel)));

        JsonObject active = untilState(agent, "active");
        assertThat(active.getString("topicUrl")).isEqualTo(hub.topic(channel) + "&own=1");
        assertThat(active.getString("hubUrl")).isEqualTo(hub.hubUrl());
    }

    @Test
    void feedThatIsAwayIsFollowedThroughTheConfiguredHub() {
        follow(agent, new JsonObject().put("topicUrl", hub.url("/feeds/videos.xml?channel_id=none")));

        untilState(agent, "active");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd,invalid_url",
        "javascript:alert(1),invalid_url",
        "https://user:pass@hub.example/,invalid_url",
        "'',invalid",
        "not a url,invalid_url"
    })
    void refusesATopicThatIsNoUrlOfTheWeb(String topic, String code) {
        ApiClient.Answer answer =
                server.put("/api/agents/" + agent + "/subscription", new JsonObject().put("topicUrl", topic));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("code")).isEqualTo(code);
        assertThat(subscription(agent).getString("state")).isEqualTo("none");
    }

    @Test
    void agentWithoutAChannelIsToldSo() {
        String bare = server.post("/api/agents", new JsonObject().put("name", "Bare"))
                .json()
                .getString("id");
        ApiClient.Answer answer = server.put("/api/agents/" + bare + "/subscription", new JsonObject());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("code")).isEqualTo("no_channel");
    }

    @Test
    void newChannelOfTheAgentIsFollowedInPlaceOfTheOld() {
        active();
        String next = "UC" + random(22);
        server.patch("/api/agents/" + agent, new JsonObject().put("channelId", next));

        until(
                agent,
                now -> now.getString("topicUrl", "").equals(hub.topic(next))
                        && now.getString("state").equals("active"));
        await().atMost(SOON).until(() -> hub.subscribers(hub.topic(channel)).isEmpty());
    }

    @Test
    void channelThatIsTakenAwayIsNotFollowedAnyMore() {
        active();
        server.patch("/api/agents/" + agent, new JsonObject().put("channelId", ""));

        untilState(agent, "none");
        await().atMost(SOON).until(() -> hub.subscribers(hub.topic(channel)).isEmpty());
    }

    @Test
    void channelIsFoundByItsAddress() {
        String named = server.post(
                        "/api/agents",
                        new JsonObject()
                                .put("name", "Named")
                                .put("channel", "https://www.youtube.com/channel/" + channel))
                .json()
                .getString("id");
        follow(named);

        JsonObject active = untilState(named, "active");
        assertThat(active.getString("topicUrl")).isEqualTo(hub.topic(channel));
        assertThat(active.getString("channelId")).isEqualTo(channel);
        server.delete("/api/agents/" + named + "/subscription");
    }

    @Test
    void anotherChannelsEntryIsPassedOverAndCounted() {
        Subscriber subscriber = active();
        String other = "UC" + random(22);
        Instant now = Instant.now();

        assertThat(hub.deliver(subscriber, YouTubeXml.video(other, "bbbbbbbbbb1", "Theirs"))
                        .status())
                .isEqualTo(202);
        assertThat(hub.deliver(subscriber, YouTubeXml.deleted(other, "bbbbbbbbbb1"))
                        .status())
                .isEqualTo(202);
        assertThat(count(subscription(agent), "ignored")).isEqualTo(2);
        hub.deliver(
                subscriber,
                YouTubeXml.feed(
                        YouTubeXml.entry(other, "bbbbbbbbbb2", "Theirs", now, now),
                        YouTubeXml.entry(channel, "bbbbbbbbbb3", "Ours", now, now)));
        assertThat(jobs(agent).getJsonArray("jobs"))
                .hasSize(1)
                .first()
                .asString()
                .contains("bbbbbbbbbb3");
    }

    @Test
    void secretsAreNowhereToBeSeen() throws Exception {
        Subscriber subscriber = active();
        String token = subscriber.callback().substring(subscriber.callback().lastIndexOf('/') + 1);
        String shown = subscription(agent).encode();
        assertThat(shown).doesNotContain(token).doesNotContain(subscriber.secret());
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement sql = connection.createStatement();
                var rows = sql.executeQuery("select subscriptions::text as row, sealed from subscriptions")) {
            while (rows.next()) {
                String row = rows.getString("row")
                        + new String(
                                rows.getBytes("sealed") == null ? new byte[0] : rows.getBytes("sealed"),
                                java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(row).doesNotContain(token).doesNotContain(subscriber.secret());
            }
        }
    }
}
