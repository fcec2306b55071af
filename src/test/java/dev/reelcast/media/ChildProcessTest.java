package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path work;

    @TempDir
    Path scripts;

    private final Cancellation cancellation = new Cancellation();

    @Test
    void handsOverLinesExitCodeAndErrors() throws IOException {
        Path script = Scripts.write(scripts, "talk", "printf 'one\\rtwo\\nthree'; echo wrong >&2; exit 3");
        List<String> lines = new ArrayList<>();
        Result result = child(script).onLine(lines::add).run(cancellation);
        assertThat(lines).containsExactly("one", "two", "three");
        assertThat(result).isEqualTo(new Result(3, "wrong"));
        assertThat(result.failure("It failed.").kind()).isEqualTo(Kind.FAILED);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void passesArgumentsUntouchedByAnyShell() {
        List<String> lines = new ArrayList<>();
        new ChildProcess(List.of("printf", "%s\\n", "$(id); a  b", "--", "`x`"), work, LIMIT)
                .onLine(lines::add)
                .run(cancellation);
        assertThat(lines).containsExactly("$(id); a  b", "--", "`x`");
    }

    @Test
    void showsTheChildFiveVariablesAndAnEmptyInput() throws IOException {
        Path script =
                Scripts.write(scripts, "look", "env | cut -d= -f1 | sort | grep -v '^_$\\|PWD\\|SHLVL'; cat; pwd");
        List<String> lines = new ArrayList<>();
        child(script).onLine(lines::add).run(cancellation);
        assertThat(lines)
                .containsExactly(
                        "GCONV_PATH",
                        "HOME",
                        "LANG",
                        "PATH",
                        "TMPDIR",
                        work.toRealPath().toString());
    }

    @Test
    void handsOverBytesAsTheyAre() throws IOException {
        Path script = Scripts.write(scripts, "bytes", "head -c 1000000 /dev/zero");
        AtomicLong count = new AtomicLong();
        child(script).onOutput(in -> count.set(in.readAllBytes().length)).run(cancellation);
        assertThat(count).hasValue(1_000_000);
    }

    @Test
    void keepsOnlyTheEndOfEndlessErrors() throws IOException {
        Path script = Scripts.write(
                scripts,
                "noisy",
                "yes 'a line of noise' | head -c 3000000 >&2; head -c 900000 /dev/zero >&2; echo >&2; echo last >&2");
        Result result = child(script).run(cancellation);
        assertThat(result.errorTail()).endsWith("last").hasSizeLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void stopsAChildThatPrintsWithoutEndAtTheTimeLimit() throws IOException {
        Path script = Scripts.write(scripts, "endless", "exec yes");
        assertThatThrownBy(() -> new ChildProcess(List.of(script.toString()), work, Duration.ofMillis(300))
                        .onLine(line -> {})
                        .run(cancellation))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void killsTheWholeGroupOfAChildThatIgnoresTheTermSignal() throws Exception {
        Path script = Scripts.write(
                scripts, "stubborn", "trap '' TERM; sleep 600 & echo $! > inner; sleep 600 & wait; sleep 600");
        CompletableFuture<Result> run =
                CompletableFuture.supplyAsync(() -> child(script).run(cancellation));
        long inner = pidIn(work.resolve("inner"));
        assertThat(notes()).hasSize(1);
        long before = System.nanoTime();
        cancellation.cancel();
        assertThatThrownBy(run::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1400), Duration.ofSeconds(3));
        await().until(() -> !alive(inner));
        assertThat(notes()).isEmpty();
    }

    @Test
    void letsAChildThatHeedsTheTermSignalTidyUp() throws Exception {
        Path script =
                Scripts.write(scripts, "tidy", "trap 'echo bye > left; exit 0' TERM; echo $$ > me; sleep 600 & wait");
        CompletableFuture<Result> run =
                CompletableFuture.supplyAsync(() -> child(script).run(cancellation));
        pidIn(work.resolve("me"));
        cancellation.cancel();
        assertThatThrownBy(run::join).hasCauseInstanceOf(CancelledException.class);
        assertThat(work.resolve("left")).hasContent("bye");
    }

    @Test
    void endsWhatAChildLeavesBehindHoldingItsOutput() throws Exception {
        Path script = Scripts.write(scripts, "leaver", "sleep 600 & echo $! > inner; echo done");
        List<String> lines = new ArrayList<>();
        Result result = child(script).onLine(lines::add).run(cancellation);
        assertThat(result.ok()).isTrue();
        assertThat(lines).containsExactly("done");
        long inner = pidIn(work.resolve("inner"));
        await().until(() -> !alive(inner));
    }

    @Test
    void stopsTheChildWhenTheConsumerOfItsOutputFails() throws IOException {
        Path script = Scripts.write(scripts, "silent", "echo x; exec sleep 600");
        assertThatThrownBy(() -> child(script)
                        .onLine(line -> {
                            throw new IllegalStateException("enough");
                        })
                        .run(cancellation))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(notes()).isEmpty();
    }

    @Test
    void stopsTheChildWhenItsThreadIsInterrupted() throws Exception {
        Path script = Scripts.write(scripts, "wait", "echo $$ > me; exec sleep 600");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                child(script).run(cancellation);
            } catch (CancelledException e) {
                thrown.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
            }
        });
        thread.start();
        long me = pidIn(work.resolve("me"));
        thread.interrupt();
        assertThat(thrown.join()).isInstanceOf(CancelledException.class);
        await().until(() -> !alive(me));
    }

    @Test
    void startsNothingWhenAlreadyCancelledOrMissing() {
        assertThatThrownBy(() -> new ChildProcess(List.of("no-such-program-here"), work, LIMIT).run(cancellation))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOOL_MISSING))
                .hasMessage("The program no-such-program-here is not installed.");
        cancellation.cancel();
        assertThatThrownBy(() -> child(Path.of("/bin/true")).run(cancellation)).isInstanceOf(CancelledException.class);
    }

    @Test
    void sweepKillsWhatAnEarlierLifeLeftAndNothingElse() throws Exception {
        Path stage = Files.createDirectories(work.resolve("job/download/1"));
        Process left = new ProcessBuilder("setsid", "sleep", "600").start();
        Process other = new ProcessBuilder("setsid", "sleep", "600").start();
        try {
            await().until(() -> left.info().command().orElse("").endsWith("sleep"));
            assertThat(PidFile.write(stage, left.pid())).isPresent();
            Files.writeString(stage.resolve("child-" + other.pid() + ".pid"), other.pid() + " another-boot:1\n");
            Files.writeString(stage.resolve("child-x.pid"), "not a note");
            assertThat(ChildProcess.sweep(work)).isEqualTo(1);
            assertThat(left.waitFor()).isEqualTo(128 + 9);
            assertThat(other.isAlive()).isTrue();
            assertThat(stage).isEmptyDirectory();
            assertThat(ChildProcess.sweep(work.resolve("missing"))).isZero();
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private ChildProcess child(Path script) {
        return new ChildProcess(List.of(script.toString()), work, LIMIT);
    }

    private List<Path> notes() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        }
    }

    private static long pidIn(Path file) throws IOException {
        await().until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        return Long.parseLong(Files.readString(file).trim());
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
