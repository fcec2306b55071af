package dev.reelcast.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL of an earlier life of this server that was killed and could not end it. Blocks. */
final class Orphan {

    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);

    private static final long FAST_SECONDS = 5;
    private static final long IMMEDIATE_SECONDS = 3;

    private final Path cluster;

    Orphan(Path cluster) {
        this.cluster = cluster;
    }

    /**
     * Ends it, if it is there, and takes away the note of one that is not. Only for who holds the directory's lock: a note
     * that names a process of another kind would otherwise keep PostgreSQL from starting once that pid is used again.
     */
    void end() throws IOException {
        Path note = cluster.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return;
        }
        Optional<ProcessHandle> postmaster = postmaster(Files.readAllLines(note));
        if (postmaster.isPresent()) {
            LOG.warn(
                    "Ending the PostgreSQL that a killed server left behind, process {}",
                    postmaster.get().pid());
            end(postmaster.get());
        }
        Files.deleteIfExists(note);
    }

    /** PostgreSQL's file has the pid in its first line. */
    private Optional<ProcessHandle> postmaster(List<String> note) {
        String pid = note.isEmpty() ? "" : note.get(0).trim();
        if (!pid.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid)).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(cluster.toString());
    }

    /** First as an administrator would, then without the checkpoint, then at once: the next start recovers. */
    private static void end(ProcessHandle postmaster) throws IOException {
        CompletableFuture<ProcessHandle> gone = postmaster.onExit();
        signal(postmaster, "INT");
        if (!within(gone, FAST_SECONDS)) {
            signal(postmaster, "QUIT");
            if (!within(gone, IMMEDIATE_SECONDS)) {
                postmaster.destroyForcibly();
                within(gone, IMMEDIATE_SECONDS);
            }
        }
    }

    private static void signal(ProcessHandle process, String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            kill.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was to end", e);
        }
    }

    private static boolean within(CompletableFuture<ProcessHandle> gone, long seconds) throws IOException {
        try {
            gone.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was to end", e);
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
