package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that ends every server's life that works on it, as one does that takes all the memory. */
class LethalJobIT {

    private static final int STARTS_OF_A_STAGE = 5;
    private static final String LETHAL = "poison";

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<String> lethal = new LinkedBlockingQueue<>();
    private volatile boolean over;
    private String database;
    private JobTables tables;
    private MediaSite thinking;
    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.createUrl();
        tables = new JobTables(database);
        thinking = new MediaSite().on("/v1/chat/completions", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.contains(LETHAL)) {
                lethal.add(asked);
                // Until the server that asked is no more.
                Awaitility.await().forever().until(() -> over);
            }
            // That it refuses makes the built-in analyser serve.
            exchange.sendResponseHeaders(404, -1);
        });
        server = server(0).start();
    }

    /** Each on a machine of its own: nothing is known there of what ran elsewhere. */
    private ServerProcess server(int number) throws IOException {
        return new ServerProcess(
                Files.createDirectory(folder.resolve("server-" + number)),
                Map.of(
                        "REELCAST_DATABASE_URL",
                        database,
                        "REELCAST_STORAGE_FOLDER",
                        folder.resolve("media").toString(),
                        "REELCAST_QUEUE_CONCURRENCY",
                        "1",
                        "REELCAST_ANALYSIS_URL",
                        thinking.url("/v1")));
    }

    @AfterEach
    void stop() throws Exception {
        over = true;
        Closing.all(server, thinking, tables);
    }

    @Test
    void runsOutOfAttemptsAndTheOthersGoOn() throws Exception {
        ApiClient client = new ApiClient(server.address());
        client.signUp();
        String poison = submit(client, "Today we drink " + LETHAL + ". It is about queues.");
        String sound = submit(client, "Welcome to the show. It is about queues.");

        for (int life = 1; life <= STARTS_OF_A_STAGE; life++) {
            assertThat(lethal.poll(60, TimeUnit.SECONDS))
                    .as("the stage begins in life " + life)
                    .isNotNull();
            server.kill();
            server = server(life).start();
        }

        client = new ApiClient(server.address());
        client.signIn();
        client.completed(sound);
        JsonObject job = client.ended(poison).getJsonObject("job");
        assertThat(job.getString("status")).isEqualTo("failed");
        assertThat(job.getJsonObject("error").getString("cause")).isEqualTo("server_lost");
        assertThat(job.getJsonObject("error").getString("message")).contains("lost 5 times");
        assertThat(tables.attempts(poison))
                .filteredOn(attempt -> attempt.stage().equals("ai_analysis"))
                .isEqualTo(IntStream.rangeClosed(1, STARTS_OF_A_STAGE)
                        .mapToObj(number -> new JobTables.Attempt("ai_analysis", number, "lost"))
                        .toList());
        assertThat(tables.episodes(poison)).isZero();
        for (String id : List.of(poison, sound)) {
            tables.assertWholeHistory(id);
        }
    }

    @Test
    void runsOutOfAttemptsThoughTheServerComesBackOnItsOwnData() throws Exception {
        ApiClient client = new ApiClient(server.address());
        client.signUp();
        String poison = submit(client, "Today we drink " + LETHAL + ". It is about queues.");

        for (int life = 1; life <= STARTS_OF_A_STAGE; life++) {
            assertThat(lethal.poll(60, TimeUnit.SECONDS))
                    .as("the stage begins in life " + life)
                    .isNotNull();
            server.kill();
            server.start();
        }

        client.signIn();
        assertThat(client.ended(poison).getJsonObject("job").getString("status"))
                .isEqualTo("failed");
        assertThat(lethal.poll()).as("it begins once more").isNull();
    }

    private static String submit(ApiClient client, String transcript) {
        ApiClient.Answer answer = client.post("/api/jobs", new JsonObject().put("transcript", transcript));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().getString("id");
    }
}
