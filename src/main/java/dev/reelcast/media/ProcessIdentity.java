package dev.reelcast.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tells a process from a later one that got the same pid. */
final class ProcessIdentity {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** proc(5): starttime is the 22nd field of stat; the name, the 2nd, may hold spaces, so counting starts behind it. */
    private static final int START_AFTER_NAME = 19;

    private ProcessIdentity() {}

    /**
     * When a process began, as an exact word that outlives this JVM. On Linux it is the boot and the clock tick, since
     * the wall-clock start that Java reports moves with each correction of the clock.
     *
     * @return empty when there is no such process
     */
    static Optional<String> startOf(long pid) throws IOException {
        if (Files.exists(BOOT)) {
            Path file = Path.of("/proc", Long.toString(pid), "stat");
            try {
                String stat = Files.readString(file);
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return Optional.of(Files.readString(BOOT).trim() + ":" + fields[START_AFTER_NAME]);
            } catch (IOException e) {
                if (Files.exists(file)) {
                    throw e;
                }
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> Long.toString(start.toEpochMilli()));
    }
}
