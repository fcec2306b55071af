package dev.reelcast.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The note in a work folder that a child runs there, for the server's next life to find should this one be killed. */
final class PidFile {

    private static final String PREFIX = "child-";
    private static final String SUFFIX = ".pid";

    private final Path file;

    private PidFile(Path file) {
        this.file = file;
    }

    /** Writes the note of a process that was just started; there is none when the process has already ended. */
    static Optional<PidFile> write(Path folder, long pid) throws IOException {
        Optional<String> start = ProcessIdentity.startOf(pid);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(PREFIX + pid + SUFFIX);
        Files.writeString(file, pid + " " + start.get() + "\n");
        return Optional.of(new PidFile(file));
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Kills the processes noted below a folder that still are the ones noted, and removes the notes.
     *
     * @return how many were killed
     */
    static int sweep(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        List<Path> notes;
        try (Stream<Path> files = Files.walk(root)) {
            notes = files.filter(PidFile::isNote).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int killed = 0;
        for (Path note : notes) {
            String[] words = Files.readString(note).trim().split(" ", -1);
            if (words.length == 2
                    && words[0].matches("[0-9]{1,18}")
                    && killIfSame(Long.parseLong(words[0]), words[1])) {
                killed++;
            }
            Files.deleteIfExists(note);
        }
        return killed;
    }

    private static boolean isNote(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && Files.isRegularFile(file);
    }

    private static boolean killIfSame(long pid, String start) throws IOException {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !ProcessIdentity.startOf(pid).equals(Optional.of(start))) {
            return false;
        }
        new ProcessGroup(handle.get()).kill();
        return true;
    }
}
