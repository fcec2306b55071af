package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a child program: the only way this system starts one. There is no shell: each argument reaches the program
 * as it is. The child leads a process group, reads nothing, sees only {@code PATH}, {@code HOME}, {@code LANG},
 * {@code TMPDIR} and {@code GCONV_PATH}, and works in the folder it is given, where a note of its pid stands while it runs. When it ends, is
 * called off or takes too long, all that it started ends with it: SIGTERM, and SIGKILL 1.5 s later.
 *
 * <p>A text that comes from outside may be taken for an option: put it behind {@code --} where the program knows that,
 * else give files as absolute paths.
 */
public final class ChildProcess {

    /** Takes a program's standard output as bytes, on a thread of its own, until the end of the stream. */
    @FunctionalInterface
    public interface Output {
        /** @throws IOException or any exception stops the program and reaches the caller of {@link #run} */
        void read(InputStream stdout) throws IOException;
    }

    /**
     * How a program ended by itself.
     *
     * @param exitCode 0 is success for the programs used here; 128 + n stands for signal n
     * @param errorTail the last lines of standard error, at most 64 KiB
     */
    public record Result(int exitCode, String errorTail) {
        public boolean ok() {
            return exitCode == 0;
        }

        /**
         * The failure that a non-zero exit stands for: {@link Kind#NO_SPACE} when the program said so, else
         * {@link Kind#FAILED}. What the program wrote is its cause's message, for the log.
         *
         * @param message one sentence for people
         */
        public MediaException failure(String message) {
            IOException said = new IOException("exit code " + exitCode + ": " + errorTail);
            return errorTail.contains("No space left on device")
                    ? new MediaException(Kind.NO_SPACE, "The disk is full.", said)
                    : new MediaException(Kind.FAILED, message, said);
        }
    }

    static final String NOT_RUN = "A program could not be run.";
    private static final int TAIL_BYTES = 64 * 1024;
    private final List<String> command;
    private final Path workFolder;
    private final Duration limit;
    private final Map<String, String> environment = new HashMap<>();
    private final Tail errorTail = new Tail(TAIL_BYTES);
    private @Nullable Output output;
    private @Nullable Consumer<String> errorLine;

    /**
     * @param command the program, by path or by name, and its arguments
     * @param workFolder an existing folder: working, home and temporary folder of the program
     * @param limit how long it may run
     */
    public ChildProcess(List<String> command, Path workFolder, Duration limit) {
        this.command = List.copyOf(command);
        this.workFolder = workFolder.toAbsolutePath().normalize();
        this.limit = limit;
    }

    /** Hands over standard output as bytes. Without this or {@link #onLine} it is read and dropped. */
    public ChildProcess onOutput(Output consumer) {
        output = consumer;
        return this;
    }

    /** Hands over standard output line by line as it comes, on a thread of its own. */
    public ChildProcess onLine(Consumer<String> consumer) {
        output = in -> LineSplitter.read(in, consumer);
        return this;
    }

    /** Hands over standard error line by line as it comes, on a thread of its own. */
    public ChildProcess onErrorLine(Consumer<String> consumer) {
        errorLine = consumer;
        return this;
    }

    /** Adds a variable to the few that the program sees. */
    public ChildProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Runs the program to its end and waits for the consumers of its output. To be called once.
     *
     * @return how it ended, whatever its exit code
     * @throws CancelledException when called off, or the calling thread is interrupted (it stays so)
     * @throws MediaException of kind {@link Kind#TIMEOUT} or {@link Kind#TOOL_MISSING}
     * @throws RuntimeException the one that a consumer threw
     */
    public Result run(Cancellation cancellation) {
        cancellation.throwIfCancelled();
        ChildRun run = new ChildRun(start(), this::consumeOutput, this::consumeErrors);
        int exitCode = run.await(workFolder, limit, cancellation);
        return new Result(exitCode, errorTail.text());
    }

    /**
     * Kills what an earlier life of this server left running in the work folders below a folder. A process is killed
     * only when both its pid and its start are those noted. To be called before any child is started there.
     *
     * @param workRoot may be missing
     * @return how many programs were killed
     * @throws MediaException when the folder cannot be read
     */
    public static int sweep(Path workRoot) {
        try {
            return PidFile.sweep(workRoot);
        } catch (IOException e) {
            throw MediaException.of(e, NOT_RUN);
        }
    }

    private Process start() {
        if (Programs.find(command.get(0)).isEmpty()) {
            String name = String.valueOf(Path.of(command.get(0)).getFileName());
            throw new MediaException(Kind.TOOL_MISSING, "The program " + name + " is not installed.");
        }
        ProcessBuilder builder = new ProcessBuilder(ProcessGroup.leading(command)).directory(workFolder.toFile());
        Map<String, String> seen = builder.environment();
        seen.clear();
        seen.put("PATH", Programs.searchPath());
        seen.put("LANG", "C.UTF-8");
        seen.put("HOME", workFolder.toString());
        seen.put("TMPDIR", workFolder.toString());
        // A static program, as the embedded ffmpeg is, crashes in the character sets of another machine's C library.
        seen.put("GCONV_PATH", "/dev/null");
        seen.putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw MediaException.of(e, NOT_RUN);
        }
    }

    private void consumeOutput(InputStream in) throws IOException {
        if (output != null) {
            output.read(in);
        }
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void consumeErrors(InputStream in) throws IOException {
        LineSplitter.read(in, line -> {
            errorTail.add(line);
            if (errorLine != null) {
                errorLine.accept(line);
            }
        });
    }
}
