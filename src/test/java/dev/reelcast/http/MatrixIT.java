package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.SheetsForTest;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Role;
import dev.reelcast.model.VideoOrigin;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, asked by nobody, by another member, by the owner and by an administrator. */
class MatrixIT {

    private static final Set<String> OPEN = Set.of("authState", "setup", "login", "refresh", "logout");
    /** Those that are about nobody's rows in particular, or the asker's own. */
    private static final Set<String> OWN = Set.of(
            "me",
            "sample",
            "listJobs",
            "exportJobs",
            "submitJob",
            "stats",
            "listAgents",
            "createAgent",
            "listEpisodes",
            "listFeeds",
            "createFeed",
            "listTemplates",
            "previewBulkJob",
            "createBulkJob",
            "listBulkJobs",
            "connectSheets",
            "listSheetConnections",
            "listNotifications",
            "readNotifications",
            "listWebhooks",
            "createWebhook",
            "getQueue");

    private static final byte[] ARTWORK = Pictures.png(1_400, 1_400);

    /** What is nobody's but its owner's: administrators too find nothing there. */
    private static final Set<String> PRIVATE = Set.of("deleteWebhook", "testWebhook");

    /** What only administrators may do. */
    private static final Set<String> ADMIN = Set.of("pauseQueue", "resumeQueue");

    private static final String SHEET = "sheet-of-the-matrix";

    private static SheetsForTest sheets;
    private static HttpServerForTest server;
    private static int videos;
    private static Person owner;
    private static Person other;
    private static Person admin;

