package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over HTTP: what it answers, and how it refuses. */
class ApiIT {

    private static HttpServerForTest server;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest();
        ann = server.insert(Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void submitsAUrlOnceAndFindsItAgain() {
        Reply first = server.post("/api/jobs", ann, url("https://youtu.be/aaaaaaaaaa1?t=5"));
        Reply second = server.post("/api/jobs", ann, url("https://www.youtube.com/watch?v=aaaaaaaaaa1&list=x"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("location"))
                .isEqualTo("/api/jobs/" + first.json().getString("id"));
        assertThat(first.json().getString("type")).isEqualTo("youtube");
        assertThat(first.json().getString("status")).isEqualTo("pending");
        assertThat(first.json().getString("videoUrl")).isEqualTo("https://www.youtube.com/watch?v=aaaaaaaaaa1");
        assertThat(first.json().getInteger("queuePosition")).isPositive();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().getString("id")).isEqualTo(first.json().getString("id"));
    }

    @Test
    void submitsATranscriptWithItsFirstSpokenLineAsTitle() {
        Reply reply = server.post(
                "/api/jobs",
                ann,
                new JsonObject()
                        .put("transcript", "WEBVTT\n\n1\n00:00.000 --> 00:02.000\nWelcome to the show.\n")
                        .put("priority", "high"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getString("videoTitle")).isEqualTo("Welcome to the show.");
        assertThat(reply.json().getString("priority")).isEqualTo("high");
        String id = reply.json().getString("id");
        JsonObject detail = server.get("/api/jobs/" + id, ann).json();
        JsonObject file = detail.getJsonArray("files").getJsonObject(0);
        assertThat(file.getString("name")).isEqualTo("given.vtt");
        assertThat(file.getString("kind")).isEqualTo("given_transcript");
        assertThat(file.containsKey("storageKey")).isFalse();
        assertThat(server.get("/api/jobs/" + id + "/files/given.vtt", ann).text())
                .startsWith("WEBVTT");
    }

    @Test
    void jobCanBeCancelledOnceAndRunAgain() {
        String id = server.post("/api/jobs", ann, new JsonObject().put("transcript", "Some words."))
                .json()
                .getString("id");

        assertThat(server.send("DELETE", "/api/jobs/" + id, ann, BodyPublishers.noBody())
                        .json()
                        .getString("status"))
                .isEqualTo("cancelled");
        assertThat(server.send("DELETE", "/api/jobs/" + id, ann, BodyPublishers.noBody())
                        .status())
                .isEqualTo(409);
        Reply retried = server.post("/api/jobs/" + id + "/retry", ann, null);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.json().getString("status")).isEqualTo("pending");
        JsonObject history =
                server.get("/api/jobs/" + id + "/progress-history?after=0", ann).json();
        assertThat(history.getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("type")))
                .startsWith("job.queued", "job.cancelled");
        assertThat(history.getLong("lastSeq"))
                .isEqualTo(history.getJsonArray("events").size());
        assertThat(server.get("/api/jobs/" + id + "/logs", ann).status()).isEqualTo(200);
    }

    @Test
    void listsFilterSortAndSearchLiterally() {
        Person bob = server.insert(Role.MEMBER);
        for (String title : List.of("100% sure", "1.5", "\"quoted\" a_b\\c", "true", "{}")) {
            server.post(
                    "/api/jobs",
                    bob,
                    new JsonObject().put("transcript", "Words.").put("title", title));
        }

        for (String q : List.of("100%", "1.5", "\"quoted\"", "a_b", "c\\b", "true", "TRU")) {
            Reply found = server.get("/api/jobs?q=" + encoded(q), bob);
            assertThat(found.status()).as(q).isEqualTo(200);
            assertThat(found.json().getInteger("total")).as(q).isEqualTo(1);
        }
        for (String q : List.of("%", "{}", "\\", "a:*", "' | 'a", "!a")) {
            Reply found = server.get("/api/jobs?q=" + encoded(q), bob);
            assertThat(found.status()).as(q).isEqualTo(200);
            assertThat(found.json().getInteger("total")).as(q).isEqualTo(q.contains("a") ? 1 : 0);
        }
        assertThat(server.get("/api/jobs?status=pending,failed&type=transcript&sort=title&limit=2", bob)
                        .json()
                        .getJsonArray("jobs"))
                .hasSize(2);
        assertThat(server.get("/api/jobs?from=2026-01-01T00:00:00%2B01:00&to=2026-01-02T00:00:00Z", bob)
                        .json()
                        .getInteger("total"))
                .isZero();
        assertThat(server.get("/api/stats", bob)
                        .json()
                        .getJsonObject("byStatus")
                        .getInteger("pending"))
                .isEqualTo(5);
    }

