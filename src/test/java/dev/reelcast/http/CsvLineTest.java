package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CsvLineTest {

    @Test
    void quotesWhatWouldBreakTheLine() {
        assertThat(CsvLine.of(Arrays.asList("plain", "a,b", "say \"hi\"", "two\r\nlines", "", null, "Übung")))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",,,Übung\r\n");
    }

    @Test
    void noCellIsAFormula() {
        assertThat(CsvLine.of(Arrays.asList("=1+1", "+1", "-1", "@a", "\tb", "\rc", "a=b", "=\"x\",y")))
                .isEqualTo("'=1+1,'+1,'-1,'@a,'\tb,\"'\rc\",a=b,\"'=\"\"x\"\",y\"\r\n");
    }

    @Test
    void keepsAnEmptyFirstCell() {
        assertThat(CsvLine.of(Arrays.asList(null, "", "a"))).isEqualTo(",,a\r\n");
    }
}
