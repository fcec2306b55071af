package dev.reelcast;

import dev.reelcast.QueueRates.Rates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Jobs that do nothing through the whole queue, beside bare statements that do the least that could be called a queue. */
final class QueueBench {

    private static final int JOBS = 20_000;
    private static final int SINGLE = 2_000;
    private static final int CONCURRENCY = 20;
    private static final int SAMPLES = 200;
    private static final int EVERY_MILLIS = 50;

    private final Report report;

    QueueBench(Report report) {
        this.report = report;
    }

    void run() throws Exception {
        report.heading("Jobs through the queue");
        String before = Bench.load();
        Path folder = Files.createTempDirectory(Bench.FOLDER, "queue-");
        try (OwnPostgres postgres = new OwnPostgres(folder.resolve("postgres"))) {
            Rates bare = new BareQueue(JOBS, SINGLE, CONCURRENCY).measure(postgres.newDatabase("bare"));
            QueueRates queue = new QueueRates(JOBS, SINGLE, CONCURRENCY, SAMPLES, EVERY_MILLIS);
            Rates cold = queue.measure(postgres.newDatabase("cold"));
            Rates warm = queue.measure(postgres.newDatabase("warm"));
            report.table(
                    List.of("", "put in one by one, /s", "by the thousand, /s", "processed, /s", "begun, p50, ms", "p99, ms"),
                    List.of(
                            row("bare statements", bare),
                            row("Reelcast, the first " + JOBS + " jobs of a JVM", cold),
                            row("Reelcast, the next " + JOBS, warm),
                            List.of(
                                    "**bare ÷ Reelcast**",
                                    ratio(bare, warm, Rates::enqueueSingle),
                                    ratio(bare, warm, Rates::enqueueBatch),
                                    ratio(bare, warm, Rates::process),
                                    "–",
                                    "–")));
            report.paragraph("Load average " + before + " before, " + Bench.load() + " after.");
        }
    }

    private static List<String> row(String name, Rates rates) {
        return List.of(
                name,
                Report.number(rates.enqueueSingle(), 0),
                Report.number(rates.enqueueBatch(), 0),
                Report.number(rates.process(), 0),
                Double.isNaN(rates.pickupP50()) ? "–" : Report.number(rates.pickupP50(), 1),
                Double.isNaN(rates.pickupP99()) ? "–" : Report.number(rates.pickupP99(), 1));
    }

    private static String ratio(Rates bare, Rates ours, ToDoubleFunction<Rates> figure) {
        return Report.number(figure.applyAsDouble(bare) / figure.applyAsDouble(ours), 2);
    }
}
