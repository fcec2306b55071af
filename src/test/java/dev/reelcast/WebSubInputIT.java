package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.TestHub.Answer;
import dev.reelcast.TestHub.Manner;
import dev.reelcast.TestHub.Subscriber;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever may be sent to a callback by somebody who is not the hub, or by a hub that has lost its mind. */
class WebSubInputIT {

    private static final String CHANNEL = "UC" + "w".repeat(22);
    private static final String VIDEO = YouTubeXml.video(CHANNEL, "aaaaaaaaaaa", "One");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static TestHub hub;
    private static TestServer server;
    private static String agent;
    private static Subscriber subscriber;
    private long rejected;
    private long ignored;

    @BeforeAll
    static void start() throws IOException {
        hub = new TestHub();
        String[] settings = Arrays.copyOf(hub.settings(), 3);
        settings[2] = "REELCAST_QUEUE_CONCURRENCY=0";
        server = TestServer.start(settings);
        agent = server.post(
                        "/api/agents", new JsonObject().put("name", "Sunday").put("channelId", CHANNEL))
                .json()
                .getString("id");
        server.put("/api/agents/" + agent + "/subscription", new JsonObject());
        subscriber = await().until(() -> hub.subscribers(hub.topic(CHANNEL)), all -> all.size() == 1)
                .get(0);
    }

    @AfterAll
    static void stop() {
        server.close();
        hub.close();
    }

    @BeforeEach
    void remember() {
        rejected = count("rejected");
        ignored = count("ignored");
    }

    private static JsonObject subscription() {
        return server.get("/api/agents/" + agent + "/subscription").json();
    }

    private static long count(String name) {
        return subscription().getJsonObject("counts").getLong(name);
    }

    private static void nothingCameOfIt() {
        assertThat(server.get("/api/agents/" + agent + "/jobs").json().getInteger("total"))
                .isZero();
        assertThat(subscription().getString("state")).isEqualTo("active");
        assertThat(count("notices")).isZero();
    }

    private static HttpResponse<String> send(String method, String url, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(Duration.ofSeconds(30));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer ask(String parameters) {
        return hub.get(subscriber.callback() + parameters);
    }

    private static String topic() {
        return TestHub.encoded(subscriber.topic());
    }

    /** 59, 60. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?hub.mode=",
                "?hub.mode=subscribe",
                "?hub.challenge=x",
                "?hub.mode=publish&hub.topic={topic}&hub.challenge=x",
                "?hub.mode=SUBSCRIBE&hub.topic={topic}&hub.challenge=x",
                "?hub.mode=subscribe&hub.topic={topic}",
                "?hub.mode=%zz&hub.topic=%&hub.challenge=%f",
                "?hub_mode=subscribe&hub_topic={topic}&hub_challenge=x"
            })
    void questionThatIsNoneIsNotAnswered(String parameters) {
        Answer answer = ask(parameters.replace("{topic}", topic()));

        assertThat(answer.status()).isEqualTo(parameters.contains("%zz") ? 400 : 404);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .doesNotContain(
                        subscriber.callback().substring(subscriber.callback().length() - 43));
        nothingCameOfIt();
    }

    @Test
    void queryThatCannotBeDecodedIsTheCallersFaultEverywhere() {
        for (String path : new String[] {"/api/agents/" + agent, "/api/jobs", "/feeds/none.xml", "/websub/none"}) {
            assertThat(hub.get(server.address() + path + "?x=%zz").status())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    /** 61. */
    @Test
    void onlyWhatWasAskedForIsConfirmed() {
        for (String wrong : new String[] {
            subscriber.topic() + "x",
            subscriber.topic().substring(0, 20),
            subscriber.topic().replace("http:", "https:"),
            "\u0000",
            "x".repeat(3_000)
        }) {
            assertThat(hub.get(TestHub.question(subscriber.callback(), "subscribe", wrong, "c"))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(hub.get(TestHub.question(subscriber.callback(), "unsubscribe", subscriber.topic(), "c"))
                        .status())
                .isEqualTo(404);
        sql("update subscriptions set answered_at = now() - interval '6 minutes'");
        assertThat(hub.get(TestHub.question(subscriber.callback(), "subscribe", subscriber.topic(), "c"))
                        .status())
                .isEqualTo(404);
        sql("update subscriptions set answered_at = null, asked_at = now() - interval '25 hours'");
        assertThat(hub.get(TestHub.question(subscriber.callback(), "subscribe", subscriber.topic(), "c"))
                        .status())
                .isEqualTo(404);
        sql("update subscriptions set answered_at = now(), asked_at = now()");
        nothingCameOfIt();
    }

    private static void sql(String statement) {
        try (var connection = java.sql.DriverManager.getConnection(server.jdbcUrl());
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    /** 62. */
    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "abc", "100000000000000000000", "0", "", "1e9", "0x10", "864000.5", "NaN", "\u0661\u0662"})
    void leaseThatIsNoneIsTakenForADayOrAMonth(String lease) {
        sql("update subscriptions set answered_at = null, asked_at = now()");
        Answer answer = hub.get(TestHub.question(subscriber.callback(), "subscribe", subscriber.topic(), "c")
                + "&hub.lease_seconds=" + TestHub.encoded(lease));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Instant.parse(subscription().getString("leaseUntil")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)),
                        Instant.now().plus(Duration.ofDays(1)).plusSeconds(5));
    }

    @Test
    void endlessLeaseIsTakenForAMonth() {
        sql("update subscriptions set answered_at = null, asked_at = now()");
        ask("?hub.mode=subscribe&hub.topic=" + topic() + "&hub.challenge=c&hub.lease_seconds=999999999999999999");

        assertThat(Instant.parse(subscription().getString("leaseUntil")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)),
                        Instant.now().plus(Duration.ofDays(30)).plusSeconds(5));
    }

