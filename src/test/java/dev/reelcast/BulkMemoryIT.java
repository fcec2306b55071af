package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are larger than the server's memory: it may have 96 MB, all that it does with them included. */
class BulkMemoryIT {

    private static final String HEAP = "96m";
    private static final int MILLION = 1_000_000;

    @TempDir
    Path folder;

    private ServerProcess server;
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerProcess(
                        Files.createDirectory(folder.resolve("data")),
                        HEAP,
                        Map.of("REELCAST_DATABASE_URL", TestDatabase.createUrl()))
                .start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(server);
    }

    private ApiClient.Answer preview(Path file) throws IOException {
        return client.upload(file, "/api/bulk-jobs/preview", "rows.csv", Map.of());
    }

    private Path rows(int count) throws IOException {
        Path file = folder.resolve("rows.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("url,title,note\n");
            for (int i = 0; i < count; i++) {
                out.write(String.format("a%010d,Title of row %d,%s%n", i, i, "words ".repeat(15)));
            }
        }
        return file;
    }

    @Test
    void item26AMillionRowsAreRefusedAndNothingIsKeptOfThem() throws IOException {
        Path file = rows(MILLION);
        assertThat(Files.size(file)).isGreaterThan(120_000_000);

        ApiClient.Answer answer = preview(file);

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(client.get("/api/bulk-jobs").json().getInteger("total")).isZero();
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void item27AFieldOfAHundredMegabytesIsRefused() throws IOException {
        Path file = folder.resolve("field.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("text\n");
            for (int i = 0; i < 100; i++) {
                out.write("x".repeat(MILLION));
            }
        }

        ApiClient.Answer answer = preview(file);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aHundredThousandRowsAreReadListedAndExported() throws IOException {
        ApiClient.Answer answer = preview(rows(100_000));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonObject preview = answer.json();
        assertThat(preview.getJsonObject("counts").getInteger("good")).isEqualTo(100_000);
        String bulk = "/api/bulk-jobs/" + preview.getString("previewId");
        assertThat(client.get(bulk + "/grid").json().getString("items")).hasSize(100_000);
        assertThat(client.get(bulk + "/results.csv").text().lines()).hasSize(100_001);
    }
}
