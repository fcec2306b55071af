package dev.reelcast.bulk;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.model.OneLine;
import dev.reelcast.model.Viewer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A spreadsheet at Google, read in windows; the number of a row is the sheet's own. */
final class SheetSource implements RowSource {

    private static final int TITLE = 200;

    private final Asking bus;
    private final OneConnection connection;
    private final BulkApi.Sheet sheet;
    private SheetApi.@Nullable Page first;

    SheetSource(Asking bus, Viewer viewer, BulkApi.Sheet sheet) {
        this.bus = bus;
        this.connection = new OneConnection(viewer, sheet.connectionId());
        this.sheet = sheet;
    }

    @Override
    public void read(Sink sink) {
        SheetApi.Page page = page(null);
        first = page;
        sink.header(page.header());
        give(page, sink);
        while (page.next() != null) {
            page = page(page.next());
            give(page, sink);
        }
    }

    @Override
    public String title() {
        String title = first == null ? "" : OneLine.of(first.title(), TITLE);
        return title.isEmpty() ? "Google Sheet" : title;
    }

    /** All that is needed to find the rows again, to write beside them. */
    @Override
    public @Nullable JsonObject origin() {
        SheetApi.Page page = first;
        if (page == null) {
            return null;
        }
        JsonObject origin = new JsonObject()
                .put("connectionId", sheet.connectionId().toString())
                .put("sheetId", page.sheetId())
                .put("tab", page.tab())
                .put("headerRow", page.headerRow())
                .put("firstColumn", page.firstColumn());
        return sheet.range() == null ? origin : origin.put("range", sheet.range());
    }

    private static void give(SheetApi.Page page, Sink sink) {
        page.rows().forEach(row -> sink.row(row.number(), row.cells()));
    }

    private SheetApi.Page page(SheetApi.@Nullable Window window) {
        return bus.ask(SheetApi.READ, new SheetApi.Read(connection, sheet.sheet(), sheet.range(), window));
    }
}