    @BeforeAll
    static void start() throws Exception {
        sheets = new SheetsForTest();
        sheets.book(SHEET, "Open").open().tab(0, "Week", 10, 3).row("title");
        server = new HttpServerForTest(sheets.settings());
        owner = server.insert(Role.MEMBER);
        other = server.insert(Role.MEMBER);
        admin = server.insert(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        server.close();
        sheets.close();
    }

    @Test
    void everyOperationAnswersOnlyThoseItBelongsTo() {
        JsonObject paths = server.get("/api/openapi.json", null).json().getJsonObject("paths");
        Set<String> seen = new TreeSet<>();
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : Set.of("get", "post", "put", "patch", "delete")) {
                if (item.containsKey(method)) {
                    String operation = item.getJsonObject(method).getString("operationId");
                    seen.add(operation);
                    check(operation, method.toUpperCase(java.util.Locale.ROOT), path);
                }
            }
        }
        assertThat(seen).containsAll(OPEN).containsAll(OWN).hasSizeGreaterThan(30);
    }

    private void check(String operation, String method, String path) {
        if (OPEN.contains(operation)) {
            assertThat(ask(operation, method, path, null).status())
                    .as(operation)
                    .isNotEqualTo(403)
                    .isLessThan(500);
            return;
        }
        Reply nobody = ask(operation, method, path, null);
        assertThat(nobody.status()).as(operation + " by nobody").isEqualTo(401);
        assertThat(nobody.text()).as(operation).doesNotContain(owner.id().toString());
        if (OWN.contains(operation)) {
            Reply stranger = ask(operation, method, path, other);
            assertThat(stranger.status()).as(operation + " by another").isLessThan(300);
            assertThat(stranger.text()).as(operation).doesNotContain(owner.id().toString());
            return;
        }
        if (ADMIN.contains(operation)) {
            assertThat(ask(operation, method, path, owner).status())
                    .as(operation + " by a member")
                    .isEqualTo(403);
            assertThat(ask(operation, method, path, admin).status())
                    .as(operation + " by an administrator")
                    .isEqualTo(200);
            return;
        }
        Reply another = ask(operation, method, path, other);
        Reply missing = askMissing(operation, method, path, other);
        assertThat(another.status())
                .as(operation + " by another: " + another.text())
                .isEqualTo(404);
        assertThat(another.json().getString("detail"))
                .as(operation + " tells no difference between another's and none")
                .isEqualTo(missing.json().getString("detail"));
        if (operation.equals("writeBackBulkJob")) {
            // It is the owner's, but its rows are of no sheet.
            assertThat(ask(operation, method, path, owner).json().getString("code"))
                    .isEqualTo("not_a_sheet");
            return;
        }
        assertThat(ask(operation, method, path, owner).status())
                .as(operation + " by the owner")
                .isIn(200, 201, 204);
        Reply byAdmin = ask(operation, method, path, admin);
        if (PRIVATE.contains(operation)) {
            assertThat(byAdmin.status()).as(operation + " by an administrator").isEqualTo(404);
        } else {
            assertThat(byAdmin.status()).as(operation + " by an administrator").isIn(200, 201, 204);
        }
    }

    /** Asks about rows of the owner that were made for this question alone. */
    private static Reply ask(String operation, String method, String path, @Nullable Person as) {
        Rows rows = new Rows();
        return send(
                operation,
                method,
                path.replace("{agentId}", rows.agent)
                        .replace("{jobId}", rows.job(operation))
                        .replace("{episodeId}", rows.episode())
                        .replace("{videoId}", path.contains("{videoId}") ? rows.video() : "")
                        .replace("{feedId}", rows.feed())
                        .replace("{tokenId}", rows.token(path))
                        .replace("{connectionId}", path.contains("{connectionId}") ? rows.connection() : "")
                        .replace("{webhookId}", path.contains("{webhookId}") ? rows.webhook() : "")
                        .replace("{slot}", "artwork")
                        .replace("{bulkJobId}", path.contains("{bulkJobId}") ? bulk(operation) : "")
                        .replace("{itemId}", "1")
                        .replace("{name}", operation.equals("jobFile") ? "given.txt" : "transcript"),
                as);
    }

    /** A bulk job of the owner's that stands where an operation can be asked of it. */
    private static String bulk(String operation) {
        JsonObject rows = new JsonObject().put("inputSource", "list").put("list", String.format("m%010d", videos++));
        if (operation.equals("getBulkPreview") || operation.equals("deleteBulkJob")) {
            return server.post("/api/bulk-jobs/preview", owner, rows).json().getString("previewId");
        }
        JsonObject bulk = server.post("/api/bulk-jobs", owner, rows).json();
        String path = "/api/bulk-jobs/" + bulk.getString("id");
        if (operation.equals("resumeBulkJob")) {
            server.json("POST", path + "/pause", owner, "");
        } else if (operation.equals("retryBulkJob")) {
            server.json("POST", path + "/cancel", owner, "");
            server.bus.request(BulkStoreApi.ADVANCE, true).await();
        }
        return bulk.getString("id");
    }

    private static Reply askMissing(String operation, String method, String path, @Nullable Person as) {
        String id = UUID.randomUUID().toString();
        return send(
                operation,
                method,
                path.replace("{agentId}", id)
                        .replace("{jobId}", id)
                        .replace("{episodeId}", id)
                        .replace("{videoId}", "unknown0000")
                        .replace("{feedId}", id)
                        .replace("{tokenId}", id)
                        .replace("{connectionId}", id)
                        .replace("{webhookId}", id)
                        .replace("{slot}", "artwork")
                        .replace("{bulkJobId}", id)
                        .replace("{itemId}", "1")
                        .replace("{name}", operation.equals("jobFile") ? "given.txt" : "transcript"),
                as);
    }

    private static Reply send(String operation, String method, String path, @Nullable Person as) {
        return switch (operation) {
            case "setAgentMedia" -> server.send("PUT", "/api" + path, as, BodyPublishers.ofByteArray(ARTWORK));
            case "submitJob" -> server.json(method, "/api" + path, as, "{\"transcript\":\"Words.\"}");
            // Without network, and so without a hub.
            case "putSubscription" -> server.json(method, "/api" + path, as, "{\"topicUrl\":\"https://hub.invalid/\"}");
            case "createAgent", "updateAgent", "createFeed", "updateFeed", "addFeedToken", "addAgentFeedToken" ->
                server.json(method, "/api" + path, as, "{\"name\":\"Named\"}");
            case "updateJob" -> server.json(method, "/api" + path, as, "{\"priority\":\"high\"}");
            case "pauseAgent", "pauseQueue" -> server.json(method, "/api" + path, as, "{\"reason\":\"Moving\"}");
            case "updateEpisode" -> server.json(method, "/api" + path, as, "{\"title\":\"Titled\"}");
            case "startBackfill" -> server.json(method, "/api" + path, as, "{\"since\":\"2026-01-01\"}");
            case "previewFilters" -> server.json(method, "/api" + path, as, "{\"titleInclude\":\"sermon\"}");
            case "previewBulkJob", "createBulkJob" ->
                server.json(method, "/api" + path, as, "{\"inputSource\":\"list\",\"list\":\"dQw4w9WgXcQ\"}");
            case "updateBulkJob" -> server.json(method, "/api" + path, as, "{\"priority\":\"high\"}");
            case "retryBulkJob" -> server.json(method, "/api" + path, as, "{\"unfinished\":true}");
            case "readNotifications" -> server.json(method, "/api" + path, as, "{\"all\":true}");
            // Without network, and so without a receiver.
            case "createWebhook" -> server.json(method, "/api" + path, as, "{\"url\":\"https://hooks.invalid/\"}");
            case "retryJob", "logout", "refresh" -> server.json(method, "/api" + path, as, "");
            case "connectSheets" ->
                server.json(
                        method,
                        "/api" + path,
                        as,
                        "{\"name\":\"Grace\",\"kind\":\"api_key\",\"apiKey\":\"" + SheetsForTest.API_KEY + "\"}");
            case "previewSheet" ->
                server.send(method, "/api" + path + "?sheetId=" + SHEET, as, BodyPublishers.noBody());
            case "setup", "login" -> server.json(method, "/api" + path, as, "{}");
            default -> server.send(method, "/api" + path, as, BodyPublishers.noBody());
        };
    }

    /** An agent with artwork, a job of it with a file, and the job's episode; all the owner's. */
    private static final class Rows {
        private final String agent;
        private final String job;
        private @Nullable String feed;

        Rows() {
            agent = server.post(
                            "/api/agents",
                            owner,
                            new JsonObject().put("name", "Owned").put("channelId", "UC" + "a".repeat(22)))
                    .json()
                    .getString("id");
            send("setAgentMedia", "PUT", "/agents/" + agent + "/artwork", owner);
            job = server.post(
                            "/api/jobs",
                            owner,
                            new JsonObject().put("transcript", "Words.").put("agentId", agent))
                    .json()
                    .getString("id");
        }

        String job(String operation) {
            boolean ended = operation.equals("retryJob");
            boolean free = operation.equals("deleteAgent") || ended;
            if (free) {
                server.send("DELETE", "/api/jobs/" + job, owner, BodyPublishers.noBody());
            }
            return job;
        }

        String video() {
            Found found = new Found("abcdefghijk", "Seen", null, null, null, null, null);
            server.bus
                    .request(
                            VideoStoreApi.TAKE,
                            new Sighting(UUID.fromString(agent), VideoOrigin.HUB, null, List.of(found), List.of()))
                    .await();
            return found.videoId();
        }

        String feed() {
            if (feed == null) {
                feed = server.post("/api/feeds", owner, new JsonObject().put("name", "Combined"))
                        .json()
                        .getString("id");
            }
            return feed;
        }

        String token(String path) {
            String feeds = path.startsWith("/feeds/") ? "/api/feeds/" + feed() : "/api/agents/" + agent + "/feed";
            return server.post(feeds + "/tokens", owner, new JsonObject().put("name", "Ann"))
                    .json()
                    .getString("id");
        }

        String connection() {
            return send("connectSheets", "POST", "/sheets/connect", owner)
                    .json()
                    .getString("id");
        }

        String webhook() {
            return send("createWebhook", "POST", "/webhooks", owner).json().getString("id");
        }

        String episode() {
            String id = Ids.next().toString();
            String file = new JsonObject()
                    .put("name", "given.txt")
                    .put("kind", "transcript")
                    .put("storageKey", "jobs/" + job + "/0/given.txt")
                    .put("contentType", "text/vtt")
                    .put("bytes", 6)
                    .encode();
            server.pool
                    .preparedQuery("""
                            insert into episodes (id, owner_id, agent_id, job_id, title, description, audio, transcript, reason)
                            values ($1, $2, $3, $4, 'Episode', '', $5, $5, '')
                            on conflict (job_id) do nothing
                            """)
                    .execute(Tuple.of(
                            UUID.fromString(id),
                            owner.id(),
                            UUID.fromString(agent),
                            UUID.fromString(job),
                            new JsonObject(file)))
                    .await();
            return id;
        }
    }
}
