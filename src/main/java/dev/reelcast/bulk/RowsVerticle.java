package dev.reelcast.bulk;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.model.BulkSource;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads and checks rows, of a few bulk jobs at a time; the others wait for their turn. */
public final class RowsVerticle extends VerticleBase {

    private static final int AT_ONCE = 4;

    private final Bus bus;
    private final Asking asking;
    private final UrlGuard guard;
    private @Nullable WorkerExecutor readers;

    /** @param guard judges the URLs in rows */
    public RowsVerticle(Bus bus, UrlGuard guard) {
        this.bus = bus;
        this.asking = new Asking(bus);
        this.guard = guard;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor(
                "reelcast-rows", AT_ONCE, BulkApi.PREVIEW.timeout().toSeconds(), TimeUnit.SECONDS);
        readers = executor;
        return bus.serve(BulkApi.PREVIEW, rows -> executor.executeBlocking(() -> preview(rows), false));
    }

    @Override
    public Future<?> stop() {
        WorkerExecutor executor = readers;
        return executor == null ? Future.succeededFuture() : executor.close();
    }

    private BulkStoreApi.Preview preview(BulkApi.Rows rows) throws IOException {
        BulkApi.Origin origin = rows.origin();
        if (origin instanceof BulkApi.Kept kept) {
            return new Rereading(asking, guard, rows, kept.bulkJobId()).run();
        }
        if (origin instanceof BulkApi.CsvFile file) {
            return take(rows, BulkSource.CSV, new CsvSource(file.path()));
        }
        if (origin instanceof BulkApi.Pasted pasted) {
            return take(rows, BulkSource.LIST, new ListSource(pasted.lines()));
        }
        if (origin instanceof BulkApi.Sheet sheet) {
            return take(rows, BulkSource.SHEET, new SheetSource(asking, rows.viewer(), sheet));
        }
        return take(rows, BulkSource.ROWS, new MemberSource(((BulkApi.Members) origin).rows()));
    }

    private BulkStoreApi.Preview take(BulkApi.Rows rows, BulkSource kind, RowSource source) throws IOException {
        return new Intake(asking, guard, rows, kind, source).take();
    }
}
