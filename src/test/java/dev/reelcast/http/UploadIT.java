package dev.reelcast.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way in, and out again. */
class UploadIT {

    private static final int LIMIT = 8 << 20;

    private static HttpServerForTest server;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest("REELCAST_HTTP_UPLOAD_LIMIT=" + LIMIT);
        ann = server.insert(Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsLeftWaiting() {
        await().atMost(Duration.ofSeconds(5)).until(() -> waiting().isEmpty());
    }

    @Test
    void keepsAFileUnderANameOfOurOwnWithItsCaptions() throws Exception {
        byte[] media = media(3 << 20);
        String agent = server.post("/api/agents", ann, new JsonObject().put("name", "Uploads"))
                .json()
                .getString("id");

        Reply reply = upload(
                ann,
                field("agentId", agent),
                file("file", "../../etc/cron.d/Sunday \u00e4.MP4", media),
                file("captions", "a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n".getBytes(UTF_8)),
                field("priority", "urgent"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonObject job = reply.json();
        assertThat(job.getString("type")).isEqualTo("upload");
        assertThat(job.getString("videoTitle")).isEqualTo("Sunday \u00e4.MP4");
        assertThat(job.getString("priority")).isEqualTo("urgent");
        assertThat(job.getString("agentId")).isEqualTo(agent);
        String path = "/api/jobs/" + job.getString("id");
        List<String> files = server.get(path, ann).json().getJsonArray("files").stream()
                .map(JsonObject.class::cast)
                .map(file -> file.getString("name") + " " + file.getString("kind") + " " + file.getString("contentType")
                        + " " + file.getInteger("bytes"))
                .toList();
        assertThat(files)
                .containsExactlyInAnyOrder(
                        "source.mp4 source video/mp4 " + media.length, "captions.vtt captions text/vtt 35");
        assertThat(server.get(path + "/files/source.mp4", ann).bytes()).isEqualTo(media);
    }

    @Test
    void answersPartsOfFilesAsTheRfcSays() throws Exception {
        byte[] media = media(2 << 20);
        String id = upload(ann, file("file", "a.mp3", media)).json().getString("id");
        String path = "/api/jobs/" + id + "/files/source.mp3";

        Reply whole = server.get(path, ann);
        Reply part = server.get(path, ann, "range", "bytes=100-199");
        Reply tail = server.get(path, ann, "range", "bytes=-5");
        Reply beyond = server.get(path, ann, "range", "bytes=" + media.length + "-");
        Reply changed = server.get(path, ann, "range", "bytes=0-9", "if-range", "\"another\"");
        Reply same = server.get(path, ann, "range", "bytes=0-9", "if-range", whole.header("etag"));
        Reply known = server.get(path, ann, "if-none-match", whole.header("etag"));
        Reply head = server.send("HEAD", path, ann, BodyPublishers.noBody());

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("content-type")).isEqualTo("audio/mpeg");
        assertThat(whole.header("accept-ranges")).isEqualTo("bytes");
        assertThat(whole.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(whole.header("content-disposition")).isEmpty();
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("content-range")).isEqualTo("bytes 100-199/" + media.length);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(media, 100, 200));
        assertThat(tail.bytes()).isEqualTo(Arrays.copyOfRange(media, media.length - 5, media.length));
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("content-range")).isEqualTo("bytes */" + media.length);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(same.status()).isEqualTo(206);
        assertThat(known.status()).isEqualTo(304);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(media.length));
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void whatMightRunAsAPageIsOnlySaved() throws Exception {
        byte[] odd = media(100);
        String id = upload(ann, file("file", "a.html", odd)).json().getString("id");

        Reply reply = server.get("/api/jobs/" + id + "/files/source.html", ann);

        assertThat(reply.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(reply.header("content-disposition")).isEqualTo("attachment; filename=\"source.html\"");
    }

    @Test
    void emptyFileIsRefused() throws Exception {
        Reply reply = upload(ann, file("file", "a.mp3", new byte[0]));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("detail")).isEqualTo("The file is empty.");
        assertThat(reply.json().getString("field")).isEqualTo("file");
    }

