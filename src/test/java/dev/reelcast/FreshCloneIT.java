package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer does: clone, the first command of the README, set-up in the browser, the sample recording, its episode in
 * the feed.
 */
class FreshCloneIT {

    @TempDir
    Path folder;

    @Test
    void firstCommandAndFirstVisitEndWithAnEpisodeInTheFeed() throws Exception {
        Programs.require("chromium");
        Programs.require("git");
        Assumptions.assumeTrue(Files.exists(Path.of(".git")), "the sources are not a clone");
        Path clone = folder.resolve("reelcast");
        run(
                Path.of("."),
                Duration.ofMinutes(1),
                "git",
                "clone",
                "-q",
                Path.of("").toAbsolutePath().toString(),
                clone.toString());
        int port = FreePorts.next();
        Path log = folder.resolve("server.log");
        ProcessBuilder command = new ProcessBuilder("mvn", "-q", "compile", "exec:java")
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment()
                .putAll(Map.of("REELCAST_HTTP_PORT", Integer.toString(port), "REELCAST_HTTP_HOST", "127.0.0.1"));
        Process server = command.start();
        try {
            String address = "http://127.0.0.1:" + port;
            Awaitility.await("the address")
                    .atMost(Duration.ofMinutes(8))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        assertThat(server.isAlive()).as(() -> text(log)).isTrue();
                        return ready(address);
                    });
            assertThat(text(log)).contains("Reelcast is at http://localhost:" + port);
            run(clone.resolve("webroot"), Duration.ofMinutes(5), "node", "e2e/first-visit.mjs", address);
            run(clone.resolve("webroot"), Duration.ofMinutes(3), "node", "e2e/steering.mjs", address);
            Path sample = clone.resolve("src/main/resources/sample");
            run(
                    clone.resolve("webroot"),
                    Duration.ofMinutes(4),
                    "node",
                    "e2e/review.mjs",
                    address,
                    sample.resolve("sample.mp3").toString(),
                    sample.resolve("sample.vtt").toString());
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(clone.resolve("data/media")).exists();
    }

    private static void run(Path directory, Duration limit, String... command) throws Exception {
        Path log = Files.createTempFile("run", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(() -> String.join(" ", command) + "\n" + text(log))
                .isTrue();
        Files.delete(log);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean ready(String address) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
