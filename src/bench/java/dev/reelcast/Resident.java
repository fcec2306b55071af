package dev.reelcast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Looks all the time at how much memory a process takes. Needs {@code /proc}. */
final class Resident extends Thread implements AutoCloseable {

    private static final long SAMPLE_MILLIS = 50;

    private final long pid;
    private final Map<String, Double> peaks = new LinkedHashMap<>();
    private volatile String phase = "idle";
    private volatile boolean over;

    Resident(long pid) {
        super("resident");
        this.pid = pid;
        setDaemon(true);
        start();
    }

    /** MB of a process, as the kernel counts them. */
    static double megabytes(long pid, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            String line = lines.filter(each -> each.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + name + " of process " + pid));
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
        }
    }

    @Override
    public void run() {
        try {
            while (!over) {
                peaks.merge(phase, megabytes(pid, "VmRSS"), Math::max);
                Thread.sleep(SAMPLE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the process cannot be watched", e);
        }
    }

    /** What the process does from now on. */
    void phase(String name) {
        phase = name;
    }

    /** The most that it took in each phase, MB. */
    Map<String, Double> end() throws InterruptedException {
        over = true;
        join();
        return peaks;
    }

    @Override
    public void close() {
        over = true;
    }
}
