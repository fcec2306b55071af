package dev.reelcast;

import dev.reelcast.media.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much memory the server's own process takes for a long recording, sent as a large file. The programs that it starts and
 * PostgreSQL are processes of their own and not counted. Needs {@code /proc}.
 */
final class MemoryBench {

    private static final int TARGET_MB = 400;
    private static final String HEAP = "192m";

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
            try (Resident sampler = new Resident(server.pid())) {
                sampler.phase("sending the file");
                BenchJob job = BenchJob.send(client, recording);
                job.completed(sampler::phase);
                print(sampler.end());
                peak = Resident.megabytes(server.pid(), "VmHWM");
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
}
