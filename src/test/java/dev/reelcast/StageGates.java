package dev.reelcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Gates that hold work up: a program does its work only once the gate is open that has the name of its stage, a service
 * or a site once that one is open that it asks for.
 */
final class StageGates {

    private final Path folder;
    private final Set<String> shut = ConcurrentHashMap.newKeySet();
    private final Set<String> traps = ConcurrentHashMap.newKeySet();
    private final Set<String> trapped = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    /** @param folder an existing one, for scripts and for the files that stand for shut gates */
    StageGates(Path folder) {
        this.folder = folder;
    }

    void shut(String gate) throws IOException {
        shut.add(gate);
        Files.createFile(file("shut", gate));
    }

    /** Whoever comes first stays; all the others pass. */
    void trap(String gate) throws IOException {
        traps.add(gate);
        trapped.add(gate);
        Files.createFile(file("trapped", gate));
        Files.createDirectory(file("trap", gate));
    }

    void openAll() {
        shut.forEach(gate -> delete(file("shut", gate)));
        traps.forEach(gate -> delete(file("trap", gate)));
        trapped.forEach(gate -> delete(file("trapped", gate)));
        shut.clear();
        traps.clear();
        trapped.clear();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real program, but that it waits while the gate of the stage is shut in whose work folder it was started. */
    Path program(String name) throws IOException {
        Path script = folder.resolve("gated-" + name);
        Files.writeString(script, """
                #!/bin/sh
                stage=$(basename "$(dirname "$PWD")")
                if rmdir '%1$s'/trap-"$stage" 2>/dev/null; then
                  while [ -e '%1$s'/trapped-"$stage" ]; do sleep 0.05; done
                fi
                while [ -e '%1$s'/shut-"$stage" ]; do sleep 0.05; done
                exec %2$s "$@"
                """.formatted(folder, name));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What a service does first: it blocks while the gate is shut, or when it is the one that is trapped. */
    void pass(String gate) {
        Set<String> closed = traps.remove(gate) ? trapped : shut;
        AtomicInteger here = waiting.computeIfAbsent(gate, key -> new AtomicInteger());
        here.incrementAndGet();
        Awaitility.await().forever().until(() -> !closed.contains(gate));
        here.decrementAndGet();
    }

    /** How many requests wait at a gate. */
    int waiting(String gate) {
        return waiting.getOrDefault(gate, new AtomicInteger()).get();
    }

    private Path file(String state, String gate) {
        return folder.resolve(state + "-" + gate);
    }
}
