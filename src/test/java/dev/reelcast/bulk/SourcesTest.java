package dev.reelcast.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    Path folder;

    /** What a source gave, a line each. */
    private static List<String> read(RowSource source) throws IOException {
        List<String> told = new ArrayList<>();
        source.read(new RowSource.Sink() {
            @Override
            public void header(List<String> names) {
                told.add("columns " + names);
            }

            @Override
            public void row(int number, List<String> cells) {
                told.add(number + " " + cells);
            }

            @Override
            public void broken(int number, List<String> cells, String problem) {
                told.add(number + " " + cells + " " + problem);
            }
        });
        return told;
    }

    private static List<String> members(String json) throws IOException {
        return read(new MemberSource(new JsonArray(json)));
    }

    @Test
    void aFileIsReadFromTheDisk() throws IOException {
        Path file = Files.writeString(folder.resolve("rows"), "url;title\r\nabc;\"a; b\"\r\n");

        assertThat(read(new CsvSource(file))).containsExactly("columns [url, title]", "2 [abc, a; b]");
    }

    @Test
    void linesOfAListAreRowsByTheirNumbers() throws IOException {
        assertThat(read(new ListSource(List.of("https://a.example/", "", " \t", " dQw4w9WgXcQ "))))
                .containsExactly("columns [video]", "1 [https://a.example/]", "4 [ dQw4w9WgXcQ ]");
    }

    @Test
    void aListMayHaveAHundredThousandRowsBlankOnesNotCounted() throws IOException {
        List<String> lines = new ArrayList<>(Collections.nCopies(CsvRows.MOST_ROWS, "x"));
        lines.add("");
        assertThat(read(new ListSource(lines))).hasSize(CsvRows.MOST_ROWS + 1);

        lines.add("x");
        assertThat(catchThrowableOfType(Failure.class, () -> read(new ListSource(lines)))
                        .kind())
                .isEqualTo(FailureKind.TOO_LARGE);
    }

    @Test
    void membersAreColumnsInTheOrderInWhichTheyAppear() throws IOException {
        assertThat(members("""
                [{"url":"a","n":7},{"n":1.50,"ok":true,"url":null},{"large":12345678901234567890,"n":1e10}]
                """))
                .containsExactly(
                        "columns [url, n, ok, large]",
                        "1 [a, 7, , ]",
                        "2 [, 1.5, true, ]",
                        "3 [, 10000000000, , 12345678901234567890]");
    }

    @Test
    void membersThatHoldOthersAreAnErrorOfTheirRow() throws IOException {
        List<String> told = members("""
                [{"url":"a"},{"url":"b","tags":["x"]},{"url":{"of":"c"}}]
                """);

        assertThat(told.get(1)).isEqualTo("1 [a, ]");
        assertThat(told.get(2)).startsWith("2 [b, [\"x\"]] ").contains("tags");
        assertThat(told.get(3)).startsWith("3 [{\"of\":\"c\"}, ] ").contains("url");
    }

    @Test
    void whatHeldOthersIsKnownByItsCell() {
        assertThat(MemberSource.isNested("[\"x\"]")).isTrue();
        assertThat(MemberSource.isNested("{\"of\":\"c\"}")).isTrue();
        assertThat(MemberSource.isNested("[Music]")).isFalse();
        assertThat(MemberSource.isNested("{eif:1}")).isFalse();
    }

    @Test
    void tooManyMembersAreRefused() {
        StringBuilder rows = new StringBuilder("[");
        for (int i = 0; i <= CsvRows.MOST_COLUMNS; i++) {
            rows.append(i == 0 ? "" : ",").append("{\"m").append(i).append("\":1}");
        }

        Failure failure = catchThrowableOfType(
                Failure.class, () -> members(rows.append("]").toString()));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
    }
}
