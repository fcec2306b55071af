package dev.reelcast;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A recording on its way through a server. */
final class BenchJob {

    private static final long POLL_MILLIS = 250;

    private final ApiClient client;
    private final String id;

    private BenchJob(ApiClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /** Sends the recording; answers once the server has all of it. */
    static BenchJob send(ApiClient client, Recording recording) throws IOException {
        String boundary = "boundary-" + UUID.randomUUID();
        ApiClient.Answer answer = client.send(
                "POST",
                "/api/jobs",
                recording.form(boundary),
                "content-type",
                "multipart/form-data; boundary=" + boundary);
        if (answer.status() != 201) {
            throw new IOException("the upload was answered with " + answer.status() + ": " + answer.text());
        }
        return new BenchJob(client, answer.json().getString("id"));
    }

    /**
     * Waits until the job is completed; answers all of it.
     *
     * @param seen hears of the stage it is in, again and again
     */
    JsonObject completed(Consumer<String> seen) throws IOException, InterruptedException {
        while (true) {
            JsonObject detail = client.job(id);
            JsonObject job = detail.getJsonObject("job");
            seen.accept(job.getString("stage"));
            if (job.getString("status").equals("completed")) {
                return detail;
            }
            if (List.of("failed", "cancelled", "skipped").contains(job.getString("status"))) {
                throw new IOException("the job ended badly: " + job.encode());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Fetches one of the job's files. */
    Path file(String name, Path folder) throws IOException {
        ApiClient.Answer answer = client.get("/api/jobs/" + id + "/files/" + name);
        if (answer.status() != 200) {
            throw new IOException(name + " was answered with " + answer.status());
        }
        return Files.write(folder.resolve(name), answer.body());
    }
}
