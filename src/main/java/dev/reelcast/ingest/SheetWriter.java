package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetApi.Cell;
import dev.reelcast.ingest.SheetBook.Tab;
import dev.reelcast.ingest.SheetsClient.Asker;
import dev.reelcast.model.A1;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes texts into a sheet: cells side by side go as one row, and a request holds as much as Google likes to take. */
final class SheetWriter {

    private static final int LONGEST_CELL = 50_000;
    /** Characters of texts in one request; Google asks for 2 MB at most. */
    private static final int MOST_CHARACTERS = 500_000;

    private static final int MOST_RANGES = 2_500;

    private final SheetsClient client;

    SheetWriter(SheetsClient client) {
        this.client = client;
    }

    /** Answers how many cells there were. */
    Future<Integer> write(Asker asker, String sheetId, List<Cell> cells) {
        if (asker.key() instanceof SheetKey.ApiKey) {
            return Future.failedFuture(SheetFailures.readOnly());
        }
        if (cells.size() > SheetApi.MOST_CELLS
                || cells.stream().anyMatch(cell -> cell.text().length() > LONGEST_CELL)) {
            return Future.failedFuture(Failure.of(
                    FailureKind.TOO_LARGE,
                    SheetFailures.TOO_LARGE,
                    "A sheet takes " + SheetApi.MOST_CELLS + " cells at once, of " + LONGEST_CELL
                            + " characters each."));
        }
        if (cells.isEmpty()) {
            return Future.succeededFuture(0);
        }
        return client.book(asker, sheetId).compose(book -> {
            Future<Void> done = Future.succeededFuture();
            for (Tab tab : book.tabs()) {
                int needed = cells.stream()
                        .filter(cell -> cell.tab().equals(tab.title()))
                        .mapToInt(Cell::column)
                        .max()
                        .orElse(0);
                if (needed > tab.columns()) {
                    done = done.compose(before -> client.addColumns(asker, sheetId, tab.id(), needed - tab.columns()));
                }
            }
            for (JsonArray batch : batches(cells)) {
                done = done.compose(before -> client.write(asker, sheetId, batch));
            }
            return done.map(cells.size());
        });
    }

    private static List<JsonArray> batches(List<Cell> cells) {
        List<Cell> sorted = cells.stream()
                .sorted(Comparator.comparing(Cell::tab)
                        .thenComparingInt(Cell::row)
                        .thenComparingInt(Cell::column))
                .toList();
        List<JsonArray> batches = new ArrayList<>();
        JsonArray batch = new JsonArray();
        int characters = 0;
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = from + 1;
            while (to < sorted.size() && besides(sorted.get(to - 1), sorted.get(to))) {
                to++;
            }
            List<Cell> side = sorted.subList(from, to);
            int length = side.stream().mapToInt(cell -> cell.text().length()).sum();
            if (batch.size() >= MOST_RANGES || (!batch.isEmpty() && characters + length > MOST_CHARACTERS)) {
                batches.add(batch);
                batch = new JsonArray();
                characters = 0;
            }
            batch.add(values(side));
            characters += length;
        }
        batches.add(batch);
        return batches;
    }

    private static boolean besides(Cell left, Cell right) {
        return left.tab().equals(right.tab()) && left.row() == right.row() && left.column() + 1 == right.column();
    }

    private static JsonObject values(List<Cell> side) {
        Cell first = side.get(0);
        JsonArray row = new JsonArray();
        side.forEach(cell -> row.add(cell.text()));
        return new JsonObject()
                .put(
                        "range",
                        A1.cells(
                                first.tab(),
                                first.row(),
                                first.column(),
                                first.row(),
                                first.column() + side.size() - 1))
                .put("majorDimension", "ROWS")
                .put("values", JsonArray.of(row));
    }
}
