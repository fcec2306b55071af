package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, exports and figures as clients meet them. */
class ListIT {

    private static HttpServerForTest server;
    private Person ann;

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
    }

    private void fill(int number, String title) {
        server.pool
                .preparedQuery("""
                        insert into jobs (id, owner_id, type, status, next_stage, stage, progress, message, title,
                          started_at, finished_at)
                        select gen_random_uuid(), $1, 'transcript', 'completed', 'completed', 'completed', 100, 'Done',
                          $2 || number, now(), now() + number * interval '1 second'
                        from generate_series(1, $3::integer) as number
                        """)
                .execute(Tuple.of(ann.id(), title, number))
                .await();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.pool
                                .query("select from job_search_changes limit 1")
                                .execute()
                                .await()
                                .size()
                        == 0);
    }

    private static List<String> ids(JsonArray jobs) {
        return jobs.stream().map(job -> ((JsonObject) job).getString("id")).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createdAt",
                "-createdAt",
                "finishedAt",
                "-finishedAt",
                "title",
                "-title",
                "duration",
                "-duration"
            })
    void cursorsLeadThroughTheWholeList(String sort) {
        fill(25, "Talk ");
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject page = server.get(
                            "/api/jobs?limit=10&sort=" + sort + (cursor == null ? "" : "&cursor=" + cursor), ann)
                    .json();
            assertThat(page.getInteger("total")).isEqualTo(25);
            seen.addAll(ids(page.getJsonArray("jobs")));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        JsonObject whole = server.get("/api/jobs?limit=100&sort=" + sort, ann).json();
        assertThat(seen).isEqualTo(ids(whole.getJsonArray("jobs"))).hasSize(25);
        assertThat(whole.containsKey("nextCursor")).isFalse();
    }

    @Test
    void aWrongCursorOrOffsetIsRefusedWithAHint() {
        fill(3, "Talk ");
        String cursor = server.get("/api/jobs?limit=1", ann).json().getString("nextCursor");
        for (String query : List.of(
                "cursor=x",
                "cursor=",
                "cursor=" + cursor.substring(1),
                "cursor=" + cursor + "&sort=title",
                "cursor=" + cursor + "&offset=1",
                "cursor=" + "A".repeat(2_000))) {
            Reply refused = server.get("/api/jobs?" + query, ann);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.json().getString("field")).isEqualTo("cursor");
        }
        for (String offset : List.of("10001", "99999999999999")) {
            Reply refused = server.get("/api/jobs?offset=" + offset, ann);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("offset_too_large");
            assertThat(refused.json().getString("detail")).contains("cursor");
        }
        assertThat(server.get("/api/jobs?offset=10000", ann).json().getJsonArray("jobs"))
                .isEmpty();
        assertThat(server.get("/api/jobs?sort=updatedAt", ann).status()).isEqualTo(400);
    }

    @Test
    void anotherOnesCursorShowsNothingOfTheirs() {
        fill(3, "Talk ");
        String cursor = server.get("/api/jobs?limit=1", ann).json().getString("nextCursor");
        JsonObject page = server.get("/api/jobs?cursor=" + cursor, server.insert(Role.MEMBER))
                .json();
        assertThat(page.getJsonArray("jobs")).isEmpty();
        assertThat(page.getInteger("total")).isZero();
    }

    @Test
    void anAgentsListHasPagesAndCursors() {
        String agent = server.post("/api/agents", ann, new JsonObject().put("name", "One"))
                .json()
                .getString("id");
        fill(5, "Talk ");
        server.pool
                .preparedQuery("update jobs set agent_id = $2 where owner_id = $1")
                .execute(Tuple.of(ann.id(), UUID.fromString(agent)))
                .await();
        String path = "/api/agents/" + agent + "/jobs?limit=2";
        JsonObject first = server.get(path, ann).json();
        assertThat(first.getInteger("total")).isEqualTo(5);
        assertThat(first.getInteger("totalPages")).isEqualTo(3);
        String cursor = first.getString("nextCursor");
        assertThat(server.get(path + "&cursor=" + cursor, ann).json().getJsonArray("jobs"))
                .isEqualTo(server.get(path + "&page=2", ann).json().getJsonArray("jobs"));
        assertThat(server.get(path + "&page=2&cursor=" + cursor, ann).status()).isEqualTo(400);
        JsonObject stats =
                server.get("/api/agents/" + agent + "/stats?range=30d", ann).json();
        assertThat(stats.getJsonArray("series")).hasSize(30);
        assertThat(stats.getDouble("averageSeconds")).isEqualTo(3.0);
        assertThat(stats.getDouble("successRate")).isEqualTo(100.0);
        assertThat(stats.getInteger("failedJobs")).isZero();
    }

    @Test
    void figuresGoBackADayOrAMonth() {
        fill(4, "Talk ");
        assertThat(server.get("/api/stats", ann).json().getJsonArray("series")).hasSize(24);
        JsonObject month = server.get("/api/stats?range=30d", ann).json();
        assertThat(month.getJsonArray("series")).hasSize(30);
        assertThat(month.getJsonObject("byStatus").getInteger("completed")).isEqualTo(4);
        assertThat(server.get("/api/stats?range=1y", ann).status()).isEqualTo(400);
    }

    @Test
    void exportsWhatTheListShows() {
        fill(2, "=cmd(\"x\"), ");
        fill(1, "Other ");
        Reply csv = server.get("/api/jobs/export.csv?sort=title&status=completed", ann);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.header("content-disposition"))
                .matches("attachment; filename=\"reelcast-jobs-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
        String[] lines = csv.text().split("\r\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("id,status,type,title,url,agent,");
        assertThat(lines[1]).contains(",completed,transcript,\"'=cmd(\"\"x\"\"), 1\",,,completed,100,");
        assertThat(server.get("/api/jobs/export.csv?q=other", ann).text().split("\r\n"))
                .hasSize(2);
        assertThat(server.get("/api/jobs/export.csv", server.insert(Role.MEMBER))
                        .text()
                        .split("\r\n"))
                .hasSize(1);
        assertThat(server.get("/api/jobs/export.csv?limit=1", ann).status()).isEqualTo(400);
        assertThat(server.get("/api/jobs/export.csv?from=x", ann).json().getString("field"))
                .isEqualTo("from");
        assertThat(server.get("/api/jobs/export.csv", null).status()).isEqualTo(401);
        Reply head = server.send("HEAD", "/api/jobs/export.csv", ann, BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void exportsEveryJobOnceHoweverMany() {
        fill(12_345, "Talk ");
        for (String query : List.of("sort=title", "sort=-duration", "sort=finishedAt", "q=talk", "q=talk&sort=title")) {
            String[] lines =
                    server.get("/api/jobs/export.csv?" + query, ann).text().split("\r\n");
            assertThat(lines).as(query).hasSize(12_346);
            assertThat(new HashSet<>(List.of(lines))).hasSize(12_346);
        }
    }

    @Test
    void aReaderThatPausesGetsTheRestWhenItReadsOn() throws IOException {
        fill(30_000, "x".repeat(400));
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.getOutputStream()
                    .write(("GET /api/jobs/export.csv HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ann.token()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(reader.readLine()).contains("200");
            // The server goes on with others, and with this one when it reads on.
            assertThat(server.get("/api/jobs?limit=1", ann).status()).isEqualTo(200);
            long lines = 0;
            for (String line = reader.readLine(); line != null && !line.equals("0"); line = reader.readLine()) {
                lines += line.contains(",completed,") ? 1 : 0;
            }
            assertThat(lines).isEqualTo(30_000);
        }
    }
}
