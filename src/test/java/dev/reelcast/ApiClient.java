package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A script's view of a server: the API over HTTP, signed in with a token. */
public class ApiClient {

    private static final String ADMIN = "ann@example.org";
    private static final Duration JOB = Duration.ofSeconds(90);

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String address;
    private String token = "";
    private String userId = "";

    public ApiClient(String address) {
        this.address = address;
    }

    public final String address() {
        return address;
    }

    public final String token() {
        return token;
    }

    public final String userId() {
        return userId;
    }

    /** Creates the administrator, and is signed in as them. */
    public final void signUp() {
        session(post("/api/auth/setup", Members.credentials(ADMIN).put("name", "Ann"))
                .json());
    }

    public final void signIn() {
        signIn(ADMIN);
    }

    public final void signIn(String email) {
        session(post("/api/auth/login", Members.credentials(email)).json());
    }

    private void session(JsonObject session) {
        token = session.getString("accessToken");
        userId = session.getJsonObject("user").getString("id");
    }

    /** An answer that was read whole. */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        public JsonObject json() {
            return new JsonObject(text());
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    public final Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public final Answer post(String path, JsonObject body) {
        return send("POST", path, BodyPublishers.ofString(body.encode()), "content-type", "application/json");
    }

    public final Answer put(String path, JsonObject body) {
        return send("PUT", path, BodyPublishers.ofString(body.encode()), "content-type", "application/json");
    }

    public final Answer patch(String path, JsonObject body) {
        return send("PATCH", path, BodyPublishers.ofString(body.encode()), "content-type", "application/json");
    }

    public final Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public final Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body)
                .timeout(Duration.ofMinutes(5));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    /** Submits a file as a browser's form does. */
    public final Answer upload(Path file, String name, Map<String, String> fields) throws IOException {
        return upload(file, "/api/jobs", name, fields);
    }

    /** Sends a file as a browser's form does. */
    public final Answer upload(Path file, String path, String name, Map<String, String> fields) throws IOException {
        String boundary = "boundary-" + UUID.randomUUID();
        List<byte[]> parts = new ArrayList<>();
        fields.forEach((field, value) -> parts.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                        + field + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        parts.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofByteArrays(parts), BodyPublishers.ofFile(file), BodyPublishers.ofByteArray(end));
        return send("POST", path, body, "content-type", "multipart/form-data; boundary=" + boundary);
    }

    public final JsonObject job(String id) {
        return get("/api/jobs/" + id).json();
    }

    /** Waits until a job has ended; answers all of it. */
    public final JsonObject ended(String id) {
        return awaitJob(
                id,
                job -> List.of("completed", "failed", "cancelled", "skipped").contains(job.getString("status")));
    }

    /** Waits until a job's row is as it should be; answers all of it as it then was. */
    public final JsonObject awaitJob(String id, Predicate<JsonObject> condition) {
        return Awaitility.await("job " + id)
                .atMost(JOB)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> job(id), detail -> condition.test(detail.getJsonObject("job")));
    }

    /** Waits for the end, which must be a good one. */
    public final JsonObject completed(String id) {
        JsonObject detail = ended(id);
        assertThat(detail.getJsonObject("job").getString("status"))
                .as(() -> detail.encodePrettily()
                        + get("/api/jobs/" + id + "/logs").text())
                .isEqualTo("completed");
        return detail;
    }
}
