package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetApi.Page;
import dev.reelcast.bus.SheetApi.Preview;
import dev.reelcast.bus.SheetApi.Row;
import dev.reelcast.bus.SheetApi.Window;
import dev.reelcast.ingest.SheetBook.Tab;
import dev.reelcast.ingest.SheetsClient.Asker;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sheet in windows. The API has no version of a sheet to hold on to, so each window asks for the header and for the
 * last row of the window before as well, at one moment with its own rows: lines that were moved, added or removed in between
 * show there. After the last one the tab must be as it was before the first. What it cannot see is a single cell that was
 * changed after it was read.
 */
final class SheetReader {

    private static final int SHOWN_ROWS = 20;
    private static final int SHOWN_CHARACTERS = 500;
    private static final int FEWEST = 10;

    private final SheetsClient client;
    private final int window;

    /** @param window rows that are asked for at once; fewer where they are long */
    SheetReader(SheetsClient client, int window) {
        this.client = client;
        this.window = window;
    }

    /**
     * What came of a request.
     *
     * @param from the row that the values begin with
     * @param to the last row that was asked for; what is missing of the values up to it is blank
     * @param header empty when it was not asked for
     */
    private record Taken(int from, int to, List<String> header, List<List<String>> values) {

        List<String> row(int number) {
            return number - from < values.size() ? values.get(number - from) : List.of();
        }

        List<Row> rowsFrom(int first) {
            List<Row> rows = new ArrayList<>();
            for (int number = first; number < from + values.size(); number++) {
                if (!blank(row(number))) {
                    rows.add(new Row(number, row(number)));
                }
            }
            return rows;
        }
    }

    private record Begun(SheetBook book, Page page) {}

    /** The first window of what was named. */
    Future<Page> first(Asker asker, SheetLink link, @Nullable String range) {
        return begin(asker, link, range)
                .compose(begun -> begun.page().header().isEmpty()
                        ? Future.failedFuture(Failure.of(
                                FailureKind.UNPROCESSABLE,
                                "sheet_empty",
                                "There is nothing in this part of the sheet. Its first row must name the columns."))
                        : Future.succeededFuture(begun.page()));
    }

    /** The next window; the connection, the sheet and the range must be those of the first. */
    Future<Page> next(Asker asker, Window at) {
        Page start = at.start();
        SheetArea area = new SheetArea(
                new Tab(at.tabId(), start.tab(), at.gridRows(), at.gridColumns()),
                start.headerRow(),
                at.lastRow(),
                start.firstColumn(),
                at.lastColumn());
        return take(asker, start.sheetId(), area, at.from(), at.rows(), true)
                .recover(cause -> Future.failedFuture(
                        tells(cause, SheetFailures.RANGE_UNKNOWN) ? SheetFailures.changed() : cause))
                .compose(taken -> taken.header().equals(start.header())
                                && taken.row(at.from() - 1).equals(at.before())
                        ? Future.succeededFuture(page(start, area, taken, at.from(), at.taken()))
                        : Future.failedFuture(SheetFailures.changed()))
                .compose(page -> page.next() != null
                        ? Future.succeededFuture(page)
                        : client.book(asker, start.sheetId())
                                .compose(book -> book.tabs().contains(area.tab())
                                        ? Future.succeededFuture(page)
                                        : Future.failedFuture(SheetFailures.changed())));
    }

    /** The beginning, for people to look at. */
    Future<Preview> preview(Asker asker, SheetLink link, @Nullable String range) {
        return begin(asker, link, range).map(begun -> {
            Page page = begun.page();
            Window next = page.next();
            return new Preview(
                    page.sheetId(),
                    page.title(),
                    begun.book().tabs().stream().map(Tab::title).toList(),
                    page.tab(),
                    page.firstColumn(),
                    cut(page.header()),
                    page.rows().stream()
                            .limit(SHOWN_ROWS)
                            .map(row -> new Row(row.number(), cut(row.cells())))
                            .toList(),
                    page.rows().size() + (next == null ? 0 : next.lastRow() - next.from() + 1),
                    next != null);
        });
    }

