package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Role;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The event bus in the browser: who hears what, and what becomes of those who do not behave. */
class BridgeIT {

    private static HttpServerForTest server;
    private static Person ann;
    private static Person bob;
    private static Person admin;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest("REELCAST_HTTP_ALLOWED_ORIGINS=https://ui.example.org");
        ann = server.insert(Role.MEMBER);
        bob = server.insert(Role.MEMBER);
        admin = server.insert(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void hearsItsOwnJobFromTheAcknowledgementOn() {
        String agent = agent(ann);
        String job = job(ann, agent);
        BridgeClient client = BridgeClient.connect(server, ann);
        for (String address :
                List.of("job.progress." + agent, "job.events." + job, "queue.updates." + ann.id(), "job.logs." + job)) {
            client.register(address);
        }

        server.send("DELETE", "/api/jobs/" + job, ann, BodyPublishers.noBody());

        for (String address : List.of("job.progress." + agent, "job.events." + job, "queue.updates." + ann.id())) {
            JsonObject frame = client.expect(heard -> heard.getString("type").equals("rec")
                    && heard.getString("address").equals(address));
            assertThat(frame.getJsonObject("body").getString("type")).isEqualTo("job.cancelled");
            assertThat(frame.getJsonObject("body").getString("jobId")).isEqualTo(job);
        }
    }

    @Test
    void nobodyHearsWhatIsNotTheirs() {
        String agent = agent(ann);
        String job = job(ann, agent);
        List<String> anns = List.of(
                "job.progress." + agent,
                "agent.events." + agent,
                "job.events." + job,
                "job.logs." + job,
                "queue.updates." + ann.id(),
                "notifications." + ann.id(),
                "jobs.status");
        List<String> nobodys = List.of(
                "jobs.available",
                "jobs.stopped",
                "sessions.ended",
                "jobs.enqueue",
                "job.events." + UUID.randomUUID(),
                "job.events." + job.toUpperCase(java.util.Locale.ROOT),
                "job.events." + job + "\\n",
                "job.events.*",
                "job.progress.",
                "notifications.",
                "notifications." + UUID.randomUUID());
        BridgeClient stranger = BridgeClient.connect(server, bob);
        BridgeClient administrator = BridgeClient.connect(server, admin);

        for (String address : anns) {
            stranger.say("{\"type\":\"register\",\"address\":\"" + address + "\"}");
            stranger.expect(frame ->
                    "access_denied".equals(frame.getString("body")) && address.equals(frame.getString("address")));
        }
        for (String address : nobodys) {
            administrator.say("{\"type\":\"register\",\"address\":\"" + address + "\"}");
        }
        await().untilAsserted(() -> assertThat(administrator.frames)
                .hasSize(nobodys.size())
                .allMatch(frame -> "access_denied".equals(frame.getString("body"))));
        for (String address : anns) {
            if (!address.startsWith("queue") && !address.startsWith("notifications")) {
                administrator.register(address);
            } else {
                administrator.say("{\"type\":\"register\",\"address\":\"" + address + "\"}");
                administrator.expect(frame ->
                        "access_denied".equals(frame.getString("body")) && address.equals(frame.getString("address")));
            }
        }
    }

    @Test
    void wrongFramesAreAnsweredAndTheSocketLives() {
        BridgeClient client = BridgeClient.connect(server, ann);

        for (String text : List.of(
                "nonsense",
                "null",
                "[]",
                "{}",
                "{\"type\":\"register\"}",
                "{\"type\":\"register\",\"address\":\"a\",\"headers\":\"x\"}",
                "{\"type\":\"register\",\"address\":\"a\",\"headers\":{\"a\":null}}",
                "{\"type\":\"send\",\"address\":\"jobs.enqueue\",\"body\":{},\"headers\":{\"action\":\"x\"}}",
                "{\"type\":\"publish\",\"address\":\"jobs.status\",\"body\":{}}",
                "{\"type\":\"register\",\"address\":\"" + "a".repeat(1_000) + "\"}")) {
            client.say(text);
        }
        client.say("{\"type\":\"ping\"}");

        client.expect(frame -> frame.getString("type").equals("pong"));
        assertThat(client.frames.stream().map(frame -> frame.getString("body", "pong")))
                .containsExactly(
                        "invalid_json",
                        "invalid_json",
                        "invalid_json",
                        "missing_type",
                        "missing_address",
                        "invalid_headers",
                        "invalid_headers",
                        "access_denied",
                        "access_denied",
                        "max_address_length_reached",
                        "pong");
    }

    @Test
    void anAddressIsRegisteredOnceAndOnlySoMany() {
        BridgeClient client = BridgeClient.connect(server, admin);
        client.register("jobs.status");
        client.say("{\"type\":\"register\",\"address\":\"jobs.status\"}");
        client.expectError("address_already_registered");
        List<String> agents = new ArrayList<>();
        for (int i = 0; i < BridgeSocket.MOST_ADDRESSES; i++) {
            agents.add(agent(admin));
        }

        agents.forEach(id -> client.say("{\"type\":\"register\",\"address\":\"job.progress." + id + "\"}"));

        client.expectError("max_handlers_reached");
        await().until(() -> client.frames.stream()
                        .filter(frame -> frame.getString("type").equals("registered"))
                        .count()
                == BridgeSocket.MOST_ADDRESSES);
    }

    @Test
    void unregisteredAddressIsHeardNoMore() {
        // Somebody of whom no other test has anything published.
        Person alone = server.insert(Role.MEMBER);
        BridgeClient client = BridgeClient.connect(server, alone);
        String address = Facts.queueUpdates(alone.id());
        client.register(address);
        client.say("{\"type\":\"unregister\",\"address\":\"" + address + "\"}").say("{\"type\":\"ping\"}");
        client.expect(frame -> frame.getString("type").equals("pong"));

        server.bus.publish(address, new JsonObject().put("type", "job.progress"));
        client.frames.clear();
        client.register(address);

        assertThat(client.frames).allMatch(frame -> frame.getString("type").equals("registered"));
    }

    @Test
    void whoConnectsIsKnownBeforeTheUpgrade() {
        String cookie = "reelcast_access=" + ann.token();
        String own = "http://127.0.0.1:" + server.port;

        assertThat(BridgeClient.refusal(server, "/eventbus/websocket")).isEqualTo(401);
        assertThat(BridgeClient.refusal(server, "/eventbus/websocket?token=x")).isEqualTo(401);
        assertThat(BridgeClient.refusal(server, "/eventbus/websocket", "cookie", cookie))
                .isEqualTo(403);
        assertThat(BridgeClient.refusal(
                        server, "/eventbus/websocket", "cookie", cookie, "origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(BridgeClient.refusal(
                        server, "/eventbus/websocket?token=" + ann.token(), "origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(BridgeClient.refusal(server, "/eventbus/websocket", "cookie", cookie, "origin", own))
                .isEqualTo(101);
        assertThat(BridgeClient.refusal(
                        server, "/eventbus/websocket", "cookie", cookie, "origin", "https://ui.example.org"))
                .isEqualTo(101);
        assertThat(BridgeClient.refusal(server, "/eventbus/websocket", "authorization", "Bearer " + ann.token()))
                .isEqualTo(101);
        assertThat(BridgeClient.refusal(server, "/eventbus/0/abc/websocket")).isEqualTo(401);
        assertThat(server.get("/eventbus/websocket?token=" + ann.token(), null).status())
                .isEqualTo(400);
    }

    @Test
    void speaksTheFramingOfSockJsToo() {
        List<String> messages = new CopyOnWriteArrayList<>();
        WebSocket socket =
                BridgeClient.open(server, "/eventbus/123/abcdefgh/websocket?token=" + ann.token(), messages::add);
        String address = Facts.queueUpdates(ann.id());
        String register = new JsonObject()
                .put("type", "register")
                .put("address", address)
                .put("headers", new JsonObject())
                .encode();

        socket.writeTextMessage(new JsonArray().add(register).encode());
        await().until(() -> messages.stream().anyMatch(message -> message.contains("registered")));
        server.bus.publish(address, new JsonObject().put("type", "job.progress").put("progress", 5));

        await().until(() -> messages.stream().anyMatch(message -> message.contains("\\\"progress\\\":5")));
        assertThat(messages.get(0)).isEqualTo("o");
        assertThat(server.get("/eventbus/info", null).json().getBoolean("websocket"))
                .isTrue();
        socket.close();
    }

    @Test
    void pollingTransportsAreOff() {
        assertThat(server.post("/eventbus/123/abcdefgh/xhr?token=" + ann.token(), null, null)
                        .status())
                .isIn(404, 405);
        assertThat(server.get("/eventbus/123/abcdefgh/eventsource?token=" + ann.token(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void programsWithoutTheBridgeHearBareJson() {
        String job = job(ann, agent(ann));
        server.bus
                .request(
                        ProgressApi.STORE_LOGS,
                        List.of(ProgressApi.line(UUID.fromString(job), LogLevel.INFO, null, "before")))
                .await();
        BridgeClient log = BridgeClient.connect(server, "/ws/jobs/" + job + "/logs?token=" + ann.token());
        BridgeClient own = BridgeClient.connect(server, "/api/ws/progress?token=" + ann.token());
        BridgeClient one = BridgeClient.connect(server, "/api/v1/ws/progress?jobId=" + job + "&token=" + ann.token());
        BridgeClient all = BridgeClient.connect(server, "/ws/jobs/status", "authorization", "Bearer " + admin.token());
        List.of(log, own, one, all)
                .forEach(client -> client.say("ping").expect(frame -> "pong".equals(frame.getString("type"))));
        log.expect(line -> "before".equals(line.getString("message")));

        server.send("DELETE", "/api/jobs/" + job, ann, BodyPublishers.noBody());
        server.bus.tell(ProgressApi.LOG, ProgressApi.line(UUID.fromString(job), LogLevel.INFO, null, "after"));

        for (BridgeClient client : List.of(own, one, all)) {
            client.expect(
                    event -> "job.cancelled".equals(event.getString("type")) && job.equals(event.getString("jobId")));
        }
        log.expect(line -> "after".equals(line.getString("message")));
        assertThat(log.frames.stream().filter(line -> "before".equals(line.getString("message"))))
                .hasSize(1);
        assertThat(BridgeClient.refusal(server, "/ws/jobs/status?token=" + ann.token()))
                .isEqualTo(403);
        assertThat(BridgeClient.refusal(server, "/ws/jobs/" + job + "/logs?token=" + bob.token()))
                .isEqualTo(404);
        assertThat(BridgeClient.refusal(server, "/api/ws/progress?jobId=" + job + "&token=" + bob.token()))
                .isEqualTo(404);
        assertThat(BridgeClient.refusal(server, "/api/ws/progress")).isEqualTo(401);
    }

    @Test
    void socketEndsWithItsToken() {
        Tokens brief = new Tokens(server.vertx, secrets(), Duration.ofSeconds(2));
        BridgeClient client = BridgeClient.connect(server, "/eventbus/websocket?token=" + brief.access(ann.id()));

        client.expectClosed(Sockets.TOKEN_ENDED);
    }

    @Test
    void socketEndsWithItsUsersSession() {
        Person member = server.insert(Role.MEMBER);
        BridgeClient first = BridgeClient.connect(server, member).register(Facts.queueUpdates(member.id()));
        server.bus.publish(
                Facts.SESSIONS_ENDED, new JsonObject().put("userId", member.id().toString()));
        first.expectClosed(Sockets.TOKEN_ENDED);

        BridgeClient second = BridgeClient.connect(server, member).register(Facts.queueUpdates(member.id()));
        server.pool
                .preparedQuery("update users set disabled = true where id = $1")
                .execute(Tuple.of(member.id()))
                .await();
        server.http.sockets().recheckUsers();

        second.expectClosed(Sockets.TOKEN_ENDED);
    }

    @Test
    void floodsAndHugeFramesEndTheSocket() {
        BridgeClient flood = BridgeClient.connect(server, ann);
        for (int i = 0; i < 2_000; i++) {
            flood.say("{\"type\":\"ping\"}");
        }
        flood.expectClosed(1008);

        BridgeClient wrong = BridgeClient.connect(server, ann);
        for (int i = 0; i < 100; i++) {
            wrong.say("{\"type\":\"dance\",\"address\":\"a\"}");
        }
        wrong.expectClosed(1008);

        BridgeClient huge = BridgeClient.connect(server, ann);
        for (int i = 0; i < 3; i++) {
            huge.say("{\"type\":\"ping\",\"x\":\"" + "y".repeat(100_000) + "\"}");
        }
        huge.expectClosed(0);
    }

    @Test
    void slowReaderIsToldOfTheGapAndOthersHearEverything() {
        String address = Facts.queueUpdates(bob.id());
        BridgeClient slow = BridgeClient.connect(server, bob).register(address);
        BridgeClient fast = BridgeClient.connect(server, bob).register(address);
        int events = 20_000;
        String filler = "x".repeat(1_000);

        slow.socket.pause();
        for (int i = 1; i <= events; i++) {
            server.bus.publish(
                    address,
                    new JsonObject().put("type", "job.progress").put("seq", i).put("message", filler));
            if (i % 200 == 0) {
                int soFar = i;
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> fast.frames.size() > soFar);
            }
        }
        slow.socket.resume();

        slow.expect(frame -> frame.getString("type").equals("gap")
                && frame.getString("address").equals(address));
        assertThat(fast.frames).noneMatch(frame -> frame.getString("type").equals("gap"));
        assertThat(slow.frames.size()).isLessThan(events);
        server.bus.publish(
                address, new JsonObject().put("type", "job.completed").put("seq", -1));
        slow.expect(frame -> frame.getString("type").equals("rec")
                && frame.getJsonObject("body").getInteger("seq") == -1);
    }

    @Test
    void whoMayHaveMissedWhatALostServerSaidIsTold() {
        String address = Facts.queueUpdates(bob.id());
        String job = job(bob, agent(bob));
        UUID jobId = UUID.fromString(job);
        BridgeClient browser = BridgeClient.connect(server, bob).register(address);
        BridgeClient log = BridgeClient.connect(server, "/ws/jobs/" + job + "/logs?token=" + bob.token());
        log.say("ping").expect(frame -> "pong".equals(frame.getString("type")));
        server.bus.tell(ProgressApi.LOG, ProgressApi.line(jobId, LogLevel.INFO, null, "heard"));
        log.expect(line -> "heard".equals(line.getString("message")));

        // Stored, but whoever stored it was killed before it said so.
        server.bus
                .request(ProgressApi.STORE_LOGS, List.of(ProgressApi.line(jobId, LogLevel.INFO, null, "missed")))
                .await();
        server.bus.publishHere(Facts.NODES_CHANGED, new JsonObject());

        browser.expect(frame -> "gap".equals(frame.getString("type")) && address.equals(frame.getString("address")));
        log.expect(line -> "missed".equals(line.getString("message")));
        assertThat(log.frames.stream().filter(line -> "heard".equals(line.getString("message"))))
                .hasSize(1);
    }

    @Test
    void readerThatStaysBehindIsCutOff() {
        Person dead = server.insert(Role.MEMBER);
        String address = Facts.queueUpdates(dead.id());
        BridgeClient client = BridgeClient.connect(server, dead).register(address);
        client.socket.pause();
        String filler = "x".repeat(10_000);

        // Without end: the kernel's own buffers grow, and take in whatever a burst of fixed size leaves.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (int i = 0; i < 200; i++) {
                server.bus.publish(address, new JsonObject().put("message", filler));
            }
            return server.http.fanout().listeners(address) == 0;
        });
    }

    @Test
    void twoHundredBrowsersHearAnEventAtOnce() {
        UUID jobId = UUID.randomUUID();
        List<BridgeClient> clients = new ArrayList<>();
        AtomicInteger heard = new AtomicInteger();
        int sockets = 200;
        int events = 50;
        for (int i = 0; i < sockets; i++) {
            BridgeClient client = BridgeClient.connect(server, admin).register(Facts.JOBS_STATUS);
            client.socket.textMessageHandler(text -> heard.incrementAndGet());
            clients.add(client);
        }

        for (int i = 1; i <= events; i++) {
            JsonObject body = new JsonObject()
                    .put("type", "job.progress")
                    .put("jobId", jobId.toString())
                    .put("seq", i)
                    .put("message", "x".repeat(200));
            server.bus
                    .request(ProgressApi.PUBLISH, List.of(new ProgressApi.StoredEvent(ann.id(), null, jobId, body)))
                    .await();
            int expected = i * sockets;
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> heard.get() >= expected);
        }

        clients.forEach(client -> client.socket.close());
    }

    private static Secrets secrets() {
        try {
            return Secrets.open(server.dataDir);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String agent(Person as) {
        return server.post("/api/agents", as, new JsonObject().put("name", "Some agent"))
                .json()
                .getString("id");
    }

    private static String job(Person as, String agent) {
        return server.post(
                        "/api/jobs",
                        as,
                        new JsonObject().put("transcript", "Words.").put("agentId", agent))
                .json()
                .getString("id");
    }
}
