package dev.reelcast.bus;

import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.model.SheetConnection;
import dev.reelcast.model.Viewer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spreadsheets at Google, by the keys that people connected. Whatever goes wrong is a {@link Failure} that says what to do:
 * {@link FailureKind#NOT_FOUND} for a connection that is not the viewer's ({@code not_found}) or a sheet that is gone ({@code
 * sheet_not_found}), {@link FailureKind#FORBIDDEN} ({@code sheet_private}, {@code sheet_protected}), {@link
 * FailureKind#INVALID} ({@code sheet_url_invalid}, {@code sheet_range_unknown}), {@link FailureKind#CONFLICT} ({@code
 * sheet_changed}), {@link FailureKind#TOO_LARGE} ({@code sheet_too_large}), {@link FailureKind#UNPROCESSABLE} for what the
 * sheet or its key cannot ({@code sheet_empty}, {@code sheet_unsupported}, {@code sheet_read_only}, {@code
 * sheet_key_refused}, {@code sheet_key_lost}, {@code sheet_api_disabled}), {@link FailureKind#BUSY} ({@code sheet_busy}) and {@link FailureKind#UPSTREAM} ({@code
 * sheet_unavailable}) after all waiting was in vain.
 */
public final class SheetApi {

    /** Data rows of one sheet. */
    public static final int MOST_ROWS = 100_000;

    public static final int MOST_COLUMNS = 200;

    /** Cells of one {@link #WRITE}. */
    public static final int MOST_CELLS = 20_000;

    /** Takes a key, after it was tried as far as one can without a sheet. */
    public static final Address<Connect, SheetConnection> CONNECT =
            new Address<>("sheets.connect", Duration.ofMinutes(2));

    /** The beginning of a sheet, for people to look at. */
    public static final Address<Look, Preview> PREVIEW = new Address<>("sheets.preview", Duration.ofMinutes(2));

    /** One window of a sheet, some 5,000 rows; it takes minutes while Google asks for patience. */
    public static final Address<Read, Page> READ = new Address<>("sheets.read", Duration.ofMinutes(15));

    /**
     * Writes texts into cells, as they are: none becomes a formula, a number or a date. Columns that the tab does not have yet
     * are added. When it fails some may be written; writing the same again does no harm. Answers how many there were.
     */
    public static final Address<Write, Integer> WRITE = new Address<>("sheets.write", Duration.ofMinutes(15));

    private SheetApi() {}

    /** @param key as it was given: an API key, or the text of a service account's JSON file */
    public record Connect(Viewer viewer, String name, SheetConnection.Kind kind, String key) {

        /** Never shown, not even by accident. */
        @Override
        public String toString() {
            return "Connect " + kind;
        }
    }

    /**
     * @param sheet the sheet's URL, as the browser shows it, or its id
     * @param range in A1 notation, the name of a tab or of a range; null or blank for all of the tab that the URL names, else
     *     of the first one
     */
    public record Look(
            OneConnection connection,
            String sheet,
            @Nullable String range) {}

    /**
     * @param sheetId without what surrounds it in a URL
     * @param title of the spreadsheet
     * @param tabs by their order
     * @param tab that is shown
     * @param firstColumn of the range, from 1
     * @param header the names of the columns, empty when there is nothing in the range
     * @param rows at most 20; long cells are cut
     * @param rowCount rows below the header that are not blank
     * @param rowCountIsUpperBound whether there may be fewer: counting all would take too long
     */
    public record Preview(
            String sheetId,
            String title,
            List<String> tabs,
            String tab,
            int firstColumn,
            List<String> header,
            List<Row> rows,
            int rowCount,
            boolean rowCountIsUpperBound) {}

    /**
     * @param sheet as in {@link Look}; the same for every window
     * @param range as in {@link Look}; the same for every window
     * @param window null for the first
     */
    public record Read(
            OneConnection connection,
            String sheet,
            @Nullable String range,
            @Nullable Window window) {}

    /**
     * @param number as the sheet counts, from 1
     * @param cells as the sheet shows them, from the range's first column on; empty ones at the end are left out, so there may
     *     be fewer than the header has, and more
     */
    public record Row(int number, List<String> cells) {}

    /**
     * @param sheetId without what surrounds it in a URL
     * @param title of the spreadsheet
     * @param tab that is read
     * @param firstColumn of the range, from 1
     * @param headerRow the row of the header, from 1
     * @param header the names of the columns, the same on every page
     * @param rows in order; blank ones are left out
     * @param next null when this was the last and the sheet was not changed meanwhile, as far as it can be known
     */
    public record Page(
            String sheetId,
            String title,
            String tab,
            int firstColumn,
            int headerRow,
            List<String> header,
            List<Row> rows,
            @Nullable Window next) {}

    /**
     * Where reading goes on, and what must be the same then. Whoever reads passes it on and looks at none of it.
     *
     * @param start the page of the first window, without rows
     * @param rows how many the window has
     * @param taken data rows before it
     * @param tabId of the tab
     * @param gridRows of the tab, with the blank ones at its end
     * @param gridColumns of the tab
     * @param lastRow of the range
     * @param lastColumn of the range
     * @param from the first row of the window
     * @param before what is in the row before it
     */
    public record Window(
            Page start,
            int rows,
            int taken,
            long tabId,
            int gridRows,
            int gridColumns,
            int lastRow,
            int lastColumn,
            int from,
            List<String> before) {}

    /** @param cells at most {@link #MOST_CELLS} */
    public record Write(OneConnection connection, String sheet, List<Cell> cells) {}

    /**
     * @param tab the title of the tab
     * @param row from 1
     * @param column from 1
     * @param text at most 50,000 characters
     */
    public record Cell(String tab, int row, int column, String text) {}
}
