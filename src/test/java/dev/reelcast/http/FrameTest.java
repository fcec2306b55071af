package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nonsense                                                   | invalid_json
                    null                                                       | invalid_json
                    []                                                         | invalid_json
                    "x"                                                        | invalid_json
                    {"address":"a"}                                            | missing_type
                    {"type":5,"address":"a"}                                   | missing_type
                    {"type":"register"}                                        | missing_address
                    {"type":"register","address":5}                            | missing_address
                    {"type":"register","address":""}                           | missing_address
                    {"type":"register","address":"a","headers":"x"}            | invalid_headers
                    {"type":"register","address":"a","headers":{"a":null}}     | invalid_headers
                    {"type":"register","address":"a","headers":{"a":{"b":1}}}  | invalid_headers
                    {"type":"send","address":"jobs.enqueue"}                   | access_denied
                    {"type":"send","address":"jobs.enqueue","body":{}}         | access_denied
                    {"type":"publish","address":"jobs.status","body":1}        | access_denied
                    {"type":"dance","address":"a"}                             | invalid_type
                    """)
    void saysWhatIsWrong(String text, String word) {
        assertThat(Frame.parse(text))
                .isInstanceOfSatisfying(
                        Frame.Wrong.class, wrong -> assertThat(wrong.word()).isEqualTo(word));
    }

    @Test
    void readsWhatClientsSay() {
        assertThat(Frame.parse("{\"type\":\"ping\"}")).isEqualTo(new Frame.Ping());
        assertThat(Frame.parse("{\"type\":\"register\",\"address\":\"a\",\"headers\":{\"x\":\"y\"}}"))
                .isEqualTo(new Frame.Register("a"));
        assertThat(Frame.parse("{\"type\":\"unregister\",\"address\":\"a\"}")).isEqualTo(new Frame.Unregister("a"));
    }

    @Test
    void longAddressesAndDeepFramesAreRefused() {
        assertThat(Frame.parse("{\"type\":\"register\",\"address\":\"" + "a".repeat(65) + "\"}"))
                .isEqualTo(new Frame.Wrong("max_address_length_reached", null));
        assertThat(Frame.parse("[".repeat(60_000))).isEqualTo(new Frame.Wrong("invalid_json", null));
    }
}
