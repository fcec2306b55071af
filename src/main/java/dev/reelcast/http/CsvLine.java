package dev.reelcast.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a CSV file (RFC 4180) that a spreadsheet reads as texts: no cell of it is taken for a formula. */
final class CsvLine {

    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /** The cells, each null or any text, with the line's end. */
    static String of(List<@Nullable String> cells) {
        StringBuilder line = new StringBuilder();
        String comma = "";
        for (String cell : cells) {
            line.append(comma);
            append(line, cell == null ? "" : cell);
            comma = ",";
        }
        return line.append("\r\n").toString();
    }

    private static void append(StringBuilder line, String cell) {
        String safe = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        line.append(quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
    }
}
