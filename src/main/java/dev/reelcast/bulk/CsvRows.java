package dev.reelcast.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads a CSV file (RFC 4180) as people's programs write it: with commas, semicolons, tabs or bars between the cells, with or
 * without a byte order mark, with any ends of lines. One row is in memory at a time.
 */
final class CsvRows {

    /** Of one file, the header not counted. */
    static final int MOST_ROWS = 100_000;

    static final int MOST_COLUMNS = 200;
    /** Characters of one cell. */
    static final int LONGEST_CELL = 1 << 20;

    private static final int HEAD = 64 * 1024;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** What spreadsheet programs wrote before. */
    private static final byte[] OLD = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private static final Map<Charset, byte[]> MARKS = Map.of(
            StandardCharsets.UTF_8, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            StandardCharsets.UTF_16BE, new byte[] {(byte) 0xfe, (byte) 0xff},
            StandardCharsets.UTF_16LE, new byte[] {(byte) 0xff, (byte) 0xfe});

    private CsvRows() {}

    /**
     * Reads all of it; the header is row 1. Blocking.
     *
     * @throws Failure {@link FailureKind#UNSUPPORTED} when it is a spreadsheet program's own file, {@link FailureKind#TOO_LARGE}
     *     past {@link #MOST_ROWS}, {@link FailureKind#UNPROCESSABLE} when it is not CSV; each says what to do
     */
    static void read(InputStream file, RowSource.Sink sink) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, HEAD);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        if (startsWith(head, ZIP) || startsWith(head, OLD)) {
            throw Failure.of(
                    FailureKind.UNSUPPORTED,
                    "This is a spreadsheet program's own file, not CSV. Save or export it as CSV and send that.");
        }
        Charset charset = StandardCharsets.UTF_8;
        for (Map.Entry<Charset, byte[]> mark : MARKS.entrySet()) {
            if (startsWith(head, mark.getValue())) {
                charset = mark.getKey();
                in.skipNBytes(mark.getValue().length);
            }
        }
        QuoteCounter text = new QuoteCounter(new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            rows(text, delimiter(head, charset), sink);
        } catch (CharacterCodingException | UncheckedIOException | CsvParseException broken) {
            if (causedBy(broken, CharacterCodingException.class)) {
                throw Failure.of(
                        FailureKind.UNPROCESSABLE, "The file is not in UTF-8. Save it as “CSV UTF-8” and send that.");
            }
            if (broken instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "A cell has more than " + LONGEST_CELL
                            + " characters. A quotation mark is probably missing: every one that opens must be closed.");
        }
    }

    private static void rows(QuoteCounter text, char delimiter, RowSource.Sink sink) throws IOException {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(text);
        Iterator<CsvRecord> records = reader.iterator();
        int number = 0;
        int rows = 0;
        boolean begun = false;
        List<String> last = List.of();
        while (records.hasNext()) {
            List<String> cells = records.next().getFields();
            number++;
            last = cells;
            if (cells.stream().allMatch(String::isBlank)) {
                continue;
            }
            requireText(number, cells);
            if (!begun) {
                begun = true;
                sink.header(cells);
            } else if (++rows > MOST_ROWS) {
                throw RowSource.tooMany("The file");
            } else {
                sink.row(number, cells);
            }
        }
        if (!begun) {
            throw Failure.of(FailureKind.UNPROCESSABLE, "The file is empty. The first row must name the columns.");
        }
        // What begins with a quotation mark that is never closed goes on to the end of the file.
        if (text.quotes % 2 != 0 && !last.isEmpty() && last.get(last.size() - 1).matches("(?s).*[\\r\\n].*")) {
            throw Failure.of(
                    FailureKind.UNPROCESSABLE, "Row " + number + " opens a quotation mark that is never closed.");
        }
    }

    private static void requireText(int number, List<String> cells) {
        if (cells.size() > MOST_COLUMNS) {
            throw Failure.of(
                    FailureKind.UNPROCESSABLE, "Row " + number + " has more than " + MOST_COLUMNS + " columns.");
        }
        for (String cell : cells) {
            if (cell.indexOf('\0') >= 0) {
                throw Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "Row " + number + " has characters that no text has. Export the file again as CSV in UTF-8.");
            }
        }
    }

    /** What stands most often in the first line, outside quotation marks. */
    private static char delimiter(byte[] head, Charset charset) {
        CharBuffer text = charset.decode(ByteBuffer.wrap(head));
        int[] seen = new int[DELIMITERS.length];
        boolean quoted = false;
        boolean something = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && something && (c == '\n' || c == '\r')) {
                break;
            }
            something |= !Character.isWhitespace(c);
            for (int d = 0; d < DELIMITERS.length && !quoted; d++) {
                seen[d] += c == DELIMITERS[d] ? 1 : 0;
            }
        }
        int best = 0;
        for (int d = 1; d < DELIMITERS.length; d++) {
            best = seen[d] > seen[best] ? d : best;
        }
        return DELIMITERS[best];
    }

    private static boolean startsWith(byte[] head, byte[] beginning) {
        if (head.length < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (head[i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean causedBy(Throwable broken, Class<?> type) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Counts quotation marks on their way. */
    private static final class QuoteCounter extends FilterReader {

        private long quotes;

        QuoteCounter(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            quotes += c == '"' ? 1 : 0;
            return c;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = offset; i < offset + read; i++) {
                quotes += buffer[i] == '"' ? 1 : 0;
            }
            return read;
        }
    }
}
