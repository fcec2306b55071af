package dev.reelcast.bulk;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.BulkStoreApi.Given;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkSource;
import dev.reelcast.net.UrlGuard;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Understands rows that are kept in another way. Blocking, for one bulk job. */
final class Rereading {

    private static final int PAGE = 1_000;

    private final Asking bus;
    private final UrlGuard guard;
    private final BulkApi.Rows rows;
    private final UUID id;

    Rereading(Asking bus, UrlGuard guard, BulkApi.Rows rows, UUID id) {
        this.bus = bus;
        this.guard = guard;
        this.rows = rows;
        this.id = id;
    }

    BulkStoreApi.Preview run() {
        BulkStoreApi.OneBulk one = new BulkStoreApi.OneBulk(rows.viewer(), id);
        BulkJob job = bus.ask(BulkStoreApi.FIND, one);
        List<Given> page = page(0);
        List<BulkColumn> columns = columns(job, page);
        RowCheck check = Checks.of(bus, guard, columns, rows.settings());
        bus.ask(
                BulkStoreApi.REREAD,
                new BulkStoreApi.Rereading(rows.viewer(), id, rows.agentId(), columns, rows.settings()));
        Batches batches = new Batches(bus, BulkStoreApi.REPLACE, id);
        while (!page.isEmpty()) {
            page.forEach(given -> batches.add(item(job, check, given)));
            page = page(page.get(page.size() - 1).item());
        }
        batches.finish();
        return bus.ask(BulkStoreApi.CHECKED, one);
    }

    private List<BulkColumn> columns(BulkJob job, List<Given> first) {
        if (rows.mapping().isEmpty()) {
            return job.columns();
        }
        return ColumnGuess.of(
                job.columns().stream().map(BulkColumn::name).toList(),
                first.stream().limit(ColumnGuess.LOOKED_AT).map(Given::cells).toList(),
                rows.mapping());
    }

    private List<Given> page(int after) {
        return bus.ask(BulkStoreApi.CELLS, new BulkStoreApi.CellQuery(rows.viewer(), id, after, PAGE));
    }

    private static NewItem item(BulkJob job, RowCheck check, Given given) {
        String nested = job.source() == BulkSource.ROWS ? nested(job, given.cells()) : null;
        RowCheck.Checked checked = nested == null ? check.check(given.cells()) : new RowCheck.Checked(null, nested);
        return new NewItem(given.item(), given.row(), given.cells(), checked.input(), checked.problem());
    }

    /** Of a member that held others its JSON is kept. */
    private static @Nullable String nested(BulkJob job, List<String> cells) {
        for (int i = 0; i < Math.min(cells.size(), job.columns().size()); i++) {
            if (MemberSource.isNested(cells.get(i))) {
                return MemberSource.nested(job.columns().get(i).name());
            }
        }
        return null;
    }
}
