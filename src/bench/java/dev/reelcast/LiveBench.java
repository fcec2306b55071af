package dev.reelcast;

import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Stage;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * From a stage's report to 200 browsers: stored, published, on the wire and read. The server, its PostgreSQL and all of the
 * browsers are on this machine. The bare tool beside it sends texts of the same length from a Vert.x event bus to WebSockets.
 */
final class LiveBench {

    private static final int TARGET_MILLIS = 50;
    private static final int BROWSERS = 200;
    private static final int JOBS = 20;
    /** Two a second for each job: none is held back. */
    private static final int REPORTS_A_SECOND = 40;

    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 30;

    private final Report report;

    LiveBench(Report report) {
        this.report = report;
    }

    void run() throws Exception {
        report.heading("From a report to " + BROWSERS + " browsers");
        String before = Bench.load();
        Ages server = throughServer();
        Ages bare = bare();
        report.table(
                List.of("", "p50, ms", "p99, ms", "most, ms", "arrived, %"),
                List.of(row("Reelcast", server), row("bare WebSockets", bare)));
        report.verdict(
                "99 of 100 within " + TARGET_MILLIS + " ms at " + REPORTS_A_SECOND + " reports a second, "
                        + REPORTS_A_SECOND * BROWSERS + " frames a second (load average " + before + " before, "
                        + Bench.load() + " after).",
                server.millis(0.99) < TARGET_MILLIS);
    }

    private static Ages throughServer() throws Exception {
        Path folder = Files.createTempDirectory(Bench.FOLDER, "live-");
        Deployment deployment = new Deployment(Config.parse(
                "",
                Map.of(
                        "REELCAST_HTTP_HOST", "127.0.0.1",
                        "REELCAST_HTTP_PORT", "0",
                        "REELCAST_DATA_DIR", folder.toString(),
                        "REELCAST_QUEUE_CONCURRENCY", "0")));
        deployment.start();
        try {
            ApiClient client = new ApiClient(deployment.address());
            client.signUp();
            List<QueueStoreApi.Run> runs = runs(deployment, client);
            URI address = URI.create(deployment.address().replace("http", "ws").replace("localhost", "127.0.0.1")
                    + "/eventbus/websocket?token=" + client.token());
            String register = new JsonObject()
                    .put("type", "register")
                    .put("address", "queue.updates." + client.userId())
                    .put("headers", new JsonObject())
                    .encode();
            int[] next = {0};
            return measured(address, register, now -> deployment
                    .bus()
                    .tell(
                            ProgressApi.REPORT,
                            new ProgressApi.Report(
                                    runs.get(next[0]++ % runs.size()), Stage.TRANSCRIPTION, 50, Browsers.MARK + now)));
        } finally {
            deployment.stop();
        }
    }

    /** Jobs that this bench works on itself. */
    private static List<QueueStoreApi.Run> runs(Deployment deployment, ApiClient client) throws Exception {
        for (int i = 0; i < JOBS; i++) {
            client.post(
                    "/api/jobs",
                    new JsonObject().put("transcript", "Talk number " + i + ".").put("title", "Talk " + i));
        }
        List<QueueStoreApi.Run> runs = new ArrayList<>();
        while (runs.size() < JOBS) {
            List<QueueStoreApi.Claimed> claimed = deployment
                    .bus()
                    .request(
                            QueueStoreApi.CLAIM,
                            new QueueStoreApi.Claim(
                                    Ids.next(), Map.of(Stage.TRANSCRIPTION, JOBS), JOBS - runs.size(), Map.of(), Duration.ofHours(1), true))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            claimed.forEach(each -> runs.add(each.run()));
        }
        return runs;
    }

    private static Ages bare() throws Exception {
        try (BareFanout fanout = BareFanout.start()) {
            return measured(fanout.address(), "{\"type\":\"register\"}", fanout::send);
        }
    }

    private static Ages measured(URI address, String register, LongConsumer send) throws Exception {
        try (Browsers browsers = Browsers.open(BROWSERS, address, register)) {
            spread(WARM_UP_SECONDS, send);
            browsers.settle();
            int reports = SECONDS * REPORTS_A_SECOND;
            Ages ages = browsers.measure(reports);
            spread(SECONDS, send);
            browsers.settle();
            return ages;
        }
    }

    /** Sends evenly, and never catches up by a burst. */
    private static void spread(int seconds, LongConsumer send) throws InterruptedException {
        long step = TimeUnit.SECONDS.toNanos(1) / REPORTS_A_SECOND;
        for (int i = 0; i < seconds * REPORTS_A_SECOND; i++) {
            long begun = System.nanoTime();
            send.accept(begun);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, begun + step - System.nanoTime()));
        }
    }

    private static List<String> row(String name, Ages ages) {
        return List.of(
                name,
                Report.number(ages.millis(0.5), 1),
                Report.number(ages.millis(0.99), 1),
                Report.number(ages.millis(1), 1),
                Report.number(100.0 * ages.count() / (SECONDS * REPORTS_A_SECOND * BROWSERS), 1));
    }
}
