package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person and a program of theirs get to know of a bulk job's end, from a whole server. */
class BulkToldIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** A call as it came. */
    private record Call(String id, String signature, JsonObject body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private MediaSite site;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        site = new MediaSite();
        site.on("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new JsonObject(new String(body, StandardCharsets.UTF_8))));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server = TestServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(server, site);
    }

    private JsonObject inbox() {
        return server.get("/api/notifications").json();
    }

    @Test
    void oneNotificationAndOneCallForEachEnd() {
        String webhook = server.post("/api/webhooks", JsonObject.of("url", site.url("/hook")))
                .json()
                .getString("id");
        JsonObject bulk = server.post(
                        "/api/bulk-jobs",
                        JsonObject.of(
                                "inputSource",
                                "list",
                                "list",
                                JsonArray.of("no address", "neither is this"),
                                "title",
                                "Two rows"))
                .json();
        String id = bulk.getString("id");

        await().atMost(SOON).until(() -> inbox().getInteger("unread") == 1 && calls.size() == 1);

        JsonObject told = inbox().getJsonArray("notifications").getJsonObject(0);
        assertThat(told.getString("title")).isEqualTo("Bulk job failed");
        assertThat(told.getString("text")).isEqualTo("Two rows: 0 of 2 done, 2 failed; none of the rows could start.");
        assertThat(told.getString("link")).isEqualTo("/bulk/" + id);
        Call call = calls.get(0);
        assertThat(call.signature()).startsWith("v1,");
        assertThat(call.body().getString("type")).isEqualTo("bulk.failed");
        JsonObject data = call.body().getJsonObject("data");
        assertThat(data.getString("bulkJobId")).isEqualTo(id);
        assertThat(data.getJsonObject("counts").getInteger("failed")).isEqualTo(2);
        assertThat(data.getString("reason")).isEqualTo("None of the rows could start.");
        assertThat(data.getString("url")).isEqualTo(server.address() + "/bulk/" + id);
        String results = data.getString("results").substring(server.address().length());
        assertThat(server.get(results).text()).contains("no address", "neither is this");

        assertThat(server.post("/api/webhooks/" + webhook + "/test", new JsonObject())
                        .json()
                        .getInteger("status"))
                .isEqualTo(204);
        assertThat(calls.get(1).body().getString("type")).isEqualTo("webhook.test");
        assertThat(inbox().getInteger("total")).isEqualTo(1);
    }
}
