package dev.reelcast.bulk;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where rows come from. */
interface RowSource {

    /** Who is told of the rows, in order; the header first. */
    interface Sink {

        /** The names of the columns, as they were given. */
        void header(List<String> names);

        /** @param number as a spreadsheet counts, or as the sender did: never less than the one before */
        void row(int number, List<String> cells);

        /** A row that is no input for anything, whatever its columns mean. */
        void broken(int number, List<String> cells, String problem);
    }

    /**
     * Reads all of it. Blocking.
     *
     * @throws Failure with a sentence that says what to do, when it is none of what rows are read from
     */
    void read(Sink sink) throws IOException;

    /** What it is called, one line of 200 characters at most; asked for once the header was told. */
    String title();

    /** What is to be kept of where it is, null for nothing; asked for once the header was told. */
    default @Nullable JsonObject origin() {
        return null;
    }

    /** The failure of more rows than {@link CsvRows#MOST_ROWS}. */
    static Failure tooMany(String what) {
        return Failure.of(
                FailureKind.TOO_LARGE,
                what + " has more than " + CsvRows.MOST_ROWS
                        + " rows. Split it and send the parts one after the other.");
    }
}
