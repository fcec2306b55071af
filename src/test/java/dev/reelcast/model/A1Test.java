package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A1Test {

    @ParameterizedTest
    @CsvSource({"1,A", "26,Z", "27,AA", "52,AZ", "53,BA", "702,ZZ", "703,AAA", "18278,ZZZ"})
    void namesColumnsAsSpreadsheetsDo(int column, String letters) {
        assertThat(A1.letters(column)).isEqualTo(letters);
        assertThat(A1.column(letters)).isEqualTo(column);
        assertThat(A1.column(letters.toLowerCase(java.util.Locale.ROOT))).isEqualTo(column);
    }

    @Test
    void quotesTheNamesOfTabs() {
        assertThat(A1.cell("Week 3", 12, 28)).isEqualTo("'Week 3'!AB12");
        assertThat(A1.cells("It's ☀", 1, 1, 500, 3)).isEqualTo("'It''s ☀'!A1:C500");
    }
}
