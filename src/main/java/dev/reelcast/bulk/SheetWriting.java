package dev.reelcast.bulk;

import dev.reelcast.bus.BulkApi.WrittenRows;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.BulkStoreApi.ItemPage;
import dev.reelcast.bus.BulkStoreApi.ItemQuery;
import dev.reelcast.bus.BulkStoreApi.OneBulk;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetApi.Cell;
import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of a bulk job's rows beside them into their sheet. The sheet is read along: a row that says something else
 * than it did was changed or moved since, and is left alone. Blocking.
 */
final class SheetWriting {

    static final String STATUS = "Reelcast status";
    static final String LINK = "Reelcast link";

    private static final int STEP = 1_000;
    private static final int MOST_ROWS_AT_ONCE = SheetApi.MOST_CELLS / 2 - 1;

    private final Asking bus;
    private final OneBulk which;
    private final String address;
    private final JsonObject origin;
    private final OneConnection connection;
    private final String sheetId;
    private final List<Cell> waiting = new ArrayList<>();
    private SheetApi.@Nullable Page page;
    private int at;
    private int rows;
    private int changed;

    /** @param address of the web UI, without a slash at the end */
    SheetWriting(Asking bus, OneBulk which, String address) {
        this.bus = bus;
        this.which = which;
        this.address = address;
        this.origin = bus.ask(BulkStoreApi.ORIGIN, which)
                .orElseThrow(() -> Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "not_a_sheet",
                        "The rows did not come from a Google Sheet. Download the results instead."));
        this.connection = new OneConnection(which.viewer(), UUID.fromString(origin.getString("connectionId")));
        this.sheetId = origin.getString("sheetId");
    }

    WrittenRows write() {
        ItemPage items = items(0);
        List<String> names =
                items.job().columns().stream().map(BulkColumn::name).toList();
        int status = column(names, STATUS, 0);
        int link = column(names, LINK, 1);
        header(names, status, link);
        while (true) {
            for (BulkItem item : items.items()) {
                row(item, names.size(), status, link);
            }
            if (!items.more()) {
                break;
            }
            items = items(items.items().get(items.items().size() - 1).itemId());
        }
        flush();
        return new WrittenRows(rows, changed);
    }

    private ItemPage items(int after) {
        return bus.ask(BulkStoreApi.ITEMS, new ItemQuery(which.viewer(), which.bulkJobId(), null, after, STEP));
    }

    /** Where a column stands, or is to stand: behind the sheet's own. */
    private int column(List<String> names, String name, int behind) {
        int found = names.indexOf(name);
        return origin.getInteger("firstColumn") + (found < 0 ? names.size() + behind : found);
    }

    private void header(List<String> names, int status, int link) {
        int row = origin.getInteger("headerRow");
        if (!names.contains(STATUS)) {
            waiting.add(new Cell(tab(), row, status, STATUS));
        }
        if (!names.contains(LINK)) {
            waiting.add(new Cell(tab(), row, link, LINK));
        }
    }

    private void row(BulkItem item, int columns, int status, int link) {
        List<String> now = there(item.row());
        if (now == null || !same(item.cells(), now, columns, status, link)) {
            changed++;
            return;
        }
        rows++;
        waiting.add(new Cell(tab(), item.row(), status, words(item)));
        waiting.add(new Cell(tab(), item.row(), link, link(item)));
        if (waiting.size() >= 2 * MOST_ROWS_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            bus.ask(SheetApi.WRITE, new SheetApi.Write(connection, sheetId, List.copyOf(waiting)));
            waiting.clear();
        }
    }

    /** What stands in a row of the sheet now; null when there is nothing. Rows are asked for from the first to the last. */
    private @Nullable List<String> there(int row) {
        SheetApi.Page current = page == null ? read(null) : page;
        while (true) {
            for (; at < current.rows().size(); at++) {
                SheetApi.Row found = current.rows().get(at);
                if (found.number() >= row) {
                    return found.number() == row ? found.cells() : null;
                }
            }
            if (current.next() == null) {
                return null;
            }
            current = read(current.next());
        }
    }

    private SheetApi.Page read(SheetApi.@Nullable Window window) {
        SheetApi.Page read = bus.ask(SheetApi.READ, new SheetApi.Read(connection, sheetId, area(), window));
        page = read;
        at = 0;
        return read;
    }

    private String area() {
        String range = origin.getString("range");
        return range == null ? tab() : range;
    }

    private String tab() {
        return origin.getString("tab");
    }

    /** Whether a row says what it said, but for what is written here. */
    private boolean same(List<String> then, List<String> now, int columns, int status, int link) {
        for (int i = 0; i < columns; i++) {
            int place = origin.getInteger("firstColumn") + i;
            if (place != status && place != link && !cell(then, i).equals(cell(now, i))) {
                return false;
            }
        }
        return true;
    }

    private static String cell(List<String> cells, int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    private static String words(BulkItem item) {
        String word = Wire.word(item.status());
        return item.message() == null ? word : word + ": " + item.message();
    }

    private String link(BulkItem item) {
        if (item.episodeId() != null) {
            return address + "/episodes/" + item.episodeId();
        }
        return item.jobId() == null ? "" : address + "/jobs/" + item.jobId();
    }
}
