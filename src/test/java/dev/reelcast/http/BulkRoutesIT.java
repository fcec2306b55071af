package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk jobs over HTTP, on a server that runs nothing by itself. */
class BulkRoutesIT {

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

    private Reply create(int videos) {
        JsonArray list = new JsonArray();
        for (int i = 0; i < videos; i++) {
            list.add(String.format("a%010d", i));
        }
        return server.post(
                "/api/bulk-jobs",
                ann,
                new JsonObject().put("inputSource", "list").put("list", list));
    }

    private String path(int videos) {
        Reply created = create(videos);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/bulk-jobs/" + created.json().getString("id");
    }

    private JsonObject ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static void advance() {
        server.bus.request(BulkStoreApi.ADVANCE, true).await();
    }

    @Test
    void itIsPausedResumedAndCancelled() {
        String bulk = path(3);

        assertThat(ok(server.json("POST", bulk + "/pause", ann, "")).getString("status"))
                .isIn("pausing", "paused");
        assertThat(ok(server.json("POST", bulk + "/resume", ann, "")).getString("status"))
                .isEqualTo("running");
        assertThat(server.json("POST", bulk + "/resume", ann, "").status()).isEqualTo(409);
        assertThat(ok(server.json("POST", bulk + "/cancel", ann, "")).getString("status"))
                .isIn("cancelling", "cancelled");
        advance();
        JsonObject ended = ok(server.get(bulk, ann));
        assertThat(ended.getString("status")).isEqualTo("cancelled");
        assertThat(ended.getDouble("progress")).isEqualTo(100);
        assertThat(ended.getJsonArray("commands")).containsExactlyInAnyOrder("retry_failed", "delete");
        assertThat(server.json("POST", bulk + "/retry-failed", ann, "").status())
                .isEqualTo(409);
        assertThat(ok(server.json("POST", bulk + "/retry-failed", ann, "{\"unfinished\":true}"))
                        .getString("status"))
                .isEqualTo("running");
    }

    @Test
    void itsTitleAndPriorityAreChanged() {
        String bulk = path(1);

        JsonObject changed = ok(server.json("PATCH", bulk, ann, "{\"title\":\" A\\nname \",\"priority\":\"urgent\"}"));

        assertThat(changed.getString("title")).isEqualTo("A name");
        assertThat(changed.getString("priority")).isEqualTo("urgent");
        assertThat(ok(server.json("PATCH", bulk, ann, "{}")).getString("title")).isEqualTo("A name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"\"}",
                "{\"title\":\" \"}",
                "{\"priority\":\"now\"}",
                "{\"status\":\"failed\"}",
                "[]"
            })
    void changesThatCannotBeAreRefused(String body) {
        assertThat(server.json("PATCH", path(1), ann, body).status()).isEqualTo(400);
    }

    @Test
    void anItemIsLeftOut() {
        String bulk = path(3);

        JsonObject skipped = ok(server.json("POST", bulk + "/videos/2/skip", ann, ""));

        assertThat(skipped.getString("status")).isEqualTo("skipped");
        assertThat(skipped.getString("cause")).isEqualTo("by_hand");
        assertThat(server.json("POST", bulk + "/videos/4/skip", ann, "").status())
                .isEqualTo(404);
        assertThat(server.json("POST", bulk + "/videos/99999999999/skip", ann, "")
                        .status())
                .isEqualTo(404);
        assertThat(server.json("POST", bulk + "/videos/0/skip", ann, "").status())
                .isEqualTo(400);
        assertThat(server.json("POST", bulk + "/videos/x/skip", ann, "").status())
                .isEqualTo(400);
        assertThat(ok(server.get(bulk + "/grid", ann)).getString("items")).isEqualTo("psp");
    }

    @Test
    void itemsComeInPages() {
        String bulk = path(45);
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = ok(server.get(bulk + "/videos?limit=20" + cursor, ann));
            assertThat(page.getInteger("total")).isEqualTo(45);
            page.getJsonArray("videos").forEach(item -> seen.add(((JsonObject) item).getInteger("itemId")));
            cursor = page.getString("nextCursor") == null ? "" : "&cursor=" + page.getString("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(45).isSorted().doesNotHaveDuplicates();
        assertThat(ok(server.get(bulk + "/videos?from=44", ann)).getJsonArray("videos"))
                .hasSize(2);
        assertThat(ok(server.get(bulk + "/videos?status=failed", ann)).getJsonArray("videos"))
                .isEmpty();
        assertThat(ok(server.get(bulk + "/videos?from=99999999999", ann)).getJsonArray("videos"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "from=0",
                "from=x",
                "status=none",
                "cursor=x",
                "cursor=aXRlbXMgMA",
                "cursor=aXRlbXMgNQ==",
                "cursor=aXRlbXMgNQ&from=3",
                "unknown=1"
            })
    void pagesThatCannotBeAreRefused(String query) {
        assertThat(server.get(path(1) + "/videos?" + query, ann).status()).isEqualTo(400);
    }

    @Test
    void bulkJobsComeInPagesNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, create(1).json().getString("id"));
        }

