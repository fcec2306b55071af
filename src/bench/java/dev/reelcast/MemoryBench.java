package dev.reelcast;

import dev.reelcast.media.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much memory the server's own process takes for a long recording, sent as a large file. The programs that it starts and
 * PostgreSQL are processes of their own and not counted. Needs {@code /proc}.
 */
final class MemoryBench {

    private static final int TARGET_MB = 400;
    private static final String HEAP = "192m";
    private static final long SAMPLE_MILLIS = 50;

    private final Report report;
    private final Tools tools;
    private final int minutes;

    MemoryBench(Report report, Tools tools, int minutes) {
        this.report = report;
        this.tools = tools;
        this.minutes = minutes;
    }

    void run() throws Exception {
        report.heading("Memory of the server's process for a recording of " + minutes + " minutes");
        Recording recording = Recording.wav(tools, minutes);
        Path folder = Files.createTempDirectory(Bench.FOLDER, "memory-");
        try (ServerProcess server = new ServerProcess(folder.resolve("data"), HEAP, Map.of())) {
            server.start();
            ApiClient client = new ApiClient(server.address());
            client.signUp();
            double peak;
            try (Sampler sampler = new Sampler(server.pid())) {
                sampler.phase = "sending the file";
                BenchJob job = BenchJob.send(client, recording);
                job.completed(stage -> sampler.phase = stage);
                print(sampler.end());
                peak = megabytes(server.pid(), "VmHWM");
            }
            report.verdict(
                    String.format(
                            "less than %d MB with -Xmx%s and a file of %d MB; at most %.0f MB were resident (VmHWM).",
                            TARGET_MB, HEAP, Files.size(recording.sound()) / 1_000_000, peak),
                    peak < TARGET_MB);
        }
    }

    private void print(Map<String, Double> peaks) {
        List<List<String>> rows = new ArrayList<>();
        peaks.forEach((phase, peak) -> rows.add(List.of(phase.replace('_', ' '), Report.number(peak, 0))));
        report.table(List.of("while", "most resident, MB"), rows);
    }

    /** MB of a process, as the kernel counts them. */
    private static double megabytes(long pid, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            String line = lines.filter(each -> each.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + name + " of process " + pid));
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
        }
    }

    /** Looks at the process all the time. */
    private static final class Sampler extends Thread implements AutoCloseable {
        private final long pid;
        private final Map<String, Double> peaks = new LinkedHashMap<>();
        private volatile String phase = "idle";
        private volatile boolean over;

        Sampler(long pid) {
            super("sampler");
            this.pid = pid;
            setDaemon(true);
            start();
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
}
