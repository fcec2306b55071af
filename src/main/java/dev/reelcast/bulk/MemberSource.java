package dev.reelcast.bulk;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.OneLine;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects: the names of their members are the columns, in the order in which they first appear. The first object is
 * row 1.
 */
record MemberSource(JsonArray rows) implements RowSource {

    private static final int SHOWN = 64;

    @Override
    public String title() {
        return "Rows";
    }

    @Override
    public void read(Sink sink) {
        if (rows.size() > CsvRows.MOST_ROWS) {
            throw RowSource.tooMany("The list");
        }
        List<String> names = names();
        sink.header(names);
        for (int i = 0; i < rows.size(); i++) {
            row(i + 1, rows.getJsonObject(i), names, sink);
        }
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            names.addAll(rows.getJsonObject(i).fieldNames());
            if (names.size() > CsvRows.MOST_COLUMNS) {
                throw Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "The rows have more than " + CsvRows.MOST_COLUMNS + " different members together.");
            }
        }
        return List.copyOf(names);
    }

    private static void row(int number, JsonObject row, List<String> names, Sink sink) {
        List<String> cells = new ArrayList<>(names.size());
        String nested = null;
        for (String name : names) {
            Object value = row.getValue(name);
            boolean isNested = value instanceof JsonObject || value instanceof JsonArray;
            nested = isNested && nested == null ? name : nested;
            cells.add(cell(value));
        }
        if (nested == null) {
            sink.row(number, cells);
        } else {
            sink.broken(number, cells, nested(nested));
        }
    }

    /** What is wrong with a row in which a member holds others. */
    static String nested(String name) {
        return "The member " + OneLine.of(name, SHOWN) + " holds others; give a text, a number, true or false.";
    }

    /** Whether a cell is what {@link #read} made of a value that holds others. */
    static boolean isNested(String cell) {
        boolean begins = cell.startsWith("{") || cell.startsWith("[");
        if (!begins) {
            return false;
        }
        try {
            return Json.encode(Json.decodeValue(cell)).equals(cell);
        } catch (DecodeException text) {
            return false;
        }
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof JsonObject || value instanceof JsonArray) {
            return Json.encode(value);
        }
        // 1.0E10 is what no one wrote.
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