    private Future<Begun> begin(Asker asker, SheetLink link, @Nullable String range) {
        return client.book(asker, link.id()).compose(book -> {
            SheetArea area = SheetArea.of(book, link, range);
            return take(asker, link.id(), area, area.firstRow(), window, false).map(taken -> {
                int header = area.firstRow();
                while (header < taken.to() && blank(taken.row(header))) {
                    header++;
                }
                Page start = new Page(
                        link.id(),
                        book.title(),
                        area.tab().title(),
                        area.firstColumn(),
                        header,
                        blank(taken.row(header)) ? List.of() : taken.row(header),
                        List.of(),
                        null);
                return new Begun(book, page(start, area, taken, header + 1, 0));
            });
        });
    }

    /**
     * Some rows of an area; fewer when they are too much for one answer.
     *
     * @param further whether the area's first row, and the row before these, are asked for at the same moment
     */
    private Future<Taken> take(Asker asker, String sheetId, SheetArea area, int from, int most, boolean further) {
        int first = further ? from - 1 : from;
        int to = (int) Math.min(area.lastRow(), (long) from + most - 1);
        // One column more than is allowed, to see whether there is something.
        int columns = SheetApi.MOST_COLUMNS + 1;
        List<String> ranges = new ArrayList<>();
        if (further) {
            ranges.add(area.rows(area.firstRow(), area.firstRow(), columns));
        }
        ranges.add(area.rows(first, to, columns));
        return client.values(asker, sheetId, ranges)
                .map(values -> {
                    List<List<String>> header = further ? values.get(0) : List.of();
                    return new Taken(
                            first, to, header.isEmpty() ? List.of() : header.get(0), values.get(values.size() - 1));
                })
                .recover(cause -> tells(cause, SheetFailures.TOO_LARGE) && most > FEWEST
                        ? take(asker, sheetId, area, from, Math.max(FEWEST, most / 4), further)
                        : Future.failedFuture(cause));
    }

    /**
     * @param first data row of it
     * @param before data rows of the windows before it
     */
    private static Page page(Page start, SheetArea area, Taken taken, int first, int before) {
        List<Row> rows = taken.rowsFrom(first);
        int count = before + rows.size();
        if (count > SheetApi.MOST_ROWS) {
            throw Failure.of(
                    FailureKind.TOO_LARGE,
                    SheetFailures.TOO_LARGE,
                    "The sheet has more than " + SheetApi.MOST_ROWS
                            + " rows. Choose a range of it, as Tab!A1:D50000, and the rest afterwards.");
        }
        requireNarrow(start, rows);
        Window next = taken.to() >= area.lastRow() || start.header().isEmpty()
                ? null
                : new Window(
                        start,
                        taken.to() - first + 1,
                        count,
                        area.tab().id(),
                        area.tab().rows(),
                        area.tab().columns(),
                        area.lastRow(),
                        area.lastColumn(),
                        taken.to() + 1,
                        taken.row(taken.to()));
        return new Page(
                start.sheetId(),
                start.title(),
                start.tab(),
                start.firstColumn(),
                start.headerRow(),
                start.header(),
                rows,
                next);
    }

    private static void requireNarrow(Page start, List<Row> rows) {
        boolean wide = start.header().size() > SheetApi.MOST_COLUMNS
                || rows.stream().anyMatch(row -> row.cells().size() > SheetApi.MOST_COLUMNS);
        if (wide) {
            throw Failure.of(
                    FailureKind.TOO_LARGE,
                    SheetFailures.TOO_LARGE,
                    "The sheet has more than " + SheetApi.MOST_COLUMNS + " columns. Choose a range of it, as Tab!A:Z.");
        }
    }

    private static boolean tells(Throwable cause, String code) {
        return cause instanceof Failure failure && failure.code().equals(code);
    }

    private static boolean blank(List<String> cells) {
        return cells.stream().allMatch(String::isBlank);
    }

    private static List<String> cut(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.codePointCount(0, cell.length()) <= SHOWN_CHARACTERS
                        ? cell
                        : cell.substring(0, cell.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…")
                .toList();
    }
}
