package dev.reelcast.bulk;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkSource;
import dev.reelcast.model.Ids;
import dev.reelcast.net.UrlGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way from a source into a new bulk job. The first ones are held back until it is known what their columns
 * are; then each is checked and stored as it comes. Blocking, for one source.
 */
final class Intake implements RowSource.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Characters of the rows that are held back. */
    private static final int MOST_HELD = 2_000_000;

    /** A row that is held back. */
    private record Row(
            int number, List<String> cells, @Nullable String problem) {}

    private final Asking bus;
    private final UrlGuard guard;
    private final BulkApi.Rows rows;
    private final BulkSource kind;
    private final RowSource source;
    private final UUID id = Ids.next();
    private final List<Row> held = new ArrayList<>();
    private List<String> names = List.of();
    private int heldCharacters;
    private @Nullable Storing storing;

    Intake(Asking bus, UrlGuard guard, BulkApi.Rows rows, BulkSource kind, RowSource source) {
        this.bus = bus;
        this.guard = guard;
        this.rows = rows;
        this.kind = kind;
        this.source = source;
    }

    /** Takes all of it; nothing of it stays when that fails. */
    BulkStoreApi.Preview take() throws IOException {
        try {
            source.read(this);
            if (held.isEmpty() && storing == null) {
                throw Failure.of(FailureKind.UNPROCESSABLE, "no_rows", "There are no rows, or nothing stands in them.");
            }
            begun().finish();
            return bus.ask(BulkStoreApi.CHECKED, new BulkStoreApi.OneBulk(rows.viewer(), id));
        } catch (RuntimeException | IOException failed) {
            drop();
            throw failed;
        }
    }

    @Override
    public void header(List<String> names) {
        this.names = List.copyOf(names);
    }

    @Override
    public void row(int number, List<String> cells) {
        take(new Row(number, cells, null));
    }

    @Override
    public void broken(int number, List<String> cells, String problem) {
        take(new Row(number, cells, problem));
    }

    private void take(Row row) {
        Storing begun = storing;
        if (begun != null) {
            begun.store(row);
            return;
        }
        held.add(row);
        heldCharacters += Batches.characters(row.cells());
        if (held.size() == ColumnGuess.LOOKED_AT || heldCharacters > MOST_HELD) {
            begun();
        }
    }

    private Storing begun() {
        Storing begun = storing;
        if (begun == null) {
            begun = begin();
            storing = begun;
            held.forEach(begun::store);
            held.clear();
        }
        return begun;
    }

    private Storing begin() {
        List<BulkColumn> columns =
                ColumnGuess.of(names, held.stream().map(Row::cells).toList(), rows.mapping());
        RowCheck check = Checks.of(bus, guard, columns, rows.settings());
        bus.ask(
                BulkStoreApi.CREATE,
                new BulkStoreApi.NewBulk(
                        id,
                        rows.viewer().userId(),
                        rows.agentId(),
                        rows.title() == null ? source.title() : rows.title(),
                        kind,
                        source.origin(),
                        columns,
                        rows.settings()));
        return new Storing(check, new Batches(bus, BulkStoreApi.ADD, id));
    }

    private void drop() {
        if (storing == null) {
            return;
        }
        try {
            bus.ask(BulkStoreApi.STEER, new BulkStoreApi.Steering(rows.viewer(), id, BulkCommand.DELETE, false));
        } catch (Failure kept) {
            LOG.warn("rows that are not wanted stay until previews are tidied: {}", kept.sentence());
        }
    }

    /** Once it is known what the columns are. */
    private static final class Storing {

        private final RowCheck check;
        private final Batches batches;
        private int items;

        Storing(RowCheck check, Batches batches) {
            this.check = check;
            this.batches = batches;
        }

        void store(Row row) {
            RowCheck.Checked checked =
                    row.problem() == null ? check.check(row.cells()) : new RowCheck.Checked(null, row.problem());
            items++;
            batches.add(new NewItem(items, row.number(), row.cells(), checked.input(), checked.problem()));
        }

        void finish() {
            batches.finish();
        }
    }
}