    /** 63. */
    @Test
    void challengeComesBackAsItIsAndAsTextOnly() {
        sql("update subscriptions set answered_at = null, asked_at = now()");
        String challenge = "<script>alert(1)</script> +%2B&=\"'\r\n\u00fc\ud83d\ude00";
        Answer answer = hub.get(TestHub.question(subscriber.callback(), "subscribe", subscriber.topic(), challenge));

        assertThat(answer.body()).isEqualTo(challenge);
        assertThat(answer.headers().get("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.headers().get("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.headers().get("content-security-policy")).contains("sandbox");
        assertThat(ask("?hub.mode=subscribe&hub.topic=" + topic() + "&hub.challenge=" + "c".repeat(5_000))
                        .status())
                .isEqualTo(404);
    }

    /** 64. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.mode=denied",
                "hub.topic=http%3A%2F%2Fother.example%2F",
                "hub.challenge=two",
                "hub.lease_seconds=5"
            })
    void parameterThatIsGivenTwiceMeansNothing(String again) {
        sql("update subscriptions set answered_at = null, asked_at = now()");
        String first = again.startsWith("hub.lease") ? "&hub.lease_seconds=864000" : "";

        assertThat(ask("?hub.mode=subscribe&hub.topic=" + topic() + "&hub.challenge=c" + first + "&" + again)
                        .status())
                .isEqualTo(404);
        nothingCameOfIt();
    }

    /** 65. */
    @Test
    void noticeThatTheHubDidNotSignIsHeardAndChangesNothing() {
        String right = TestHub.signature("sha1", subscriber.secret(), VIDEO);
        String[] wrong = {
            "",
            "sha1",
            "sha1=",
            right.substring(0, right.length() - 1),
            right + "0",
            right.substring(0, right.length() - 2) + (right.endsWith("00") ? "01" : "00"),
            right.replace("sha1", "sha256"),
            right.replace("sha1", "md5"),
            right.substring("sha1=".length()),
            "md5=" + "0".repeat(32),
            "sha1=" + "0".repeat(40),
            "sha1=" + "g".repeat(40),
            "sha256=" + "0".repeat(64),
            "none=" + right.substring("sha1=".length()),
            TestHub.signature("sha1", " ", VIDEO),
            TestHub.signature("sha256", "another secret", VIDEO)
        };
        assertThat(hub.post(subscriber.callback(), VIDEO).status()).isEqualTo(202);
        for (String signature : wrong) {
            assertThat(hub.post(subscriber.callback(), VIDEO, "x-hub-signature", signature)
                            .status())
                    .as(signature)
                    .isEqualTo(202);
        }
        assertThat(hub.post(subscriber.callback(), VIDEO + " ", "x-hub-signature", right)
                        .status())
                .isEqualTo(202);
        assertThat(hub.post(
                                subscriber.callback(),
                                VIDEO,
                                "x-hub-signature",
                                "sha1=" + "0".repeat(40),
                                "x-hub-signature",
                                right)
                        .status())
                .isEqualTo(202);

        assertThat(count("rejected")).isEqualTo(rejected + wrong.length + 3);
        assertThat(subscription().getString("lastRejectedAt")).isNotNull();
        nothingCameOfIt();
    }

    /** 66, 70, and what is no feed at all. */
    @Test
    void signedNonsenseIsHeardAndFetchesNothing() throws IOException {
        try (ServerSocket site = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + site.getLocalPort() + "/";
            String open =
                    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:yt='http://www.youtube.com/xml/schemas/2015'>";
            String entry = "<entry><yt:videoId>aaaaaaaaaaa</yt:videoId><title>&x;</title></entry></feed>";
            String[] bodies = {
                "",
                "{}",
                "<html/>",
                "<feed",
                open,
                "<!DOCTYPE feed [<!ENTITY a \"lol\"><!ENTITY b \"" + "&a;".repeat(1_000) + "\"><!ENTITY x \""
                        + "&b;".repeat(1_000) + "\">]>" + open + entry,
                "<!DOCTYPE feed [<!ENTITY x SYSTEM \"" + url + "\">]>" + open + entry,
                "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + open + entry,
                "<!DOCTYPE feed SYSTEM \"" + url + "\">" + open + "</feed>",
                open + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + url + "'/></feed>",
                open + "<a>".repeat(100_000),
                open + "<entry><yt:videoId>../../etc/pass</yt:videoId></entry></feed>",
                open + "</feed>",
                "\u0000\u0001\u0002"
            };
            for (String body : bodies) {
                assertThat(hub.deliver(subscriber, body).status()).isEqualTo(202);
            }
            assertThat(count("ignored")).isEqualTo(ignored + bodies.length);
            site.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(site::accept).isInstanceOf(SocketTimeoutException.class);
        }
        nothingCameOfIt();
    }

    /** 67. */
    @Test
    void noticeThatIsTooLongIsRefused() throws IOException {
        byte[] long12 = new byte[12 << 20];
        assertThat(send("POST", subscriber.callback(), long12).statusCode()).isEqualTo(413);

        URI callback = URI.create(subscriber.callback());
        try (Socket socket = new Socket("127.0.0.1", callback.getPort())) {
            String head =
                    "POST " + callback.getPath() + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 17; i++) {
                socket.getOutputStream().write(chunk);
            }
            socket.setSoTimeout(10_000);
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        nothingCameOfIt();
    }

    /** 68. */
    @Test
    void compressedNoticeIsRefusedUnread() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(send("POST", subscriber.callback(), bomb.toByteArray(), "content-encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
        nothingCameOfIt();
    }

    /** 69: of a video that nobody knows. */
    @Test
    void deletionOfAnUnknownVideoMakesNone() {
        String other = server.post(
                        "/api/agents", new JsonObject().put("name", "Other").put("channelId", CHANNEL))
                .json()
                .getString("id");
        server.put("/api/agents/" + other + "/subscription", new JsonObject());
        Subscriber second = await().until(() -> hub.subscribers(hub.topic(CHANNEL)), all -> all.size() == 2).stream()
                .filter(each -> !each.equals(subscriber))
                .findFirst()
                .orElseThrow();

        assertThat(hub.deliver(second, YouTubeXml.deleted(CHANNEL, "zzzzzzzzzzz"))
                        .status())
                .isEqualTo(202);
        assertThat(server.get("/api/agents/" + other + "/jobs").json().getInteger("total"))
                .isZero();
        server.delete("/api/agents/" + other);
        await().until(() -> hub.subscribers(hub.topic(CHANNEL)).size() == 1);
    }

    /** 72. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreNot(String method) {
        HttpResponse<String> answer = send(method, subscriber.callback(), new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, POST");
    }

    /** 73. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "%00", "%2e%2e%2fapi", "'%20or%201=1--", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void unknownTokenIsNotFound(String token) {
        String callback = server.address() + "/websub/" + token;

        assertThat(send("POST", callback, VIDEO.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isIn(400, 404);
        assertThat(send("GET", TestHub.question(callback, "subscribe", subscriber.topic(), "c"), new byte[0])
                        .statusCode())
                .isIn(400, 404);
        assertThat(send("GET", callback + "?hub.mode=denied&hub.topic=" + topic() + "&hub.reason=no", new byte[0])
                        .statusCode())
                .isIn(400, 404);
    }

    @Test
    void unknownTokenIsLookedUpAsAKnownOneIs() {
        String known = subscriber.callback();
        String near = known.substring(0, known.length() - 1) + (known.endsWith("A") ? "B" : "A");

        assertThat(hub.post(near, VIDEO).status()).isEqualTo(404);
        assertThat(hub.post(near, "x".repeat(100_000)).status()).isEqualTo(404);
    }

    @Test
    void denialOfAnotherTopicDeniesNothing() {
        assertThat(ask("?hub.mode=denied&hub.topic=http%3A%2F%2Fother.example&hub.reason=no")
                        .status())
                .isEqualTo(404);
        nothingCameOfIt();
    }

    @Test
    void denialsReasonIsOneShortLine() {
        hub.now(Manner.FORGETS);
        ask("?hub.mode=denied&hub.topic=" + topic() + "&hub.reason="
                + TestHub.encoded("\u202ebad\u0000\r\n" + "<i>x</i>".repeat(200)));
        JsonObject denied = subscription();
        hub.now(Manner.VERIFIES);
        server.put("/api/agents/" + agent + "/subscription", new JsonObject());
        await().until(() -> subscription().getString("state").equals("active"));

        assertThat(denied.getString("state")).isEqualTo("denied");
        assertThat(denied.getString("error"))
                .startsWith("The hub refuses: bad <i>x")
                .hasSizeLessThan(400);
    }
}
