package dev.reelcast;

import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.config.Config;
import dev.reelcast.model.Role;
import dev.reelcast.model.Viewer;
import dev.reelcast.progress.ProgressVerticle;
import dev.reelcast.store.BulkStoreVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.JobStoreVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The page of a bulk job in Chromium while a hundred of its items end each second, beside the same page at rest; and what
 * counting an item costs, however many the bulk job has. Server, PostgreSQL and browser are all on this machine.
 */
final class FramesBench {

    private static final int ITEMS_A_SECOND = 100;
    private static final int SECONDS = 10;
    /** A screen's rate, less what a count over ten seconds may be off. */
    private static final double FRAMES = 59;

    private static final int STEP_MILLIS = 50;
    private static final int LIMIT_SECONDS = 150;

    /** As many items as end between two looks of a server. */
    private static final int BETWEEN_LOOKS = 25;

    /** So few that even the smallest has items left with which the last one fills the queue. */
    private static final int LOOKS = 30;

    private static final double CONSTANT = 1.5;

    private final Report report;

    FramesBench(Report report) {
        this.report = report;
    }

    void run() throws Exception {
        report.heading("The page of a bulk job while " + ITEMS_A_SECOND + " items end each second");
        String before = Bench.load();
        List<List<String>> rows = new ArrayList<>();
        boolean smooth = true;
        for (int items : List.of(10_000, 100_000)) {
            for (JsonObject found : page(items)) {
                rows.add(row(items, found));
                smooth &= found.getDouble("perSecond") >= FRAMES;
            }
        }
        report.table(
                List.of("items, view", "frames/s", "p95, ms", "slowest, ms", "long tasks", "longest, ms",
                        "page's thread busy, %", "DOM nodes", "items/s heard", "events/s heard"),
                rows);
        report.verdict(
                "60 frames a second (load average " + before + " before, " + Bench.load() + " after).", smooth);
        costs();
    }

    private static List<String> row(int items, JsonObject found) {
        return List.of(
                items + ", " + found.getString("view"),
                Report.number(found.getDouble("perSecond"), 1),
                Report.number(found.getDouble("p95"), 1),
                Report.number(found.getDouble("slowest"), 1),
                Report.number(found.getDouble("longTasks"), 0),
                Report.number(found.getDouble("longest"), 0),
                Report.number(100 * found.getDouble("busy") / SECONDS, 0),
                Report.number(found.getDouble("nodes"), 0),
                Report.number(found.getDouble("items"), 0),
                Report.number(found.getDouble("events"), 0));
    }

    private static List<JsonObject> page(int items) throws Exception {
        Path folder = Files.createTempDirectory(Bench.FOLDER, "frames-");
        String url = TestDatabase.createUrl();
        Deployment deployment = new Deployment(Config.parse(
                "",
                Map.of(
                        "REELCAST_HTTP_HOST", "127.0.0.1",
                        "REELCAST_HTTP_PORT", "0",
                        "REELCAST_DATA_DIR", folder.toString(),
                        "REELCAST_DATABASE_URL", url,
                        "REELCAST_QUEUE_CONCURRENCY", "0")));
        Vertx vertx = Vertx.vertx();
        deployment.start();
        try {
            ApiClient client = new ApiClient(deployment.address());
            client.signUp();
            Viewer owner = new Viewer(UUID.fromString(client.userId()), Role.ADMIN);
            BulkWork work = BulkWork.start(deployment.bus(), Database.of(url, 1).open(vertx), owner, items);
            return measured(work, deployment.address());
        } finally {
            deployment.stop();
            vertx.close().await();
        }
    }

