package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.ingest.SheetBook.Named;
import dev.reelcast.ingest.SheetBook.Tab;
import dev.reelcast.model.A1;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cells that are meant. Rows and columns count from 1, and are in it; none is outside of the tab's grid.
 *
 * @param tab that they are in
 */
record SheetArea(Tab tab, int firstRow, int lastRow, int firstColumn, int lastColumn) {

    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')+)'(?:!(.*))?");
    private static final Pattern PLAIN = Pattern.compile("([^!]+)!(.*)");
    private static final Pattern CORNERS = Pattern.compile(
            "\\$?([A-Za-z]{1,3})?\\$?([1-9][0-9]{0,7})?(?::\\$?([A-Za-z]{1,3})?\\$?([1-9][0-9]{0,7})?)?");
    private static final int SHOWN = 80;
    private static final int SHOWN_TABS = 10;

    /**
     * @param given in A1 notation, the name of a tab or of a range; null or blank for what the link says
     * @throws Failure {@link FailureKind#INVALID} when there is no such range, {@link FailureKind#UNPROCESSABLE} when nothing
     *     has cells
     */
    static SheetArea of(SheetBook book, SheetLink link, @Nullable String given) {
        if (book.tabs().isEmpty()) {
            throw SheetFailures.unsupported();
        }
        Long shown = link.tabId();
        Tab first =
                shown == null ? book.tabs().get(0) : book.tab(shown).orElseThrow(() -> unknown(book, "gid=" + shown));
        String range = given == null || given.isBlank() ? link.range() : given.strip();
        if (range == null || range.isBlank()) {
            return whole(first);
        }
        Tab titled = book.tab(range).orElse(null);
        if (titled != null) {
            return whole(titled);
        }
        Matcher quoted = QUOTED.matcher(range);
        Matcher plain = PLAIN.matcher(range);
        if (quoted.matches()) {
            return within(book, quoted.group(1).replace("''", "'"), quoted.group(2), range);
        }
        if (plain.matches()) {
            return within(book, plain.group(1), plain.group(2), range);
        }
        for (Named named : book.named()) {
            if (named.name().equalsIgnoreCase(range)) {
                Tab tab = book.tab(named.tabId()).orElseThrow(() -> unknown(book, range));
                return clipped(
                        book,
                        tab,
                        new int[] {named.firstRow(), named.lastRow(), named.firstColumn(), named.lastColumn()},
                        range);
            }
        }
        return corners(book, first, range, range);
    }

    /** These rows of it, no more than so many columns, as Google is asked for them. */
    String rows(int from, int to, int columns) {
        return A1.cells(
                tab.title(), from, firstColumn, to, (int) Math.min(lastColumn, (long) firstColumn + columns - 1));
    }

    private static SheetArea within(SheetBook book, String title, @Nullable String corners, String range) {
        Tab tab = book.tab(title).orElseThrow(() -> unknown(book, range));
        return corners == null ? whole(tab) : corners(book, tab, corners, range);
    }

    private static SheetArea whole(Tab tab) {
        return new SheetArea(tab, 1, tab.rows(), 1, tab.columns());
    }

    private static SheetArea corners(SheetBook book, Tab tab, String corners, String range) {
        Matcher matcher = CORNERS.matcher(corners.strip());
        if (corners.isBlank() || !matcher.matches()) {
            throw unknown(book, range);
        }
        boolean two = corners.contains(":");
        Integer row = number(matcher.group(2));
        Integer column = matcher.group(1) == null ? null : A1.column(matcher.group(1));
        Integer otherRow = two ? number(matcher.group(4)) : row;
        Integer otherColumn =
                two ? (matcher.group(3) == null ? null : Integer.valueOf(A1.column(matcher.group(3)))) : column;
        boolean cell = row != null && column != null;
        if ((!two && !cell) || (two && otherRow == null && otherColumn == null)) {
            throw unknown(book, range);
        }
        int firstRow = row == null ? 1 : row;
        int firstColumn = column == null ? 1 : column;
        int lastRow = otherRow == null ? Integer.MAX_VALUE : otherRow;
        int lastColumn = otherColumn == null ? Integer.MAX_VALUE : otherColumn;
        return clipped(
                book,
                tab,
                new int[] {
                    Math.min(firstRow, lastRow),
                    Math.max(firstRow, lastRow),
                    Math.min(firstColumn, lastColumn),
                    Math.max(firstColumn, lastColumn)
                },
                range);
    }

    private static SheetArea clipped(SheetBook book, Tab tab, int[] bounds, String range) {
        if (bounds[0] > tab.rows() || bounds[2] > tab.columns()) {
            throw unknown(book, range);
        }
        return new SheetArea(
                tab, bounds[0], Math.min(bounds[1], tab.rows()), bounds[2], Math.min(bounds[3], tab.columns()));
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static Failure unknown(SheetBook book, String range) {
        String tabs = book.tabs().stream()
                .limit(SHOWN_TABS)
                .map(tab -> "“" + Fields.line(tab.title(), SHOWN) + "”")
                .collect(Collectors.joining(", "));
        return Failure.of(
                FailureKind.INVALID,
                SheetFailures.RANGE_UNKNOWN,
                "The sheet has no range “" + Fields.line(range, SHOWN) + "”. Its tabs are " + tabs
                        + (book.tabs().size() > SHOWN_TABS ? " and others" : "")
                        + "; a range is written as Tab!A1:D500.");
    }
}
