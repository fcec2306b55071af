package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a browser hears: everything that is stored, nothing that is not its own. */
class LiveIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyStoredEventIsHeardOnEachOfItsAddresses() throws Exception {
        String agentId = server.post("/api/agents", new JsonObject().put("name", "Live"))
                .json()
                .getString("id");
        String queue = "queue.updates." + server.userId();
        String agent = "job.progress." + agentId;
        try (LiveSocket socket = new LiveSocket(server.address(), server.token())) {
            for (String address : List.of(queue, agent, "jobs.status")) {
                socket.register(address).awaitType("registered", address);
            }
            String id = server.upload(RECORDING, "live.wav", Map.of("agentId", agentId))
                    .json()
                    .getString("id");
            String job = "job.logs." + id;
            socket.register(job).awaitType("registered", job);
            server.completed(id);
            socket.await(frame -> frame.encode().contains("job.completed"));

            List<JsonObject> stored =
                    server.get("/api/jobs/" + id + "/progress-history?after=0").json().getJsonArray("events").stream()
                            .map(JsonObject.class::cast)
                            .toList();
            for (String address : List.of(queue, agent, "jobs.status")) {
                assertThat(socket.received(address)).as(address).containsExactlyInAnyOrderElementsOf(stored);
            }
            assertThat(socket.received(job)).isNotEmpty();
        }
    }

    @Test
    void pageThatComesLateReadsTheHistoryAndMissesNothing() throws Exception {
        String id = server.upload(RECORDING, "late.wav", Map.of()).json().getString("id");
        server.awaitJob(id, job -> job.getInteger("progress") >= 30);
        String address = "job.events." + id;
        try (LiveSocket socket = new LiveSocket(server.address(), server.token())) {
            socket.register(address).awaitType("registered", address);
            List<JsonObject> before =
                    server.get("/api/jobs/" + id + "/progress-history?after=0").json().getJsonArray("events").stream()
                            .map(JsonObject.class::cast)
                            .toList();
            long lastSeq = server.completed(id).getJsonObject("job").getLong("lastSeq");
            if (before.size() < lastSeq) {
                socket.await(frame -> frame.encode().contains("job.completed"));
            }

            java.util.TreeSet<Long> seen = new java.util.TreeSet<>();
            before.forEach(event -> seen.add(event.getLong("seq")));
            socket.received(address).forEach(event -> seen.add(event.getLong("seq")));
            assertThat(seen).hasSize((int) lastSeq).last().isEqualTo(lastSeq);
        }
    }

    @Test
    void addressesOfOthersAndUnknownOnesAreRejected() throws Exception {
        String agentId = server.post("/api/agents", new JsonObject().put("name", "Mine"))
                .json()
                .getString("id");
        String jobId = server.upload(RECORDING, "mine.wav", Map.of()).json().getString("id");
        ApiClient member = Members.add(server, "bob@example.org");
        try (LiveSocket socket = new LiveSocket(server.address(), member.token())) {
            for (String address : List.of(
                    "job.progress." + agentId,
                    "agent.events." + agentId,
                    "job.events." + jobId,
                    "job.logs." + jobId,
                    "queue.updates." + server.userId(),
                    "jobs.status",
                    "jobs.enqueue",
                    "jobs.available",
                    "queue.updates." + member.userId() + "\n",
                    "job.progress.*")) {
                socket.register(address).awaitType("err", address);
            }
            String own = "queue.updates." + member.userId();
            socket.register(own).awaitType("registered", own);
            socket.send(new JsonObject()
                    .put("type", "publish")
                    .put("address", own)
                    .put("body", new JsonObject().put("forged", true)));
            socket.sendText("not json").sendText("null").sendText("[]");
            socket.sendText("{\"type\":\"register\",\"address\":\"x\",\"headers\":\"y\"}");
            socket.send(new JsonObject().put("type", "ping")).await(frame -> "pong".equals(frame.getString("type")));
            assertThat(socket.received(own)).isEmpty();
        }
        server.ended(jobId);
    }
}