    @Test
    void agentIsCreatedChangedAndDeleted() {
        Reply created = server.post(
                "/api/agents",
                ann,
                new JsonObject()
                        .put("name", "  Sunday \u0007 Service ")
                        .put("publish", "auto")
                        .put("keywords", new JsonArray().add("amen").add("amen"))
                        .put("feed", new JsonObject().put("language", "de-CH").put("explicit", false)));
        assertThat(created.status()).isEqualTo(201);
        JsonObject agent = created.json();
        assertThat(agent.getString("name")).isEqualTo("Sunday   Service");
        assertThat(agent.getJsonArray("keywords")).hasSize(1);
        assertThat(agent.getString("feedUrl")).endsWith("/feeds/" + agent.getString("slug") + ".xml");
        String path = "/api/agents/" + agent.getString("id");

        Reply changed = server.json("PATCH", path, ann, "{\"minMinutes\":12.5,\"prompt\":\"The sermon\"}");
        assertThat(changed.json().getDouble("minMinutes")).isEqualTo(12.5);
        assertThat(changed.json().getString("publish")).isEqualTo("auto");
        Reply emptied = server.json("PATCH", path, ann, "{\"prompt\":\"\"}");
        assertThat(emptied.json().containsKey("prompt")).isFalse();

        assertThat(server.get(path + "/stats", ann).json().getInteger("totalEpisodes"))
                .isZero();
        assertThat(server.get(path + "/jobs?page=1&limit=5", ann).json())
                .isEqualTo(new JsonObject()
                        .put("total", 0)
                        .put("page", 1)
                        .put("totalPages", 0)
                        .put("jobs", new JsonArray()));
        assertThat(server.get(path + "/jobs/active", ann).json().getJsonArray("jobs"))
                .isEmpty();
        assertThat(server.get(path + "/episodes", ann).json().getJsonArray("episodes"))
                .isEmpty();
        assertThat(server.get("/feeds/" + agent.getString("slug") + ".xml", null)
                        .text())
                .contains("<title>Sunday   Service</title>");
        assertThat(server.send("DELETE", path, ann, BodyPublishers.noBody()).status())
                .isEqualTo(204);
        assertThat(server.get(path, ann).status()).isEqualTo(404);
    }