        JsonObject first = ok(server.get("/api/bulk-jobs?limit=3", ann));
        JsonObject second = ok(server.get("/api/bulk-jobs?limit=3&cursor=" + first.getString("nextCursor"), ann));

        assertThat(ids(first)).containsExactlyElementsOf(made.subList(0, 3));
        assertThat(ids(second)).containsExactlyElementsOf(made.subList(3, 5));
        assertThat(second.getString("nextCursor")).isNull();
        assertThat(first.getInteger("total")).isEqualTo(5);
        assertThat(ok(server.get("/api/bulk-jobs?status=paused", ann)).getInteger("total"))
                .isZero();
        assertThat(server.get("/api/bulk-jobs?cursor=x", ann).status()).isEqualTo(400);
        assertThat(server.get("/api/bulk-jobs?status=none", ann).status()).isEqualTo(400);
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("bulkJobs").stream()
                .map(bulk -> ((JsonObject) bulk).getString("id"))
                .toList();
    }

    @Test
    void resultsAreExportedInPagesWithTheRowsOwnColumns() {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < 2_500; i++) {
            rows.add(new JsonObject()
                    .put("note", "a, \"b\" " + i)
                    .put("url", i % 2 == 0 ? String.format("a%010d", i) : "wrong"));
        }
        String bulk = "/api/bulk-jobs/"
                + server.post(
                                "/api/bulk-jobs",
                                ann,
                                new JsonObject().put("inputSource", "rows").put("rows", rows))
                        .json()
                        .getString("id");

        Reply all = server.get(bulk + "/results.csv", ann);

        assertThat(all.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(all.header("content-disposition")).contains("attachment", ".csv");
        List<String> lines = all.text().lines().toList();
        assertThat(lines).hasSize(2_501);
        assertThat(lines.get(0)).isEqualTo("note,url,row,status,cause,message,jobId,episodeId,link");
        assertThat(lines.get(2)).startsWith("\"a, \"\"b\"\" 1\",wrong,2,failed,invalid,");
        String[] first = lines.get(1).split(",");
        String jobId = first[first.length - 3];
        assertThat(lines.get(1)).endsWith("," + jobId + ",,http://localhost:0/jobs/" + jobId);
        assertThat(server.get(bulk + "/results.csv?status=failed", ann).text().lines())
                .hasSize(1_251);
        assertThat(server.get(bulk + "/results.csv?status=completed", ann)
                        .text()
                        .lines())
                .hasSize(1);
        assertThat(server.send("HEAD", bulk + "/results.csv", ann, BodyPublishers.noBody())
                        .bytes())
                .isEmpty();
    }

    @Test
    void whatRunsIsNotDeletedAndWhatHasEndedIs() {
        String bulk = path(1);
        assertThat(server.send("DELETE", bulk, ann, BodyPublishers.noBody()).status())
                .isEqualTo(409);

        server.json("POST", bulk + "/cancel", ann, "");
        advance();

        assertThat(server.send("DELETE", bulk, ann, BodyPublishers.noBody()).status())
                .isEqualTo(204);
        assertThat(server.get(bulk, ann).status()).isEqualTo(404);
        assertThat(ok(server.get("/api/jobs", ann)).getInteger("total")).isEqualTo(1);
    }

    @Test
    void anothersIsAsMissingForEveryRoute() {
        Person bob = server.insert(Role.MEMBER);
        Person admin = server.insert(Role.ADMIN);
        String bulk = path(1);
        String missing = "/api/bulk-jobs/00000000-0000-7000-8000-000000000000";

        for (String tail : List.of("", "/videos", "/grid", "/results.csv", "/preview")) {
            assertThat(server.get(bulk + tail, bob).json().getString("detail"))
                    .as(tail)
                    .isEqualTo(server.get(missing + tail, bob).json().getString("detail"));
        }
        assertThat(server.get("/api/bulk-jobs/x", bob).status()).isEqualTo(404);
        assertThat(server.get(bulk, admin).status()).isEqualTo(200);
        assertThat(server.get(bulk + "/preview", ann).status()).isEqualTo(409);
    }
}
