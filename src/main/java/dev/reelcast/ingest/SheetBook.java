package dev.reelcast.ingest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a spreadsheet consists of.
 *
 * @param title of the spreadsheet
 * @param tabs that have cells, by their order
 * @param named ranges that have a name
 */
record SheetBook(String title, List<Tab> tabs, List<Named> named) {

    /** Which of a spreadsheet's members are asked for. */
    static final String FIELDS =
            "properties.title,sheets.properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),"
                    + "namedRanges(name,range)";

    /**
     * @param id for as long as there is the tab
     * @param rows of its grid, with the blank ones at the end
     * @param columns of its grid
     */
    record Tab(long id, String title, int rows, int columns) {}

    /** Rows and columns count from 1, and are in the range; {@link Integer#MAX_VALUE} for as far as the tab goes. */
    record Named(String name, long tabId, int firstRow, int lastRow, int firstColumn, int lastColumn) {}

    /** Whatever of the answer is not as it should be is left out. */
    static SheetBook of(JsonObject json) {
        List<Tab> tabs = new ArrayList<>();
        for (JsonObject sheet : objects(json, "sheets")) {
            JsonObject properties = object(sheet, "properties");
            JsonObject grid = object(properties, "gridProperties");
            if ("GRID".equals(properties.getValue("sheetType", "GRID"))
                    && properties.getValue("title") instanceof String title
                    && grid.getValue("rowCount") instanceof Number rows
                    && grid.getValue("columnCount") instanceof Number columns) {
                tabs.add(new Tab(number(properties, "sheetId", 0), title, rows.intValue(), columns.intValue()));
            }
        }
        List<Named> named = new ArrayList<>();
        for (JsonObject each : objects(json, "namedRanges")) {
            JsonObject range = object(each, "range");
            if (each.getValue("name") instanceof String name) {
                named.add(new Named(
                        name,
                        number(range, "sheetId", 0),
                        1 + (int) number(range, "startRowIndex", 0),
                        (int) number(range, "endRowIndex", Integer.MAX_VALUE),
                        1 + (int) number(range, "startColumnIndex", 0),
                        (int) number(range, "endColumnIndex", Integer.MAX_VALUE)));
            }
        }
        Object title = object(json, "properties").getValue("title");
        return new SheetBook(title instanceof String text ? text : "", List.copyOf(tabs), List.copyOf(named));
    }

    Optional<Tab> tab(String title) {
        return tabs.stream().filter(tab -> tab.title().equals(title)).findFirst();
    }

    Optional<Tab> tab(long id) {
        return tabs.stream().filter(tab -> tab.id() == id).findFirst();
    }

    private static long number(JsonObject json, String name, long byDefault) {
        return json.getValue(name) instanceof Number number ? number.longValue() : byDefault;
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (json.getValue(name) instanceof JsonArray array) {
            array.forEach(each -> {
                if (each instanceof JsonObject object) {
                    objects.add(object);
                }
            });
        }
        return objects;
    }
}
