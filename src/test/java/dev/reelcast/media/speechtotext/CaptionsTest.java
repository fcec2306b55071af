package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.media.MediaException;
import dev.reelcast.model.Transcript.Segment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionsTest {

    @Test
    void readsWebVttAndPassesOverWhatIsNoCue() {
        List<Segment> segments = Captions.parse("""
                WEBVTT - a talk
                Kind: captions

                STYLE
                ::cue { color: lime }

                NOTE this is not said

                intro
                00:01.000 --> 00:04.500 line:0 align:start
                <v Anna><b>Good</b> morning &amp; welcome.</v>
                Second line

                01:00:05,5 --> 01:00:06.000
                An hour later
                """, "en");

        assertThat(segments)
                .containsExactly(
                        new Segment(1, 4.5, "Good morning & welcome. Second line"),
                        new Segment(3605.5, 3606, "An hour later"));
    }

    @Test
    void readsSubRipWithWindowsLineEnds() {
        String srt = "\ufeff1\r\n00:00:00,100 --> 00:00:01,200\r\n<i>One</i> {\\an8}two\r\n\r\n"
                + "2\r\n00:00:02,000 --> 00:00:03,000\r\n2 < 3 &#39;quoted&#x2019;\r\n";

        assertThat(Captions.parse(srt.getBytes(StandardCharsets.UTF_8), null))
                .containsExactly(new Segment(0.1, 1.2, "One two"), new Segment(2, 3, "2 < 3 'quoted’"));
    }

    @Test
    void readsAutomaticCaptionsWithoutTheirRollingRepeats() {
        List<Segment> segments = Captions.parse("""
                WEBVTT
                Kind: captions
                Language: en

                00:00:00.160 --> 00:00:02.389 align:start position:0%
                \s
                welcome<00:00:00.560><c> to</c><00:00:00.719><c> the</c><00:00:00.880><c> show</c>

                00:00:02.389 --> 00:00:02.399 align:start position:0%
                welcome to the show
                \s

                00:00:02.399 --> 00:00:04.550 align:start position:0%
                welcome to the show
                today<00:00:02.800><c> we&nbsp;talk</c>

                00:00:04.550 --> 00:00:04.560 align:start position:0%
                today we talk
                \s

                00:00:04.560 --> 00:00:06.000 align:start position:0%
                today we talk
                about<00:00:05.000><c> queues</c>
                """, "en");

        assertThat(segments)
                .extracting(Segment::text)
                .containsExactly("welcome to the show", "today we talk", "about queues");
        assertThat(segments).extracting(Segment::start).containsExactly(0.16, 2.399, 4.56);
    }

    @Test
    void keepsRepeatsThatAreSpoken() {
        String vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nAmen.\n\n00:02.000 --> 00:03.000\nAmen.\n\n"
                + "00:04.000 --> 00:05.000\nLet us pray.\n\n00:05.000 --> 00:06.000\nOur Father.\n";

        assertThat(Captions.parse(vtt, "en")).hasSize(4);
    }

    @Test
    void cutsPlainTextIntoUntimedSentences() {
        assertThat(Captions.parse("Hello there. How are\nyou today?\n\nA new paragraph", "en"))
                .containsExactly(
                        new Segment(-1, -1, "Hello there."),
                        new Segment(-1, -1, "How are you today?"),
                        new Segment(-1, -1, "A new paragraph"));
    }

    @Test
    void cutsTextWithoutPunctuationIntoBearablePieces() {
        List<Segment> segments = Captions.parse("word ".repeat(2000), "en");

        assertThat(segments).hasSizeGreaterThan(10);
        assertThat(segments).allSatisfy(segment -> assertThat(segment.text()).hasSizeLessThanOrEqualTo(600));
    }

    @Test
    void readsJsonAloneAndAsSegmentsOfAnAnswer() {
        Segment timed = new Segment(1, 2.5, "Hi.");
        assertThat(Captions.parse("[{\"start\":1,\"end\":2.5,\"text\":\" Hi. \"}]", null))
                .containsExactly(timed);
        assertThat(Captions.parse("{\"text\":\"Hi.\",\"segments\":[{\"start\":1,\"end\":2.5,\"text\":\"Hi.\"}]}", null))
                .containsExactly(timed);
        assertThat(Captions.parse("[{\"text\":\"No times\"}]", null)).containsExactly(new Segment(-1, -1, "No times"));
    }

    @Test
    void takesTextThatOnlyBeginsLikeJsonForText() {
        assertThat(Captions.parse("[music] Good evening.", "en"))
                .extracting(Segment::text)
                .containsExactly("[music] Good evening.");
    }

    @Test
    void readsUtf16WithItsMark() {
        assertThat(Captions.parse("Grüß Gott.".getBytes(StandardCharsets.UTF_16), "de"))
                .extracting(Segment::text)
                .containsExactly("Grüß Gott.");
    }

    @Test
    void removesControlCharactersThatADatabaseRefuses() {
        assertThat(Captions.parse("One\u0000 two\u001b[31m \u202ethree.", "en"))
                .extracting(Segment::text)
                .containsExactly("One two[31m three.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\u0000",
                "WEBVTT\n\n",
                "WEBVTT\n\n00:05.000 --> 00:01.000\nbackwards\n",
                "[{\"start\":1,",
                "{\"text\":1}",
                "[{\"text\":\"  \"}]"
            })
    void refusesWhatHasNoTextInIt(String transcript) {
        assertThatThrownBy(() -> Captions.parse(transcript, null))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.BAD_TRANSCRIPT))
                .hasMessageContaining("transcript");
    }

    @Test
    void refusesBytesThatAreNoTextAndFilesThatAreTooLarge() {
        assertThatThrownBy(() -> Captions.parse(new byte[] {'a', (byte) 0xC3, (byte) 0x28}, null))
                .hasMessage("The transcript is not text in UTF-8.");
        assertThatThrownBy(() -> Captions.parse(new byte[Captions.MOST_BYTES + 1], null))
                .hasMessage("The transcript is larger than 8 MB.");
    }

    @Test
    void readsHostileInputInLinearTime() {
        String opened = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<".repeat(200_000) + "&".repeat(200_000) + "x\n";
        assertThat(Captions.parse(opened, null)).hasSize(1);
        assertThat(Captions.parse("00:00:00 -- >".repeat(50_000) + " end", null))
                .isNotEmpty();
    }

    @Test
    void readsBackWhatItWrites() {
        List<Segment> segments = List.of(
                new Segment(0, 1.25, "First & <foremost>"),
                new Segment(3599.9996, 3601, "An hour --> later"),
                new Segment(-1, -1, "no time"));

        assertThat(CaptionFile.webVtt(segments))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nFirst &amp; &lt;foremost&gt;\n")
                .contains("01:00:00.000 --> 01:00:01.000");
        assertThat(Captions.parse(CaptionFile.webVtt(segments), null))
                .containsExactly(segments.get(0), new Segment(3600, 3601, "An hour --> later"));
        assertThat(Captions.parse(CaptionFile.srt(segments), null))
                .extracting(Segment::text)
                .containsExactly("First &", "An hour -> later");
        assertThat(CaptionFile.plainText(segments)).isEqualTo("First & <foremost>\nAn hour --> later\nno time\n");
    }
}
