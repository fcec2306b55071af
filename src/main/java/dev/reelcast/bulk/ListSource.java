package dev.reelcast.bulk;

import dev.reelcast.model.BulkField;
import java.util.List;

/** A list of URLs and ids; the number of a row is that of its line. */
record ListSource(List<String> lines) implements RowSource {

    ListSource {
        lines = List.copyOf(lines);
    }

    @Override
    public String title() {
        return "Pasted list";
    }

    @Override
    public void read(Sink sink) {
        sink.header(List.of(BulkField.VIDEO.word()));
        int rows = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            if (++rows > CsvRows.MOST_ROWS) {
                throw RowSource.tooMany("The list");
            }
            sink.row(i + 1, List.of(line));
        }
    }
}