    @Test
    void everythingIsThereUnderItsVersionToo() {
        assertThat(server.get("/api/v1/me", ann).json().getString("id"))
                .isEqualTo(ann.id().toString());
        assertThat(server.get("/api/v1/jobs?limit=1", ann).status()).isEqualTo(200);
        assertThat(server.get("/api/v1/jobs/" + UUID.randomUUID(), ann).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --exec=touch /x                                  | invalid_url
                    -o/etc/x                                         | invalid_url
                    file:///etc/passwd                               | invalid_url
                    javascript:alert(1)                              | invalid_url
                    ytsearch:foo                                     | invalid_url
                    ftp://example.org/a.mp3                          | invalid_url
                    http://169.254.169.254/                          | private_address
                    http://127.1/                                    | private_address
                    http://2130706433/                               | private_address
                    http://0x7f.1/                                   | private_address
                    http://[::ffff:169.254.169.254]/                 | private_address
                    http://[64:ff9b::a9fe:a9fe]/                     | private_address
                    http://localhost./                               | private_address
                    http://localhost:5432/                           | private_address
                    https://youtube.com@evil/                        | invalid_url
                    https://youtu.be/abcdefghijkl                    | invalid_url
                    """)
    void urlsThatLeadAstrayAreRefusedAndNothingIsQueued(String url, String code) {
        Person bob = server.insert(Role.MEMBER);

        Reply reply = server.post("/api/jobs", bob, url(url));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().getString("field")).isEqualTo("url");
        assertThat(reply.text()).doesNotContain(url);
        assertThat(server.get("/api/jobs", bob).json().getInteger("total")).isZero();
    }

    @Test
    void playlistIsNotAVideo() {
        Reply reply = server.post("/api/jobs", ann, url("https://www.youtube.com/playlist?list=PL1"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("not_a_video");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    {}                                                                      | url
                    {"url":"https://youtu.be/aaaaaaaaaa2","transcript":"x"}                 | transcript
                    {"transcript":"   "}                                                    | transcript
                    {"transcript":5}                                                        | transcript
                    {"url":null}                                                            | url
                    {"url":""}                                                              | url
                    {"transcript":"x","agentId":"7"}                                        | agentId
                    {"transcript":"x","priority":"top"}                                     | priority
                    {"transcript":"x","deadline":"tomorrow"}                                | deadline
                    {"transcript":"x","deadline":"2026-02-30T00:00:00Z"}                    | deadline
                    {"transcript":"x","deadline":"2001-01-01T00:00:00Z"}                    | deadline
                    {"transcript":"x","deadline":"+99999-01-01T00:00:00Z"}                  | deadline
                    {"transcript":"x","deadline":"2027-01-01T00:00:00+25:00"}               | deadline
                    {"transcript":"x","status":"completed"}                                 | status
                    {"transcript":"x","ownerId":"1"}                                        | ownerId
                    {"transcript":"a\\u0000b"}                                              | transcript
                    {"transcript":"a\\ud800b"}                                              | transcript
                    null                                                                    | -
                    []                                                                      | -
                    "x"                                                                     | -
                    5                                                                       | -
                    not json                                                                | -
                    {"transcript":"x"                                                       | -
                    """)
    void bodiesThatAreNotInOrderAreRefusedByTheirField(String body, String field) {
        Reply reply = server.json("POST", "/api/jobs", ann, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("field")).isEqualTo(field);
        assertThat(reply.json().getString("detail")).isNotBlank();
        assertThat(reply.text()).doesNotContain("xception");
    }

    @Test
    void saysWhatIsAllowedInPlainWords() {
        assertThat(detail("{\"name\":\"x\",\"publish\":\"sometimes\"}"))
                .isEqualTo("publish: It must be one of auto, review, manual.");
        assertThat(detail("{\"name\":\"x\",\"minMinutes\":-1}")).isEqualTo("minMinutes: It must be at least 0.");
        assertThat(detail("{\"name\":\"x\",\"minMinutes\":1e400}")).startsWith("minMinutes: ");
        assertThat(detail("{\"name\":\"x\",\"minMinutes\":99999999999999999999}"))
                .isEqualTo("minMinutes: It must be at most 1440.");
        assertThat(detail("{\"name\":\"x\",\"minMinutes\":\"5\"}")).isEqualTo("minMinutes: It must be a number.");
        assertThat(detail("{\"name\":\"\"}")).isEqualTo("name: It must not be empty.");
        assertThat(detail("{\"name\":\"\\t \"}")).isEqualTo("name: It must not be empty.");
        assertThat(detail("{\"name\":\"" + "x".repeat(201) + "\"}"))
                .isEqualTo("name: It must have at most 200 characters.");
        assertThat(detail("{}")).isEqualTo("name: It is missing.");
        assertThat(detail("{\"name\":\"x\",\"feed\":{\"title\":5}}")).isEqualTo("feed.title: It must be a text.");
        assertThat(detail("{\"name\":\"x\",\"feed\":{\"colour\":\"red\"}}"))
                .isEqualTo("feed.colour: There is no such member.");
        assertThat(detail("{\"name\":\"x\",\"feed\":{\"language\":\"english please\"}}"))
                .startsWith("feed.language: ");
        assertThat(detail("{\"name\":\"x\",\"feed\":{\"image\":\"javascript:1\"}}"))
                .startsWith("feed.image: ");
        assertThat(detail("{\"name\":\"x\",\"channelId\":\"UC1\"}")).startsWith("channelId: ");
        assertThat(detail("{\"name\":\"x\",\"keywords\":[\"a\",5]}")).startsWith("keywords");
    }

    private static String detail(String body) {
        Reply reply = server.json("POST", "/api/agents", ann, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.json().getString("field") + ": " + reply.json().getString("detail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=101",
                "limit=abc",
                "limit=1000000000000000000000",
                "limit=",
                "offset=-1",
                "offset=10001",
                "limit=5&limit=6",
                "sort=id;drop",
                "sort=created_at%20desc%20nulls",
                "status=%27%20OR%201=1",
                "status=pending,",
                "type=everything",
                "agentId=me",
                "from=2026-02-30",
                "to=99999-01-01T00:00:00Z",
                "unknown=1",
                "q=%00",
                "q=%ED%A0%80%ff%zz"
            })
    void queriesThatAreNotInOrderAreRefused(String query) {
        Reply reply = server.get("/api/jobs?" + query.replace("%zz", ""), ann);

        assertThat(reply.status()).as(reply.text()).isIn(400, query.startsWith("q=%ED") ? 200 : 400);
        assertThat(reply.text()).doesNotContain("xception");
    }

    @Test
    void pagesEndSomewhere() {
        String agent = server.post("/api/agents", ann, new JsonObject().put("name", "Paged"))
                .json()
                .getString("id");

        assertThat(server.get("/api/agents/" + agent + "/jobs?page=0", ann).status())
                .isEqualTo(400);
        assertThat(server.get("/api/agents/" + agent + "/jobs?page=1000&limit=100", ann)
                        .status())
                .isEqualTo(400);
        assertThat(server.get("/api/agents/" + agent + "/jobs?page=5", ann).status())
                .isEqualTo(200);
    }

    @Test
    void otherThanJsonIsNotTaken() {
        Reply form =
                server.send("POST", "/api/jobs", ann, BodyPublishers.ofString("a=b"), "content-type", "text/plain");
        Reply zipped = server.send(
                "POST",
                "/api/jobs",
                ann,
                BodyPublishers.ofString("{}"),
                "content-type",
                "application/json",
                "content-encoding",
                "gzip");
        Reply latin = server.send(
                "POST",
                "/api/jobs",
                ann,
                BodyPublishers.ofByteArray("{\"transcript\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1)),
                "content-type",
                "application/json");

        assertThat(form.status()).isEqualTo(415);
        assertThat(zipped.status()).isEqualTo(415);
        assertThat(latin.status()).isEqualTo(400);
    }

    @Test
    void deepOrLongBodiesAreRefused() {
        assertThat(server.json("POST", "/api/jobs", ann, "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(server.json("POST", "/api/jobs", ann, "{\"transcript\":\"" + "x".repeat(2_000_001) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(server.json("POST", "/api/jobs", ann, "{\"transcript\":\"" + "x".repeat(14 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(server.json("POST", "/api/jobs", ann, "{\"transcript\":\"" + "x ".repeat(900_000) + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void unknownAddressesAndMethodsAreProblemsToo() {
        Reply nowhere = server.get("/api/nowhere", ann);
        Reply method = server.send("PUT", "/api/jobs", ann, BodyPublishers.noBody());
        Reply anonymous = server.get("/api/jobs", null);
        Reply long414 = server.get("/api/jobs?q=" + "x".repeat(20_000), ann);

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.json().getString("instance")).isEqualTo("/api/nowhere");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method_not_allowed");
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(long414.status()).isEqualTo(414);
        for (Reply each : List.of(nowhere, method, anonymous, long414)) {
            assertThat(each.header("content-type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void contractAndDocumentationAreThere() {
        Reply contract = server.get("/api/openapi.json", null, "accept-encoding", "gzip");

        assertThat(contract.header("content-encoding")).isEqualTo("gzip");
        assertThat(server.get("/api/openapi.json", null).json().getString("openapi"))
                .isEqualTo("3.1.0");
        assertThat(server.get("/docs", null).text()).contains("<code>/api/jobs/{jobId}</code>");
        assertThat(server.get("/health/live", null).status()).isEqualTo(200);
        assertThat(server.get("/health/ready", null).status()).isEqualTo(200);
    }

    @Test
    void pagesOfTheWebUiAreNotSoughtAmongTheApi() {
        Reply asset = server.get("/assets/none.js", null);
        Reply hidden = server.get("/..%2f..%2fetc/passwd", null);

        assertThat(asset.status()).isEqualTo(404);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(server.get("/jobs/x", null, "accept", "text/html").status()).isEqualTo(200);
    }

    private static JsonObject url(String url) {
        return new JsonObject().put("url", url);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