    /** The script says a line for each view, and asks for one before items are to end. */
    private static List<JsonObject> measured(BulkWork work, String address) throws Exception {
        Process script = new ProcessBuilder(
                        "node", "src/bench/js/frames.mjs", address, work.id().toString(), Integer.toString(SECONDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = script.inputReader(StandardCharsets.UTF_8);
                OutputStream go = script.getOutputStream()) {
            List<JsonObject> found = new ArrayList<>();
            String rest = lines.readLine();
            if (rest == null) {
                throw new IOException("The page did not open.");
            }
            found.add(new JsonObject(rest));
            CompletableFuture<List<JsonObject>> views = CompletableFuture.supplyAsync(
                    () -> lines.lines().map(JsonObject::new).toList());
            go.write('\n');
            go.flush();
            end(work, script);
            found.addAll(views.get(10, TimeUnit.SECONDS));
            if (script.exitValue() != 0) {
                throw new IOException("The page was not measured to its end.");
            }
            return found;
        } finally {
            script.destroy();
        }
    }

    /** Items begin and end evenly for as long as the page is looked at. */
    private static void end(BulkWork work, Process script) throws Exception {
        long from = System.nanoTime();
        int begun = 0;
        while (script.isAlive()) {
            long step = System.nanoTime();
            double seconds = (step - from) / 1e9;
            if (seconds > LIMIT_SECONDS) {
                throw new IOException("The page took more than " + LIMIT_SECONDS + " s.");
            }
            work.complete();
            int due = (int) (seconds * ITEMS_A_SECOND) - begun;
            if (due > 0) {
                work.claim(due);
                begun += due;
            }
            long rest = TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS) - (System.nanoTime() - step);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, rest));
        }
    }

    private void costs() throws IOException {
        report.heading("What an ended item costs, by the size of its bulk job");
        String before = Bench.load();
        // Once for the compiler's sake.
        looks(List.of(1_000, 1_000));
        List<Looks> all = looks(List.of(1_000, 10_000, 100_000));
        report.table(
                List.of("items", "claim and completion of an item, µs", "a look after " + BETWEEN_LOOKS + " items, ms",
                        "of it for an item, µs"),
                all.stream().map(Looks::row).toList());
        double ratio = median(all.get(2).looked) / median(all.get(0).looked);
        report.verdict(
                "a look takes at most " + CONSTANT + " × as long with a hundred times the items: "
                        + Report.number(ratio, 2) + " × (load average " + before + " before, " + Bench.load()
                        + " after).",
                ratio <= CONSTANT);
    }

    /** In turns, so that what else the machine does concerns all of them. */
    private static List<Looks> looks(List<Integer> sizes) {
        List<Looks> all = new ArrayList<>();
        try {
            sizes.forEach(items -> all.add(Looks.open(items)));
            for (int i = 0; i < LOOKS; i++) {
                for (Looks each : all) {
                    each.look(i);
                }
            }
            return all;
        } finally {
            all.forEach(each -> each.vertx.close().await());
        }
    }

    /**
     * One bulk job in a database of its own, with the stores of a server and nothing else.
     *
     * @param ended milliseconds of claiming and completing
     * @param looked milliseconds of the look that counts, tells and refills the queue
     */
    private record Looks(int items, Vertx vertx, Bus bus, BulkWork work, double[] ended, double[] looked) {

        static Looks open(int items) {
            Vertx vertx = Vertx.vertx();
            Bus bus = new Bus(vertx);
            Database database = TestDatabase.create();
            Pool pool = database.open(vertx);
            vertx.deployVerticle(new JobStoreVerticle(bus, database)).await();
            vertx.deployVerticle(new BulkStoreVerticle(bus, database)).await();
            vertx.deployVerticle(new ProgressVerticle(bus)).await();
            BulkWork work = BulkWork.start(bus, pool, Fixtures.admin(pool), items);
            return new Looks(items, vertx, bus, work, new double[LOOKS], new double[LOOKS]);
        }

        void look(int i) {
            long from = System.nanoTime();
            work.claim(BETWEEN_LOOKS);
            int completed = work.complete();
            long then = System.nanoTime();
            bus.request(BulkStoreApi.ADVANCE, true).await();
            ended[i] = (then - from) / 1e6;
            looked[i] = (System.nanoTime() - then) / 1e6;
            if (completed != BETWEEN_LOOKS) {
                throw new IllegalStateException("only " + completed + " items were there");
            }
        }

        List<String> row() {
            return List.of(
                    Integer.toString(items),
                    Report.number(median(ended) / BETWEEN_LOOKS * 1_000, 0),
                    Report.number(median(looked), 1),
                    Report.number(median(looked) / BETWEEN_LOOKS * 1_000, 0));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
