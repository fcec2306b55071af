package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import dev.reelcast.model.VideoOrigin;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent's videos as clients meet them. */
class VideoIT {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static HttpServerForTest server;
    private Person ann;
    private String agent;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void somebodyNew() {
        ann = server.insert(Role.MEMBER);
        agent = server.post("/api/agents", ann, new JsonObject().put("name", "Sunday"))
                .json()
                .getString("id");
    }

    private void see(int from, int to) {
        List<Found> found = IntStream.range(from, to)
                .mapToObj(n -> new Found(
                        String.format("video%06d", n), "Sermon " + n, NOON.plusSeconds(n), NOON, 600.0, null, null))
                .toList();
        server.bus
                .request(
                        VideoStoreApi.TAKE,
                        new Sighting(UUID.fromString(agent), VideoOrigin.HUB, null, found, List.of()))
                .await();
    }

    private Reply videos(String query) {
        return server.get("/api/agents/" + agent + "/videos" + query, ann);
    }

    private Reply order(String videoId, String order) {
        return server.post("/api/agents/" + agent + "/videos/" + videoId + "/" + order, ann, null);
    }

    private static List<String> titles(JsonObject page) {
        return page.getJsonArray("videos").stream()
                .map(video -> ((JsonObject) video).getString("title"))
                .toList();
    }

    @Test
    void listsPagesByNumberAndByCursor() {
        see(0, 45);
        JsonObject first = videos("").json();
        assertThat(first.getInteger("total")).isEqualTo(45);
        assertThat(first.getInteger("totalPages")).isEqualTo(3);
        assertThat(titles(first)).startsWith("Sermon 44").hasSize(20);
        assertThat(titles(videos("?page=3").json()))
                .containsExactly("Sermon 4", "Sermon 3", "Sermon 2", "Sermon 1", "Sermon 0");
        List<String> all = new ArrayList<>(titles(first));
        for (String next = first.getString("nextCursor"); next != null; ) {
            JsonObject page = videos("?cursor=" + next).json();
            all.addAll(titles(page));
            next = page.getString("nextCursor");
        }
        assertThat(all).hasSize(45).doesNotHaveDuplicates();
        JsonObject video = first.getJsonArray("videos").getJsonObject(0);
        assertThat(video.fieldNames())
                .contains("id", "videoId", "title", "publishedAt", "durationSeconds", "origin", "status", "jobId");
        assertThat(video.getString("origin")).isEqualTo("hub");
        assertThat(video.getString("status")).isEqualTo("queued");
    }

    @Test
    void filtersAndSearches() {
        see(0, 5);
        order("video000003", "ignore");
        assertThat(titles(videos("?status=ignored").json())).containsExactly("Sermon 3");
        assertThat(titles(videos("?status=queued&q=sermon%202").json())).containsExactly("Sermon 2");
        assertThat(videos("?q=%20").json().getInteger("total")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?status=gone",
                "?status=queued,ignored",
                "?limit=0",
                "?limit=101",
                "?page=-1",
                "?page=2147483648",
                "?page=600",
                "?page=2&cursor=x",
                "?cursor=x",
                "?cursor=dmlkZW9zIG5vdyBoZXJl",
                "?cursor=%00",
                "?sort=title",
                "?page=1&page=2"
            })
    void refusesWhatTheContractDoesNotKnow(String query) {
        Reply refused = videos(query.equals("?page=600") ? "?page=600&limit=100" : query);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    }

    @Test
    void processesAndIgnoresByHand() {
        see(0, 1);
        Reply ignored = order("video000000", "ignore");
        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.json().getString("rule")).isEqualTo("by_hand");
        assertThat(ignored.json().getString("reason")).isEqualTo("It was left out by hand.");
        Reply queued = order("video000000", "process");
        assertThat(queued.json().getString("status")).isEqualTo("queued");
        JsonObject job = server.get("/api/jobs/" + queued.json().getString("jobId"), ann)
                .json()
                .getJsonObject("job");
        assertThat(job.getString("videoId")).isEqualTo("video000000");
        assertThat(job.getString("videoUrl")).isEqualTo("https://www.youtube.com/watch?v=video000000");
        assertThat(order("video000001", "process").status()).isEqualTo(404);
        assertThat(order("..%2f..%2fetc", "ignore").status()).isEqualTo(404);
        server.pool
                .query("update jobs set status = 'completed', progress = 100, finished_at = now()")
                .execute()
                .await();
        assertThat(order("video000000", "process").code()).isEqualTo("already_processed");
        assertThat(order("video000000", "ignore").status()).isEqualTo(409);
    }

    @Test
    void triesFilters() {
        see(0, 60);
        Reply tried = server.post(
                "/api/agents/" + agent + "/videos/preview-filters",
                ann,
                new JsonObject().put("titleExclude", "[02468]$").put("minMinutes", 10));
        assertThat(tried.json().getInteger("total")).isEqualTo(50);
        assertThat(tried.json().getInteger("leftOut")).isEqualTo(25);
        JsonObject out = tried.json().getJsonArray("videos").getJsonObject(1);
        assertThat(out.getString("title")).isEqualTo("Sermon 58");
        assertThat(out.getString("rule")).isEqualTo("title_exclude");
        assertThat(videos("?status=ignored").json().getInteger("total")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "titleInclude, (sermon",
        "titleExclude, ((a{1000}){1000}){1000}",
        "titleInclude, (a)\\1",
        "titleExclude, '(?<=a)b'"
    })
    void refusesExpressionsThatAreNone(String member, String expression) {
        JsonObject filters = new JsonObject().put(member, expression);
        Reply tried = server.post("/api/agents/" + agent + "/videos/preview-filters", ann, filters);
        assertThat(tried.status()).isEqualTo(400);
        assertThat(tried.text()).contains(member).doesNotContain(expression);
        Reply saved = server.json(
                "PATCH",
                "/api/agents/" + agent,
                ann,
                new JsonObject().put("filters", filters).encode());
        assertThat(saved.status()).isEqualTo(400);
        assertThat(saved.text()).contains("filters." + member);
    }

    @Test
    void keepsAnAgentsFilters() {
        JsonObject filters =
                new JsonObject().put("titleInclude", "predigt|sermon").put("shorts", false);
        Reply saved = server.json(
                "PATCH",
                "/api/agents/" + agent,
                ann,
                new JsonObject().put("filters", filters).encode());
        assertThat(saved.json().getJsonObject("filters")).isEqualTo(filters);
        Reply wrong =
                server.json("PATCH", "/api/agents/" + agent, ann, "{\"filters\":{\"minMinutes\":10,\"maxMinutes\":5}}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("filters.maxMinutes");
        assertThat(server.json("PATCH", "/api/agents/" + agent, ann, "{\"filters\":{\"title\":\"x\"}}")
                        .status())
                .isEqualTo(400);
    }
}
