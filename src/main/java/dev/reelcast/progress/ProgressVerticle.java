package dev.reelcast.progress;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.ProgressApi.Report;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.LogLine;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Coalesces, stores, then publishes. One batch is on its way to the table at a time; what comes meanwhile joins the next. */
public final class ProgressVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressVerticle.class);

    private static final long INTERVAL_MILLIS = 250;
    private static final long LOG_INTERVAL_MILLIS = 100;
    private static final long AFTER_FAILURE_MILLIS = 1_000;
    private static final long SILENCE_MILLIS = 60_000;

    private final Bus bus;
    private final Broadcaster broadcaster;
    private final Coalescer coalescer = new Coalescer(INTERVAL_MILLIS);
    private final LogBuffer lines = new LogBuffer();
    private boolean storing;
    private boolean storingLines;
    private long timer = -1;

    public ProgressVerticle(Bus bus) {
        this.bus = bus;
        this.broadcaster = new Broadcaster(bus);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOG_INTERVAL_MILLIS, id -> flushLines());
        vertx.setPeriodic(SILENCE_MILLIS, id -> coalescer.forget(now(), SILENCE_MILLIS));
        return Future.all(
                bus.serve(ProgressApi.REPORT, this::report),
                bus.serve(ProgressApi.LOG, this::log),
                bus.serve(ProgressApi.PUBLISH, this::publish));
    }

    @Override
    public Future<?> stop() {
        return lines.isEmpty() ? Future.succeededFuture() : storeLines();
    }

    private Future<Void> report(Report report) {
        coalescer.offer(report, now());
        flush();
        return Future.succeededFuture();
    }

    private Future<Void> log(LogLine line) {
        lines.add(line);
        return Future.succeededFuture();
    }

    private Future<Void> publish(List<StoredEvent> events) {
        events.forEach(broadcaster::event);
        return Future.succeededFuture();
    }

    private void flush() {
        if (storing) {
            return;
        }
        List<Report> due = coalescer.take(now());
        if (due.isEmpty()) {
            schedule();
            return;
        }
        storing = true;
        bus.request(ProgressApi.STORE, due)
                .onSuccess(events -> {
                    storing = false;
                    events.forEach(broadcaster::event);
                    flush();
                })
                .onFailure(failure -> {
                    LOG.warn("{} progress reports wait: {}", due.size(), failure.getMessage());
                    coalescer.putBack(due, now());
                    vertx.setTimer(AFTER_FAILURE_MILLIS, id -> {
                        storing = false;
                        flush();
                    });
                });
    }

    private void schedule() {
        vertx.cancelTimer(timer);
        coalescer.nextDue().ifPresent(due -> timer = vertx.setTimer(Math.max(1, due - now()), id -> flush()));
    }

    private void flushLines() {
        if (!storingLines && !lines.isEmpty()) {
            storingLines = true;
            storeLines().onFailure(failure -> LOG.warn("Log lines wait: {}", failure.getMessage()));
        }
    }

    private Future<?> storeLines() {
        List<LogLine> batch = lines.take();
        return bus.request(ProgressApi.STORE_LOGS, batch)
                .onSuccess(stored -> {
                    storingLines = false;
                    stored.forEach(broadcaster::line);
                })
                .onFailure(failure -> {
                    lines.putBack(batch);
                    vertx.setTimer(AFTER_FAILURE_MILLIS, id -> storingLines = false);
                });
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
