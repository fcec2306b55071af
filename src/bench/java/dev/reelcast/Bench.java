package dev.reelcast;

import dev.reelcast.config.Config;
import dev.reelcast.media.ByHand;
import dev.reelcast.media.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what the server promises, on the machine it runs on. It asserts nothing: a figure belongs to its machine and its
 * hour, so each stands beside that of the bare tools in the same run.
 */
public final class Bench {

    /** Recordings, servers' data and the report are under it. */
    static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();

    private static final List<String> ALL = List.of("pipeline", "memory", "live", "queue", "lists", "feeds", "render", "bulk", "frames");

    private Bench() {}

    /** Runs {@code pipeline}, {@code memory}, {@code live}, {@code queue}, {@code lists}, {@code feeds}, {@code render}, {@code bulk}, {@code frames} or {@code all}; then the minutes of the recordings (0 for the targets') and the pipeline's rounds. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            status = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        // A server in this process may have left threads behind when it did not start.
        System.exit(status);
    }

    private static void run(String which, int minutes, int rounds) throws Exception {
        if (!which.equals("all") && !ALL.contains(which)) {
            throw new IllegalArgumentException("bench must be all or one of " + ALL);
        }
        Files.createDirectories(FOLDER);
        Tools tools =
                new Tools(Config.parse("", java.util.Map.of()).tools(), FOLDER.resolve("tools"));
        Report report = new Report();
        machine(report, tools);
        for (String each : which.equals("all") ? ALL : List.of(which)) {
            switch (each) {
                case "pipeline" -> new PipelineBench(report, tools, minutes > 0 ? minutes : 60, rounds).run();
                case "memory" -> new MemoryBench(report, tools, minutes > 0 ? minutes : 120).run();
                case "live" -> new LiveBench(report).run();
                case "render" -> new RenderBench(report, tools, minutes, rounds).run();
                case "bulk" -> new BulkBench(report, rounds).run();
                case "frames" -> new FramesBench(report).run();
                case "queue" -> new QueueBench(report).run();
                case "lists" -> new ListBench(report).run();
                default -> new FeedBench(report).run();
            }
            report.write(FOLDER.resolve("report.md"));
        }
    }

    private static void machine(Report report, Tools tools) throws IOException {
        report.heading("Machine");
        report.table(
                List.of("", ""),
                List.of(
                        List.of("When", Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", load average " + load()),
                        List.of(
                                "Processors",
                                Runtime.getRuntime().availableProcessors() + " × " + fact("/proc/cpuinfo", "model name")),
                        List.of("Memory", fact("/proc/meminfo", "MemTotal")),
                        List.of("System", System.getProperty("os.name") + " " + System.getProperty("os.version")),
                        List.of("Java", System.getProperty("java.vm.name") + " " + Runtime.version()),
                        List.of("ffmpeg", ByHand.version(tools))));
    }

    /** The load of the last minute: what else the machine had to do. */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }

    private static String fact(String file, String name) throws IOException {
        if (!Files.exists(Path.of(file))) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        }
    }
}
