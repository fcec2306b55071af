package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.Facts;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inbox and the webhooks of whoever is signed in. */
class NotificationIT {

    private static HttpServerForTest server;
    private Person ann;
    private Person bob;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void people() {
        ann = server.insert(Role.MEMBER);
        bob = server.insert(Role.ADMIN);
    }

    private static String tell(Person user, String title) {
        UUID id = Ids.next();
        server.pool.preparedQuery("""
                        insert into notifications (id, owner_id, kind, title, text, link)
                        values ($1, $2, 'bulk', $3, 'Some rows: 1 of 1 done.', '/bulk/1')
                        """).execute(Tuple.of(id, user.id(), title)).await();
        return id.toString();
    }

    private static List<String> titles(JsonObject page) {
        return page.getJsonArray("notifications").stream()
                .map(each -> ((JsonObject) each).getString("title"))
                .toList();
    }

    @Test
    void theInboxIsPagedAndNobodyElses() {
        tell(ann, "One");
        tell(ann, "Two");
        tell(ann, "Three");
        tell(bob, "Bob's");

        JsonObject first = server.get("/api/notifications?limit=2", ann).json();
        assertThat(titles(first)).containsExactly("Three", "Two");
        assertThat(first.getInteger("total")).isEqualTo(3);
        assertThat(first.getInteger("unread")).isEqualTo(3);
        JsonObject one = first.getJsonArray("notifications").getJsonObject(0);
        assertThat(one.fieldNames()).containsExactlyInAnyOrder("id", "kind", "title", "text", "link", "createdAt");
        String cursor = first.getString("nextCursor");
        JsonObject second =
                server.get("/api/notifications?limit=2&cursor=" + cursor, ann).json();
        assertThat(titles(second)).containsExactly("One");
        assertThat(second.containsKey("nextCursor")).isFalse();
        // An administrator has an inbox as anybody else.
        assertThat(titles(server.get("/api/notifications", bob).json())).containsExactly("Bob's");

        for (String wrong : List.of(cursor + "x", "bm9uc2Vuc2U", "!")) {
            Reply refused = server.get("/api/notifications?cursor=" + wrong, ann);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("invalid_cursor");
        }
    }

    @Test
    void whatIsReadIsReadForItsOwnerAndHeard() {
        String one = tell(ann, "One");
        tell(ann, "Two");
        String bobs = tell(bob, "Bob's");
        BridgeClient client = BridgeClient.connect(server, ann);
        String address = Facts.notifications(ann.id());
        client.register(address);

        JsonArray ids = JsonArray.of(one, bobs, UUID.randomUUID().toString(), "nonsense");
        Reply read = server.post("/api/notifications/read", ann, JsonObject.of("ids", ids));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(JsonObject.of("unread", 1));
        JsonObject heard = client.expect(frame -> frame.getString("type").equals("rec"));
        assertThat(heard.getString("address")).isEqualTo(address);
        assertThat(heard.getJsonObject("body").getString("type")).isEqualTo("notifications.read");
        assertThat(heard.getJsonObject("body").getInteger("unread")).isEqualTo(1);
        assertThat(titles(server.get("/api/notifications?unread=true", ann).json()))
                .containsExactly("Two");
        assertThat(titles(server.get("/api/notifications?unread=true", bob).json()))
                .containsExactly("Bob's");

        assertThat(server.post("/api/notifications/read", ann, JsonObject.of("all", true))
                        .json()
                        .getInteger("unread"))
                .isZero();
        assertThat(server.get("/api/notifications", ann)
                        .json()
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getString("readAt"))
                .isNotNull();
        for (JsonObject wrong : List.of(
                new JsonObject(),
                JsonObject.of("all", false),
                JsonObject.of("all", true, "ids", ids),
                JsonObject.of("ids", JsonArray.of(1)))) {
            assertThat(server.post("/api/notifications/read", ann, wrong).status())
                    .as(wrong.encode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aWebhooksSecretIsShownOnce() {
        Reply made = server.post(
                "/api/webhooks",
                ann,
                JsonObject.of("url", "https://hooks.invalid/x", "events", JsonArray.of("bulk.failed", "bulk.failed")));
        assertThat(made.status()).isEqualTo(201);
        String secret = made.json().getString("secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");

        Reply listed = server.get("/api/webhooks", ann);
        assertThat(listed.text()).doesNotContain("whsec_", secret.substring(6), "sealed");
        assertThat(listed.json().getInteger("total")).isEqualTo(1);
        JsonObject webhook = listed.json().getJsonArray("webhooks").getJsonObject(0);
        assertThat(webhook.getString("url")).isEqualTo("https://hooks.invalid/x");
        assertThat(webhook.getJsonArray("events")).isEqualTo(JsonArray.of("bulk.failed"));
        assertThat(webhook.getInteger("waiting")).isZero();
        assertThat(webhook.containsKey("last")).isFalse();
        assertThat(server.get("/api/webhooks", bob).json().getInteger("total")).isZero();

        String path = "/api/webhooks/" + webhook.getString("id");
        Reply tested = server.post(path + "/test", ann, null);
        assertThat(tested.status()).isEqualTo(200);
        assertThat(tested.json().getString("error")).isEqualTo("The URL's host cannot be found.");
        assertThat(server.get("/api/webhooks", ann)
                        .json()
                        .getJsonArray("webhooks")
                        .getJsonObject(0)
                        .getJsonObject("last"))
                .isEqualTo(tested.json());
        assertThat(server.send("DELETE", path, ann, BodyPublishers.noBody()).status())
                .isEqualTo(204);
        assertThat(server.post(path + "/test", ann, null).status()).isEqualTo(404);
    }

    @Test
    void anAddressThatIsNotToBeCalledIsNotTaken() {
        for (String url : List.of(
                "http://127.0.0.1/",
                "http://localhost:8080/",
                "http://169.254.169.254/latest",
                "http://[::1]/",
                "http://2130706433/",
                "ftp://example.org/",
                "https://user:password@example.org/",
                "nonsense")) {
            Reply refused = server.post("/api/webhooks", ann, JsonObject.of("url", url));
            assertThat(refused.status()).as(url).isEqualTo(400);
            assertThat(refused.json().getString("field")).as(url).isEqualTo("url");
        }
        for (JsonObject wrong : List.of(
                new JsonObject(),
                JsonObject.of("url", "https://example.org/", "events", JsonArray.of("job.completed")),
                JsonObject.of("url", "https://example.org/", "secret", "whsec_mine"))) {
            assertThat(server.post("/api/webhooks", ann, wrong).status())
                    .as(wrong.encode())
                    .isEqualTo(400);
        }
        assertThat(server.get("/api/webhooks", ann).json().getInteger("total")).isZero();
    }
}
