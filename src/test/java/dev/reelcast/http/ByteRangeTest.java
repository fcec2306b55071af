package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 99",
        "bytes=100-, 100, 999",
        "bytes=-1, 999, 999",
        "bytes=-5000, 0, 999",
        "bytes=999-999, 999, 999",
        "bytes=0-99999999999999999999, 0, 999",
        "bytes = 5 - 6, 5, 6"
    })
    void readsOneRange(String header, long first, long last) {
        assertThat(ByteRange.parse(header, 1_000)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0", "bytes=99999999999999999999-"})
    void beyondTheEndNothingCanBeHad(String header) {
        assertThat(ByteRange.parse(header, 1_000)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=5-3", "bytes=a-b", "items=0-5", "bytes=0-1,5-6", "0-5"})
    void whatIsNotOneRangeIsAnsweredWithTheWhole(String header) {
        assertThat(ByteRange.parse(header, 1_000)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void withoutAHeaderItIsTheWhole() {
        assertThat(ByteRange.parse(null, 1_000)).isEqualTo(new ByteRange.Whole());
        assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(new ByteRange.Unsatisfiable());
    }
}
