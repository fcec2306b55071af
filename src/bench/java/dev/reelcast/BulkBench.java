package dev.reelcast;

import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * A CSV file of a hundred thousand rows from its dry run to its first running item, over HTTP, on a server whose whole heap is
 * smaller than what it may take. Each hundredth row is in error, each hundredth the same as the one before.
 */
final class BulkBench {

    private static final int ROWS = 100_000;
    private static final String HEAP = "192m";

    private static final double PREVIEW_SECONDS = 10;
    private static final double CREATE_SECONDS = 15;
    private static final double FIRST_SECONDS = 1;
    private static final double EXTRA_MB = 200;

    private final Report report;
    private final int rounds;
    private final List<List<String>> table = new ArrayList<>();
    private double slowestPreview;

    BulkBench(Report report, int rounds) {
        this.report = report;
        this.rounds = rounds;
    }

    void run() throws Exception {
        report.heading("A bulk job of " + ROWS + " rows");
        report.paragraph("Load average " + Bench.load() + " before; the server has -Xmx" + HEAP + ".");
        Path folder = Files.createTempDirectory(Bench.FOLDER, "bulk-");
        try (MediaSite site = new MediaSite().status("/", 404);
                ServerProcess server = new ServerProcess(
                        folder.resolve("data"),
                        HEAP,
                        Map.of("REELCAST_NETWORK_ALLOW_PRIVATE", "true", "REELCAST_QUEUE_POLL", "2s"))) {
            Path urls = urls(folder, site);
            Path texts = texts(folder);
            server.start();
            ApiClient client = new ApiClient(server.address());
            client.signUp();
            double idle = Resident.megabytes(server.pid(), "VmRSS");
            try (Resident resident = new Resident(server.pid())) {
                String previewId = "";
                for (int round = 1; round <= rounds; round++) {
                    previewId = preview(client, "URLs", urls, round);
                }
                for (int round = 1; round <= rounds; round++) {
                    preview(client, "texts", texts, round);
                }
                start(client, previewId);
                double most = resident.end().values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
                report.table(List.of("", "s", "MB"), table);
                report.verdict(
                        String.format(
                                "less than %.0f MB more than before; %.0f MB were resident before the first file, %.0f MB at most.",
                                EXTRA_MB, idle, most),
                        most - idle < EXTRA_MB);
                report.verdict(
                        String.format(
                                "less than %.0f s for a dry run; the slowest took %.1f s.", PREVIEW_SECONDS, slowestPreview),
                        slowestPreview < PREVIEW_SECONDS);
            }
        }
        report.paragraph("Load average " + Bench.load() + " after.");
    }

    private String preview(ApiClient client, String what, Path file, int round) throws IOException {
        long from = System.nanoTime();
        ApiClient.Answer answer = client.upload(file, "/api/bulk-jobs/preview", "rows.csv", Map.of());
        double seconds = since(from);
        JsonObject preview = require(answer, 200);
        slowestPreview = Math.max(slowestPreview, seconds);
        line("dry run of " + what + ", time " + round, seconds, Files.size(file));
        JsonObject counts = preview.getJsonObject("counts");
        if (counts.getInteger("rows") != ROWS || counts.getInteger("invalid") != ROWS / 100) {
            throw new IllegalStateException("not what the file says: " + counts);
        }
        return preview.getString("previewId");
    }

    private void start(ApiClient client, String previewId) {
        JsonObject bulk = timed("start", () -> require(
                client.post("/api/bulk-jobs", new JsonObject().put("previewId", previewId)), 201));
        String path = "/api/bulk-jobs/" + bulk.getString("id");
        Instant started = Instant.parse(bulk.getString("startedAt"));
        Instant first = Awaitility.await("the first item runs")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> firstStart(client, path), Optional::isPresent)
                .orElseThrow();
        double wait = Duration.between(started, first).toMillis() / 1_000.0;
        table.add(List.of("from start to the first running item", Report.number(wait, 2), ""));
        timed("list of items, a page at row 90,000", () -> require(client.get(path + "/videos?from=90000&limit=100"), 200));
        timed("grid of all items", () -> require(client.get(path + "/grid"), 200));
        long from = System.nanoTime();
        int bytes = client.get(path + "/results.csv").body().length;
        line("export of all rows", since(from), bytes);
        timed("pause", () -> require(client.post(path + "/pause", new JsonObject()), 200));
        timed("cancel", () -> require(client.post(path + "/cancel", new JsonObject()), 200));
        report.verdict(
                String.format("the first item runs within %.0f s after the start; it took %.2f s.", FIRST_SECONDS, wait),
                wait < FIRST_SECONDS);
        report.verdict(
                String.format("its items are made in less than %.0f s: they are made by the dry run.", CREATE_SECONDS),
                slowestPreview < CREATE_SECONDS);
    }

    private static Optional<Instant> firstStart(ApiClient client, String path) {
        return require(client.get(path + "/videos?limit=20"), 200).getJsonArray("videos").stream()
                .map(item -> ((JsonObject) item).getString("startedAt"))
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .min(Instant::compareTo);
    }

    private JsonObject timed(String what, Supplier<JsonObject> work) {
        long from = System.nanoTime();
        JsonObject answer = work.get();
        table.add(List.of(what, Report.number(since(from), 2), ""));
        return answer;
    }

    private void line(String what, double seconds, long bytes) {
        table.add(List.of(what, Report.number(seconds, 2), Report.number(bytes / 1e6, 1)));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static JsonObject require(ApiClient.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    private static Path urls(Path folder, MediaSite site) throws IOException {
        Path file = folder.resolve("urls.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("url,title,speaker,date\n");
            for (int i = 0; i < ROWS; i++) {
                String url = i % 100 == 7 ? "no URL" : site.url("/talks/" + (i % 100 == 8 ? i - 2 : i) + ".mp3?part=1");
                out.write(String.format("%s,\"Talk %d, given in the morning\",Ann Example,2026-11-21%n", url, i));
            }
        }
        return file;
    }

    private static Path texts(Path folder) throws IOException {
        Path file = folder.resolve("texts.csv");
        String words = "In the morning the fishermen mend their nets and the harbour smells of tar. ";
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("text,title,voice,image\n");
            for (int i = 0; i < ROWS; i++) {
                String image = i % 100 == 7 ? "no URL" : "https://example.org/" + i + ".png";
                int text = i % 100 == 8 ? i - 2 : i;
                out.write(String.format(
                        "\"%d. %s\",Story %d,en-gb,%s%n", text, words.repeat(4), text, text == i ? image : "https://example.org/" + text + ".png"));
            }
        }
        return file;
    }
}
