package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n",
                "ffconcat version 1.0\nfile 'http://127.0.0.1/'\n",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>",
                "\u00ef\u00bb\u00bf<html>",
                "PK\u0003\u0004rest",
                "%PDF-1.7"
            })
    void textsAndArchivesAreNoRecordings(String head) {
        assertThat(MediaTypes.certainlyNoMedia(head.getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
    }

    @Test
    void recordingsAreLeftToTheDecoder() {
        assertThat(MediaTypes.certainlyNoMedia(bytes(0, 0, 0, 0x20, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm')))
                .isFalse();
        assertThat(MediaTypes.certainlyNoMedia(bytes(0x1a, 0x45, 0xdf, 0xa3, 0x9f)))
                .isFalse();
        assertThat(MediaTypes.certainlyNoMedia(bytes(0xff, 0xfb, 0x90, 0x64))).isFalse();
        assertThat(MediaTypes.certainlyNoMedia(bytes('I', 'D', '3', 4, 0))).isFalse();
    }

    @Test
    void knowsAudioAndPicturesByTheirFirstBytes() {
        assertThat(MediaTypes.audio(bytes(0xff, 0xfb, 0x90, 0x64))).isEqualTo(new MediaTypes.Kind("audio/mpeg", "mp3"));
        assertThat(MediaTypes.audio("RIFF....WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new MediaTypes.Kind("audio/wav", "wav"));
        assertThat(MediaTypes.audio("<html>".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
        assertThat(MediaTypes.audio(bytes(0xff, 0xd8, 0xff, 0xe0))).isNull();
        assertThat(MediaTypes.picture(bytes(0xff, 0xd8, 0xff, 0xe0)))
                .isEqualTo(new MediaTypes.Kind("image/jpeg", "jpg"));
        assertThat(MediaTypes.picture("<svg".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/cron.d/x", "C:\\x", "no", "a.b/c", "x.", "x.averylongending", "x.p\u0000p", ""})
    void namesWithoutAHarmlessEndingGetOne(String name) {
        assertThat(MediaTypes.extension(name)).isEqualTo("bin");
    }

    @Test
    void keepsAHarmlessEnding() {
        assertThat(MediaTypes.extension("Talk.MP4")).isEqualTo("mp4");
        assertThat(MediaTypes.ofExtension("mp4")).isEqualTo("video/mp4");
        assertThat(MediaTypes.shownInline("text/html")).isFalse();
        assertThat(MediaTypes.shownInline("image/svg+xml")).isFalse();
        assertThat(MediaTypes.shownInline("audio/mpeg")).isTrue();
    }

    @Test
    void tellsTimedTextsFromPlainOnes() {
        assertThat(MediaTypes.text("WEBVTT\n\n00:00.000 --> 00:01.000\nHi").extension())
                .isEqualTo("vtt");
        assertThat(MediaTypes.text("1\r\n00:00:00,000 --> 00:00:01,000\r\nHi").extension())
                .isEqualTo("srt");
        assertThat(MediaTypes.text("1\nis a number").extension()).isEqualTo("txt");
        assertThat(Titles.ofTranscript("WEBVTT\n\n1\n00:00.000 --> 00:01.000\n<v Ann>Hello there\n"))
                .isEqualTo("Hello there");
        assertThat(Titles.ofFile("../../etc/cron.d/My\u0000 talk\r\n.mp4")).isEqualTo("My  talk .mp4");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
