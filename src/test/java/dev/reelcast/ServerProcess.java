package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The server as a process of its own, from the runnable jar, with its embedded database: to be killed and started again. */
public final class ServerProcess implements AutoCloseable {

    private final Path dataDir;
    private final String heap;
    private final int port;
    private final Map<String, String> settings;
    private List<String> launcher = List.of();
    private @Nullable Process process;

    public ServerProcess(Path dataDir, Map<String, String> settings) {
        this(dataDir, "256m", settings);
    }

    /** @param heap the most that its heap may take, as {@code -Xmx} has it */
    public ServerProcess(Path dataDir, String heap, Map<String, String> settings) {
        this.dataDir = dataDir.toAbsolutePath();
        this.heap = heap;
        this.settings = settings;
        this.port = FreePorts.next();
    }

    /** @param command what starts it: given the server's own command as arguments, it becomes the server in the end */
    public ServerProcess launchedBy(List<String> command) {
        launcher = command;
        return this;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process().pid();
    }

    /** Starts, and waits until it is ready. */
    public ServerProcess start() throws IOException {
        launch();
        try {
            Awaitility.await("the server is ready")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(this::ready);
        } catch (ConditionTimeoutException late) {
            process().destroy();
            throw late;
        }
        return this;
    }

    /** Starts. */
    public void launch() throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + new File("conf/jvm.options").getAbsolutePath(),
                "-Xmx" + heap,
                "-jar",
                new File("target/reelcast.jar").getAbsolutePath()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                dataDir.resolveSibling(dataDir.getFileName() + ".log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("REELCAST_"));
        builder.environment()
                .putAll(Map.of(
                        "REELCAST_HTTP_HOST", "127.0.0.1",
                        "REELCAST_HTTP_PORT", Integer.toString(port),
                        "REELCAST_DATA_DIR", dataDir.toString(),
                        "REELCAST_NETWORK_ALLOW_PRIVATE", "true",
                        "REELCAST_QUEUE_LEASE", "3s",
                        "REELCAST_TRANSCRIPTION_DRAFTS", "false"));
        builder.environment().putAll(settings);
        process = builder.start();
    }

    /** As kill -9 does. */
    public void kill() throws InterruptedException {
        process().destroyForcibly();
        assertThat(process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** As kill -STOP does: it stands still, and whoever is connected to it notices nothing. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** As kill -CONT does. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** As Ctrl-C does; answers how long it took. */
    public Duration stop() throws InterruptedException {
        long begun = System.nanoTime();
        process().destroy();
        assertThat(process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Whether it was started and has not ended. */
    public boolean running() {
        return process != null && process.isAlive();
    }

    /** Waits until it has ended by itself; answers its exit code. */
    public int awaitExit() throws InterruptedException {
        assertThat(process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process().exitValue();
    }

    /** Processes that have the data folder in their command line. */
    public List<Long> leftBehind() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .filter(folder -> commandLine(folder).contains(dataDir.toString()))
                    .map(folder -> Long.parseLong(folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Programs at work in the data folder's work folder, whoever started them. */
    public List<Long> children() {
        Path work = dataDir.resolve("work");
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> workingFolder(pid).startsWith(work))
                .toList();
    }

    /** Files and folders of stages that run, or were left behind. */
    public List<Path> workFiles() throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("work"))) {
            return files.toList();
        }
    }

    /** Where a process works; empty when it is gone. */
    static Path workingFolder(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
        } catch (IOException ended) {
            return Path.of("");
        }
    }

    private static String commandLine(Path folder) {
        try {
            return Files.readString(folder.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException | UncheckedIOException ended) {
            return "";
        }
    }

    private Process process() {
        return Objects.requireNonNull(process, "not started");
    }

    private boolean ready() {
        if (!process().isAlive()) {
            throw new AssertionError("the server ended with " + process().exitValue());
        }
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(address() + "/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            try {
                thaw();
                stop();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
