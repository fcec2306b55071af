package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.bus.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetLinkTest {

    private static final String ID = "1AbC-dEf_0123456789-abcdefghijklmnopqrstuvwx";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ID ||",
                "https://docs.google.com/spreadsheets/d/ID ||",
                "http://docs.google.com/spreadsheets/d/ID/ ||",
                "docs.google.com/spreadsheets/d/ID/edit?usp=sharing ||",
                "https://docs.google.com/spreadsheets/u/1/d/ID/edit#gid=0 | 0 |",
                "https://docs.google.com/a/grace.example/spreadsheets/d/ID/edit?gid=1842#gid=1842 | 1842 |",
                "https://docs.google.com/spreadsheets/d/ID/edit#gid=7&range=A2:C9 | 7 | A2:C9",
                "https://docs.google.com/spreadsheets/d/ID/edit?range=A1#gid=9&range='W%201'!B2%3AB | 9 | 'W 1'!B2:B",
                "https://docs.google.com/spreadsheets/d/ID/edit#range=%zz ||",
                "https://docs.google.com/spreadsheets/d/ID/edit#gid=99999999999999999999 ||"
            })
    void readsWhatBrowsersShow(String text, Long tab, String range) {
        assertThat(SheetLink.parse("  " + text.replace("ID", ID) + "\n")).isEqualTo(new SheetLink(ID, tab, range));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "https://evil.example/spreadsheets/d/ID",
                "https://docs.google.com.evil.example/spreadsheets/d/ID",
                "https://evil.example/?https://docs.google.com/spreadsheets/d/ID",
                "https://docs.google.com/document/d/ID/edit",
                "https://docs.google.com/spreadsheets/d/../ID",
                "https://docs.google.com/spreadsheets/d/e/2PACX-1vQabcdefghij/pubhtml",
                "ID/values:batchClear",
                "ID?key=x"
            })
    void takesNothingElse(String text) {
        assertThatThrownBy(() -> SheetLink.parse(text.replace("ID", ID)))
                .isInstanceOf(Failure.class)
                .extracting(failure -> ((Failure) failure).code())
                .isEqualTo("sheet_url_invalid");
    }
}
