package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.TestHub.Answer;
import dev.reelcast.TestHub.Manner;
import dev.reelcast.TestHub.Subscriber;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed or stopped between any two steps of a subscription, and comes back on its own data. */
class SubscriptionRestartIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String CHANNEL = "UC" + "r".repeat(22);

    @TempDir
    Path folder;

    private TestHub hub;
    private ServerProcess server;
    private String agent;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub();
        Map<String, String> settings = new HashMap<>(Map.of("REELCAST_QUEUE_CONCURRENCY", "0"));
        for (String setting : hub.settings()) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        server = new ServerProcess(Files.createDirectory(folder.resolve("data")), settings).start();
        ApiClient client = new ApiClient(server.address());
        client.signUp();
        agent = client.post(
                        "/api/agents", new JsonObject().put("name", "Sunday").put("channelId", CHANNEL))
                .json()
                .getString("id");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        hub.close();
    }

    private ApiClient client() {
        ApiClient client = new ApiClient(server.address());
        client.signIn();
        return client;
    }

    private void follow() {
        assertThat(client().put("/api/agents/" + agent + "/subscription", new JsonObject())
                        .status())
                .isEqualTo(200);
    }

    private JsonObject untilState(String state) {
        ApiClient client = client();
        return await(state)
                .atMost(SOON)
                .until(
                        () -> client.get("/api/agents/" + agent + "/subscription")
                                .json(),
                        now -> now.getString("state").equals(state));
    }

    private Subscriber subscriber() {
        return await("a subscriber")
                .atMost(SOON)
                .until(() -> hub.subscribers(hub.topic(CHANNEL)), all -> all.size() == 1)
                .get(0);
    }

    @Test
    void goesOnWhereverItWasKilled() throws Exception {
        // After it was asked to, and before the hub took the request.
        hub.now(Manner.HANGS);
        follow();
        await().atMost(SOON).until(() -> hub.requests().size() == 1);
        server.kill();
        hub.now(Manner.FORGETS);
        server.start();
        await("the request is made again")
                .atMost(SOON)
                .until(() -> hub.requests().size() >= 2);
        assertThat(hub.requests())
                .extracting(TestHub.Request::callback)
                .containsOnly(hub.requests().get(0).callback());

        // After the hub took it, and before it asked back, which it does when the server is there again.
        server.kill();
        server.start();
        TestHub.Request request = hub.requests().get(hub.requests().size() - 1);
        Answer answer = hub.get(TestHub.question(request.callback(), "subscribe", request.topic(), "challenge")
                + "&hub.lease_seconds=864000");
        assertThat(answer.body()).isEqualTo("challenge");
        JsonObject active = untilState("active");

        // Between the confirmation and a notice, with what the hub was told before.
        server.stop();
        server.start();
        assertThat(untilState("active").getString("leaseUntil")).isEqualTo(active.getString("leaseUntil"));
        Subscriber known = new Subscriber(
                request.callback(), request.topic(), request.form().get("hub.secret"), TestHub.MAX_LEASE);
        String notice = YouTubeXml.video(CHANNEL, "aaaaaaaaaaa", "One");
        assertThat(hub.deliver(known, notice).status()).isEqualTo(202);

        // At the moment in which a notice was answered for; the hub, not sure, brings it again.
        server.kill();
        server.start();
        assertThat(hub.deliver(known, notice).status()).isEqualTo(202);
        JsonObject jobs = client().get("/api/agents/" + agent + "/jobs").json();
        assertThat(jobs.getInteger("total")).isEqualTo(1);

        // Before the hub is told of the end.
        hub.now(Manner.IS_DOWN);
        client().delete("/api/agents/" + agent + "/subscription");
        server.kill();
        hub.now(Manner.VERIFIES);
        server.start();
        assertThat(client().get("/api/agents/" + agent + "/subscription").json().getString("state"))
                .isIn("ending", "none");
        assertThat(hub.deliver(known, YouTubeXml.video(CHANNEL, "bbbbbbbbbbb", "Late"))
                        .status())
                .isIn(202, 410);
        assertThat(client().get("/api/agents/" + agent + "/jobs").json().getInteger("total"))
                .isEqualTo(1);
    }

    @Test
    void keyThatWasLostIsReplacedAndTheChannelFollowedAnew() throws Exception {
        follow();
        untilState("active");
        Subscriber before = subscriber();
        server.stop();
        Files.delete(folder.resolve("data/keys/hubs"));
        server.start();
        assertThat(hub.deliver(before, YouTubeXml.video(CHANNEL, "aaaaaaaaaaa", "One"))
                        .status())
                .isEqualTo(202);
        assertThat(client().get("/api/agents/" + agent + "/subscription")
                        .json()
                        .getJsonObject("counts")
                        .getInteger("rejected"))
                .isEqualTo(1);

        Subscriber after = await().atMost(SOON)
                .until(
                        () -> hub.subscribers(hub.topic(CHANNEL)).stream()
                                .filter(each -> !each.callback().equals(before.callback()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        assertThat(hub.deliver(after, YouTubeXml.video(CHANNEL, "aaaaaaaaaaa", "One"))
                        .status())
                .isEqualTo(202);
        assertThat(client().get("/api/agents/" + agent + "/jobs").json().getInteger("total"))
                .isEqualTo(1);
    }
}
