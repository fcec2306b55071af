package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Output;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A started program, until it and all that it started have ended and its output is read. */
final class ChildRun {

    private static final Duration GRACE = Duration.ofMillis(1500);
    /** After SIGKILL only a process stuck in the kernel is still there. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final Process process;
    private final ProcessGroup group;
    /** Done when the program has ended and its output was read, or failed when that was not possible. */
    private final CompletableFuture<Void> done;
    /** Done when somebody calls it off, failed as soon as a reader fails. */
    private final CompletableFuture<Void> calledOff = new CompletableFuture<>();

    /** Takes over a program that was just started, and starts to read what it writes. */
    ChildRun(Process process, Output stdout, Output stderr) {
        this.process = process;
        this.group = new ProcessGroup(process.toHandle());
        // What the program left behind may hold the pipes open: it ends with its leader.
        CompletableFuture<Void> ended = process.onExit().thenRun(group::kill);
        this.done = CompletableFuture.allOf(
                ended,
                read(process.getInputStream(), stdout, "child-stdout"),
                read(process.getErrorStream(), stderr, "child-stderr"));
    }

    /**
     * Waits for the end, or brings it about. When this returns, nothing of the program is left.
     *
     * @param folder where the note of the pid stands meanwhile
     * @return the exit code
     */
    int await(Path folder, Duration limit, Cancellation cancellation) {
        Optional<PidFile> note = Optional.empty();
        try (Cancellation.Registration registration = cancellation.onCancel(() -> calledOff.complete(null))) {
            process.getOutputStream().close();
            note = PidFile.write(folder, process.pid());
            CompletableFuture.anyOf(done, calledOff).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!done.isDone()) {
                throw new CancelledException();
            }
            return process.exitValue();
        } catch (TimeoutException e) {
            throw new MediaException(Kind.TIMEOUT, "It took longer than " + limit.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw thrownBy(e.getCause());
        } catch (IOException e) {
            throw MediaException.of(e, ChildProcess.NOT_RUN);
        } finally {
            end(note);
        }
    }

    private CompletableFuture<Void> read(InputStream in, Output consumer, String name) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (in) {
                        consumer.read(in);
                        end.complete(null);
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                        calledOff.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private void end(Optional<PidFile> note) {
        boolean interrupted = Thread.interrupted();
        try {
            if (process.isAlive()) {
                group.terminate();
                if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    group.kill();
                    process.waitFor(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            // The readers go on until the pipes end; one that does not come to an end is a daemon and holds nobody up.
            done.handle((nothing, failure) -> true)
                    .completeOnTimeout(false, LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
            if (note.isPresent() && !process.isAlive()) {
                note.get().remove();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            group.kill();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw MediaException.of(e, ChildProcess.NOT_RUN);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrownBy(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        return cause instanceof IOException io
                ? MediaException.of(io, ChildProcess.NOT_RUN)
                : new MediaException(Kind.FAILED, "A program's output could not be read.", cause);
    }
}