    @Test
    void formIsTakenOnlyAsDeclared() throws Exception {
        assertThat(upload(ann, field("title", "x")).json().getString("field")).isEqualTo("file");
        assertThat(upload(ann, file("file", "a.mp3", media(9)), file("file", "b.mp3", media(9)))
                        .json()
                        .getString("field"))
                .isEqualTo("file");
        assertThat(upload(ann, file("file", "a.mp3", media(9)), file("other", "b.mp3", media(9)))
                        .status())
                .isEqualTo(400);
        assertThat(upload(ann, field("ownerId", "1"), file("file", "a.mp3", media(9)))
                        .json()
                        .getString("field"))
                .isEqualTo("ownerId");
        assertThat(upload(ann, field("priority", "top"), file("file", "a.mp3", media(9)))
                        .json()
                        .getString("field"))
                .isEqualTo("priority");
        assertThat(upload(ann, field("agentId", ann.id().toString()), file("file", "a.mp3", media(9)))
                        .status())
                .isEqualTo(404);
        assertThat(upload(ann, field("title", "x".repeat(10_000)), file("file", "a.mp3", media(9)))
                        .status())
                .isEqualTo(400);
        assertThat(upload(ann, file("file", "a.mp3", media(9)), file("captions", "c.vtt", media(9)))
                        .json()
                        .getString("field"))
                .isEqualTo("captions");
        assertThat(stored()).noneMatch(path -> path.toString().contains("captions.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#EXTM3U\nfile:///etc/passwd\n", "ffconcat version 1.0\n", "<html><script>", "PK\u0003\u0004"})
    void whatIsNoRecordingIsRefused(String content) throws Exception {
        Reply reply = upload(ann, file("file", "a.mp4", content.getBytes(ISO_8859_1)));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("not_media");
    }

    @Test
    void tooLargeIsRefusedBeforeItIsReadWhenItsLengthIsSaid() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(5_000);
            send(
                    socket,
                    "POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1:" + server.port + "\r\nAuthorization: Bearer "
                            + ann.token() + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                            + (5L << 30) + "\r\nExpect: 100-continue\r\n\r\n");

            String answer = readAll(socket);

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("too_large")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void tooLargeIsRefusedWhenItsLengthIsNotSaid() throws Exception {
        byte[] chunk = media(64 << 10);
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1:" + server.port + "\r\nAuthorization: Bearer "
                            + ann.token() + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n");
            chunk(
                    socket,
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\n".getBytes(UTF_8));
            for (int sent = 0; sent <= LIMIT + (1 << 20); sent += chunk.length) {
                chunk(socket, chunk);
            }

            assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void clientThatBreaksOffLeavesNothing() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            send(
                    socket,
                    "POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1:" + server.port + "\r\nAuthorization: Bearer "
                            + ann.token() + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                            + "Content-Length: 5000000\r\n\r\n--b\r\nContent-Disposition: form-data; "
                            + "name=\"file\"; filename=\"a.mp3\"\r\n\r\n");
            send(socket, "x".repeat(1 << 20));
            await().atMost(Duration.ofSeconds(5)).until(() -> waiting().size() == 1);
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> waiting().isEmpty());
    }

    @Test
    void formThatEndsBeforeItsEndIsRefused() {
        Reply reply = server.send(
                "POST",
                "/api/jobs",
                ann,
                BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"),
                "content-type",
                "multipart/form-data; boundary=b");
        Reply unbounded = server.send(
                "POST", "/api/jobs", ann, BodyPublishers.ofString("abc"), "content-type", "multipart/form-data");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(unbounded.status()).isEqualTo(400);
    }

    @Test
    void strangersBytesAreNotRead() throws Exception {
        assertThat(upload(null, file("file", "a.mp3", media(9))).status()).isEqualTo(401);
        assertThat(stored().stream().filter(path -> path.toString().contains("incoming")))
                .isEmpty();
    }

    @Test
    void agentsMediaIsKnownByItsBytesAndReplaced() throws Exception {
        String id = server.post("/api/agents", ann, new JsonObject().put("name", "Own media"))
                .json()
                .getString("id");
        String path = "/api/agents/" + id;
        byte[] wav = Arrays.copyOf("RIFF....WAVEfmt ".getBytes(ISO_8859_1), 5_000);
        byte[] mp3 = Arrays.copyOf("ID3".getBytes(ISO_8859_1), 3_000);
        byte[] png = Pictures.png(1_400, 1_400);

        Reply first = put(path + "/intro", wav);
        Reply second = put(path + "/intro", mp3);

        assertThat(first.json().getJsonObject("intro").getString("contentType")).isEqualTo("audio/wav");
        assertThat(second.json().getJsonObject("intro").getString("name")).isEqualTo("intro.mp3");
        assertThat(server.get(path + "/intro", ann).bytes()).isEqualTo(mp3);
        assertThat(stored().stream().filter(file -> file.toString().contains(id)))
                .hasSize(1);
        assertThat(put(path + "/artwork", wav).status()).isEqualTo(415);
        assertThat(put(path + "/outro", png).status()).isEqualTo(415);
        assertThat(put(path + "/outro", new byte[0]).status()).isEqualTo(400);
        assertThat(put(path + "/logo", png).status()).isIn(400, 404);
        assertThat(put(path + "/artwork", Arrays.copyOf(png, 11 << 20)).status())
                .isEqualTo(413);
        assertThat(put(path + "/artwork", Arrays.copyOf(png, 20)).status()).isEqualTo(415);
        Reply small = put(path + "/artwork", Pictures.png(1_000, 1_000));
        assertThat(small.status()).isEqualTo(422);
        assertThat(small.code()).isEqualTo("artwork_unsuitable");
        assertThat(small.json().getString("detail")).contains("1,000 × 1,000");
        JsonObject agent = put(path + "/artwork", png).json();
        assertThat(server.get("/media/agents/" + agent.getString("slug") + "/artwork.png", null)
                        .bytes())
                .isEqualTo(png);
        assertThat(server.send("DELETE", path + "/intro", ann, BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
        assertThat(server.get(path + "/intro", ann).status()).isEqualTo(404);
        Person bob = server.insert(Role.MEMBER);
        assertThat(server.send("PUT", path + "/intro", bob, BodyPublishers.ofByteArray(mp3))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void sampleIsAnUploadForTheSampleAgent() {
        Reply first = server.post("/api/sample", ann, null);
        Reply second = server.post("/api/sample", ann, null);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().getString("videoTitle")).isEqualTo("Sample recording");
        assertThat(first.json().getString("agentName")).isEqualTo("Sample");
        assertThat(second.json().getString("agentId")).isEqualTo(first.json().getString("agentId"));
    }

    private static Reply put(String path, byte[] body) {
        return server.send(
                "PUT", path, ann, BodyPublishers.ofByteArray(body), "content-type", "application/octet-stream");
    }

    private static Reply upload(@Nullable Person as, byte[]... parts) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            form.write("--b\r\n".getBytes(UTF_8));
            form.write(part);
            form.write("\r\n".getBytes(UTF_8));
        }
        form.write("--b--\r\n".getBytes(UTF_8));
        return server.send(
                "POST",
                "/api/jobs",
                as,
                BodyPublishers.ofByteArray(form.toByteArray()),
                "content-type",
                "multipart/form-data; boundary=b");
    }

    private static byte[] field(String name, String value) {
        return ("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value).getBytes(UTF_8);
    }

    private static byte[] file(String field, String name, byte[] content) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(("Content-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        part.write(content);
        return part.toByteArray();
    }

    /** Random bytes that nothing takes for a text. */
    private static byte[] media(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }

    private static List<Path> waiting() throws IOException {
        return list(server.dataDir.resolve("incoming"));
    }

    private static List<Path> stored() throws IOException {
        return list(server.dataDir.resolve("media"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void chunk(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        out.write(bytes);
        out.write("\r\n".getBytes(ISO_8859_1));
    }

    private static String readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), ISO_8859_1);
    }
}
