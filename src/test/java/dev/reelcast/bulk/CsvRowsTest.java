package dev.reelcast.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    /** What was read: the header first, each row with its number before it. */
    private static List<List<String>> read(InputStream in) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        CsvRows.read(in, new RowSource.Sink() {
            @Override
            public void header(List<String> names) {
                rows.add(names);
            }

            @Override
            public void row(int number, List<String> cells) {
                List<String> row = new ArrayList<>(List.of(Integer.toString(number)));
                row.addAll(cells);
                rows.add(row);
            }

            @Override
            public void broken(int number, List<String> cells, String problem) {
                throw new AssertionError(problem);
            }
        });
        return rows;
    }

    private static List<List<String>> read(String text) throws IOException {
        return read(in(text));
    }

    private static InputStream in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static Failure refused(InputStream in) {
        return catchThrowableOfType(Failure.class, () -> read(in));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsOutWhatSeparatesTheCells(String delimiter) throws IOException {
        String text = "url,title\nhttps://a.example/1,\"One, two; three|four\tfive \"\"six\"\"\"\n"
                .replace("url,title", "url" + delimiter + "title")
                .replace("/1,", "/1" + delimiter);

        assertThat(read(text))
                .containsExactly(
                        List.of("url", "title"),
                        List.of("2", "https://a.example/1", "One, two; three|four\tfive \"six\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesAnyEndOfALine(String end) throws IOException {
        assertThat(read("a,b" + end + "1,2" + end + end + "3,4"))
                .containsExactly(List.of("a", "b"), List.of("2", "1", "2"), List.of("4", "3", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void takesAByteOrderMark(String charset) throws IOException {
        assertThat(read(in("\ufeffurl,title\n1,Größe 🎙\n".getBytes(Charset.forName(charset)))))
                .containsExactly(List.of("url", "title"), List.of("2", "1", "Größe 🎙"));
    }

    @Test
    void rowsAreCountedAsASpreadsheetDoesThoughCellsHaveSeveralLines() throws IOException {
        assertThat(read("a,b\n\"one\ntwo\",x\n,\ny,z\n"))
                .containsExactly(List.of("a", "b"), List.of("2", "one\ntwo", "x"), List.of("4", "y", "z"));
    }

    @Test
    void rowsMayBeShorterOrLongerThanTheHeader() throws IOException {
        assertThat(read("a,b\n1\n1,2,3\n"))
                .containsExactly(List.of("a", "b"), List.of("2", "1"), List.of("3", "1", "2", "3"));
    }

    @Test
    void aHeaderAloneIsAFileWithoutRows() throws IOException {
        assertThat(read("url,title")).containsExactly(List.of("url", "title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", " , \n", "\ufeff"})
    void saysThatAFileIsEmpty(String text) {
        Failure refused = refused(in(text));
        assertThat(refused.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(refused.sentence()).contains("empty");
    }

    @Test
    void saysThatAQuotationMarkIsNotClosed() {
        assertThat(refused(in("a,b\n1,\"two\n3,four\n5,six\n")).sentence()).contains("Row 2", "never closed");
    }

    @Test
    void takesAQuotationMarkInTheMiddleOfAText() throws IOException {
        assertThat(read("a,b\n1,5\" pipe\n2,x\n"))
                .containsExactly(List.of("a", "b"), List.of("2", "1", "5\" pipe"), List.of("3", "2", "x"));
    }

    @Test
    void refusesLatin1() {
        assertThat(refused(in("a\nGröße\n".getBytes(StandardCharsets.ISO_8859_1)))
                        .sentence())
                .contains("UTF-8");
    }

    @Test
    void refusesNulCharacters() {
        assertThat(refused(in("a,b\n1,tw\0o\n")).sentence()).contains("Row 2");
    }

    @Test
    void refusesASpreadsheetProgramsOwnFile() {
        assertThat(refused(in(new byte[] {'P', 'K', 3, 4, 20, 0})).kind()).isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void refusesACellOfAHundredMegabytesWithoutHoldingIt() {
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        InputStream large = new SequenceInputStream(Collections.enumeration(
                Collections.nCopies(100, block).stream().map(CsvRowsTest::in).toList()));

        assertThat(refused(new SequenceInputStream(in("a,b\n1,\""), large)).sentence())
                .contains("A cell has more than");
    }

    @Test
    void refusesMoreRowsThanItTakes() {
        byte[] rows = "a\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        InputStream many = new SequenceInputStream(Collections.enumeration(
                Collections.nCopies(101, rows).stream().map(CsvRowsTest::in).toList()));

        assertThat(refused(many).kind()).isEqualTo(FailureKind.TOO_LARGE);
    }

    @Test
    void refusesMoreColumnsThanItTakes() {
        assertThat(refused(in(",x".repeat(CsvRows.MOST_COLUMNS + 1) + "\n")).sentence())
                .contains("columns");
    }
}
