package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that do what they like, in the place of the ffmpeg of a running server. */
class UnrulyProgramsIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final String HEAP = "96m";
    /** Beside the heap: code, threads, buffers, models. */
    private static final long RESIDENT_KILOBYTES = 500_000;
    /** The promise is two seconds; a machine that is loaded, not least by the program itself, gets three times that. */
    private static final Duration GONE = Duration.ofSeconds(6);

    private static final Duration SOON = Duration.ofSeconds(60);

    /** What the program does in the job's work folder, and how many processes it is then at least. */
    private enum Behaviour {
        HANGS(1, "touch begun; exec sleep 600"),
        STARTS_OTHERS(4, """
                sleep 600 &
                (sleep 600 & exec sleep 600) &
                setsid sleep 600 &
                touch begun
                wait
                """),
        IGNORES_THE_TERM_SIGNAL(3, """
                trap '' TERM
                sleep 600 &
                sleep 600 &
                touch begun
                while :; do sleep 600; done
                """),
        PRINTS_WITHOUT_END(2, """
                (yes 'a line of noise' | head -c 150000000; exec head -c 150000000 /dev/zero) >&2
                head -c 300000000 /dev/zero
                yes >&2 &
                touch begun
                exec yes
                """);

        private final int processes;
        private final String script;

        Behaviour(int processes, String script) {
            this.processes = processes;
            this.script = script;
        }
    }

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        Programs.require("ffmpeg");
        server = new ServerProcess(
                        Files.createDirectory(folder.resolve("data")),
                        HEAP,
                        Map.of(
                                "REELCAST_DATABASE_URL", TestDatabase.createUrl(),
                                "REELCAST_TOOLS_FFMPEG", obedient().toString()))
                .start();
        client = new ApiClient(server.address());
        client.signUp();
    }

    @AfterAll
    static void stop() throws Exception {
        Closing.all(server);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void cancelEndsAllOfItWithinSeconds(Behaviour behaviour) throws Exception {
        String id = client.upload(RECORDING, "talk.wav", Map.of()).json().getString("id");
        order(id, behaviour.script);
        Path stage = folder.resolve("data/work/" + id + "/audio_processing");
        await().atMost(SOON).until(() -> begun(stage));
        List<Long> processes = server.children();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(behaviour.processes);

        long asked = System.nanoTime();
        assertThat(client.delete("/api/jobs/" + id).status()).isEqualTo(200);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> processes.stream().noneMatch(UnrulyProgramsIT::runs)
                        && server.children().isEmpty());

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(GONE);
        await().atMost(SOON).until(() -> server.workFiles().isEmpty());
        assertThat(client.job(id).getJsonObject("job").getString("status")).isEqualTo("cancelled");
        assertThat(residentKilobytes()).isLessThan(RESIDENT_KILOBYTES);
    }

    @Test
    void serverWorksOnAfterwards() throws Exception {
        cancelEndsAllOfItWithinSeconds(Behaviour.PRINTS_WITHOUT_END);
        String id = client.upload(RECORDING, "talk.wav", Map.of()).json().getString("id");
        order(id, "exec ffmpeg \"$@\"");

        client.completed(id);
    }

    /** The real ffmpeg, but that one for an episode's audio does what is ordered for its job. */
    private static Path obedient() throws IOException {
        Path script = folder.resolve("obedient-ffmpeg");
        Files.writeString(script, """
                #!/bin/sh
                stage=$(dirname "$PWD")
                if [ "$(basename "$stage")" = audio_processing ]; then
                  order='%s'/order-$(basename "$(dirname "$stage")")
                  while [ ! -e "$order" ]; do sleep 0.05; done
                  exec sh "$order" "$@"
                fi
                exec ffmpeg "$@"
                """.formatted(folder));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void order(String jobId, String script) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), script);
        Files.move(written, folder.resolve("order-" + jobId), StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean begun(Path stage) throws IOException {
        if (!Files.isDirectory(stage)) {
            return false;
        }
        try (var runs = Files.list(stage)) {
            return runs.anyMatch(run -> Files.exists(run.resolve("begun")));
        }
    }

    /** One that has ended, and that nobody asked for its exit code yet, is still listed. */
    private static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
