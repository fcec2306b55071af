package dev.reelcast.bulk;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.BulkStoreApi.OneBulk;
import dev.reelcast.bus.BulkStoreApi.WriteBack;
import dev.reelcast.bus.BulkStoreApi.WrittenBack;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Role;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what came of rows into the sheets that they are from: when somebody asks, and when a bulk job ends that wants it. */
public final class WriteBackVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBackVerticle.class);

    private static final int AT_ONCE = 2;
    private static final long EVERY_MILLIS = 2_000;
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final int MOST_ATTEMPTS = 5;
    private static final Set<FailureKind> PASSING = EnumSet.of(
            FailureKind.BUSY,
            FailureKind.UPSTREAM,
            FailureKind.UNAVAILABLE,
            FailureKind.TIMEOUT,
            FailureKind.CONFLICT,
            FailureKind.INTERNAL);

    private final Bus bus;
    private final Asking asking;
    private final String address;
    private @Nullable WorkerExecutor writers;
    private boolean stopped;

    /** @param address of the web UI, without a slash at the end */
    public WriteBackVerticle(Bus bus, String address) {
        this.bus = bus;
        this.asking = new Asking(bus);
        this.address = address;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor(
                "reelcast-write-back", AT_ONCE, BulkApi.WRITE_BACK.timeout().toSeconds(), TimeUnit.SECONDS);
        writers = executor;
        later();
        return bus.serve(
                BulkApi.WRITE_BACK,
                which -> executor.executeBlocking(() -> new SheetWriting(asking, which, address).write(), false));
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        WorkerExecutor executor = writers;
        return executor == null ? Future.succeededFuture() : executor.close();
    }

    private void later() {
        if (!stopped) {
            vertx.setTimer(EVERY_MILLIS, id -> next());
        }
    }

    private void next() {
        bus.request(BulkStoreApi.CLAIM_WRITE_BACK, BulkApi.WRITE_BACK.timeout())
                .compose(due -> due.isEmpty() ? Future.succeededFuture() : writeBack(due.get()))
                .onComplete(done -> {
                    if (done.failed()) {
                        LOG.warn("Sheets wait: {}", done.cause().getMessage());
                    }
                    later();
                });
    }

    private Future<Void> writeBack(WriteBack due) {
        return bus.request(BulkApi.WRITE_BACK, new OneBulk(new Viewer(due.ownerId(), Role.MEMBER), due.bulkJobId()))
                .map(written -> new WrittenBack(due.bulkJobId(), said(written), null))
                .recover(cause -> Future.succeededFuture(failed(due, Failure.from(cause))))
                .compose(outcome -> bus.request(BulkStoreApi.WRITTEN_BACK, outcome));
    }

    private static @Nullable String said(BulkApi.WrittenRows written) {
        int changed = written.changed();
        if (changed == 0) {
            return null;
        }
        return changed == 1
                ? "1 row of the sheet was changed or moved since, and was left alone."
                : changed + " rows of the sheet were changed or moved since, and were left alone.";
    }

    private static WrittenBack failed(WriteBack due, Failure failure) {
        LOG.warn("The rows of {} are not in their sheet: {}", due.bulkJobId(), failure.sentence());
        boolean again = PASSING.contains(failure.kind()) && due.attempt() < MOST_ATTEMPTS;
        return new WrittenBack(due.bulkJobId(), failure.sentence(), again ? AGAIN : null);
    }
}
