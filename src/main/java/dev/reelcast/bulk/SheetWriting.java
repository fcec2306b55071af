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

    /** What is to be said of a row that is as it was. */
    private record Said(int row, String status, String link) {}

    private final Asking bus;
    private final OneBulk which;
    private final String address;
    private final JsonObject origin;
    private final OneConnection connection;
    private final String sheetId;
    private final List<Said> said = new ArrayList<>();
    private List<String> header = List.of();
    private SheetApi.@Nullable Page page;
    private int at;
    private int widest;
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

    /** Nothing is written before all was read: a sheet that changes while it is read is refused, by whomever it was changed. */
    WrittenRows write() {
        header = there(origin.getInteger("headerRow"));
        ItemPage items = items(0);
        List<String> names =
                items.job().columns().stream().map(BulkColumn::name).toList();
        while (true) {
            for (BulkItem item : items.items()) {
                row(item, names);
            }
            if (!items.more()) {
                break;
            }
            items = items(items.items().get(items.items().size() - 1).itemId());
        }
        readToTheEnd();
        send();
        return new WrittenRows(said.size(), changed);
    }

    private ItemPage items(int after) {
        return bus.ask(BulkStoreApi.ITEMS, new ItemQuery(which.viewer(), which.bulkJobId(), null, after, STEP));
    }

    private void row(BulkItem item, List<String> names) {
        if (same(item.cells(), there(item.row()), names)) {
            said.add(new Said(item.row(), words(item), link(item)));
        } else {
            changed++;
        }
    }

    /** Into columns that are Reelcast's already, else into the first ones in which nothing stands. */
    private void send() {
        int status = header.indexOf(STATUS);
        int link = header.indexOf(LINK);
        int statusColumn = status < 0 ? widest + 1 : status + 1;
        int linkColumn = link < 0 ? Math.max(widest, statusColumn) + 1 : link + 1;
        List<Cell> cells = new ArrayList<>();
        int headerRow = origin.getInteger("headerRow");
        cells.add(new Cell(tab(), headerRow, statusColumn, STATUS));
        cells.add(new Cell(tab(), headerRow, linkColumn, LINK));
        for (Said each : said) {
            cells.add(new Cell(tab(), each.row(), statusColumn, each.status()));
            cells.add(new Cell(tab(), each.row(), linkColumn, each.link()));
        }
        for (int from = 0; from < cells.size(); from += SheetApi.MOST_CELLS) {
            List<Cell> some = cells.subList(from, Math.min(cells.size(), from + SheetApi.MOST_CELLS));
            bus.ask(SheetApi.WRITE, new SheetApi.Write(connection, sheetId, List.copyOf(some)));
        }
    }

    /** What stands in a row of the tab now, from its first column on. Rows are asked for from the first to the last. */
    private List<String> there(int row) {
        SheetApi.Page current = page == null ? read(null) : page;
        if (row == current.headerRow()) {
            return current.header();
        }
        while (true) {
            for (; at < current.rows().size(); at++) {
                SheetApi.Row found = current.rows().get(at);
                if (found.number() >= row) {
                    return found.number() == row ? found.cells() : List.of();
                }
                widest = Math.max(widest, found.cells().size());
            }
            if (current.next() == null) {
                return List.of();
            }
            current = read(current.next());
        }
    }

    private void readToTheEnd() {
        there(Integer.MAX_VALUE);
    }

    /** The whole tab, so that it is seen where nothing stands. */
    private SheetApi.Page read(SheetApi.@Nullable Window window) {
        SheetApi.Page read = bus.ask(SheetApi.READ, new SheetApi.Read(connection, sheetId, tab(), window));
        page = read;
        at = 0;
        widest = Math.max(widest, read.header().size());
        return read;
    }

    private String tab() {
        return origin.getString("tab");
    }

    /** Whether a row says what it said, but for what is written here. */
    private boolean same(List<String> then, List<String> now, List<String> names) {
        int first = origin.getInteger("firstColumn") - 1;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.equals(STATUS) && !name.equals(LINK) && !cell(then, i).equals(cell(now, first + i))) {
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
