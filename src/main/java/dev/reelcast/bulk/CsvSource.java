package dev.reelcast.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A CSV file on the disk. */
record CsvSource(Path file) implements RowSource {

    @Override
    public String title() {
        return "CSV file";
    }

    @Override
    public void read(Sink sink) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvRows.read(in, sink);
        }
    }
}
