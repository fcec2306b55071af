package dev.reelcast.media.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {

    @ParameterizedTest
    @CsvSource({
        "my_great-talk.mp4, My great talk",
        "Faith.and.Works.m4a, Faith and Works",
        "The Prodigal Son [dQw4w9WgXcQ].webm, The Prodigal Son",
        "Version 2.0 explained, Version 2.0 explained",
        "Romans 8:28-30, Romans 8:28-30",
        "iPhone tips.txt, iPhone tips"
    })
    void readsAsPeopleWouldWriteIt(String given, String title) {
        assertThat(Titles.clean(given)).contains(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "IMG_1234.MOV",
                "recording 2026-01-05.wav",
                "audio.mp3",
                "untitled",
                "VID_20260101_120000.mp4"
            })
    void hasNoneWhereNobodyNamedTheFile(String given) {
        assertThat(Titles.clean(given)).isEmpty();
    }

    @Test
    void removesWhatCannotBeSeenAndCutsAtAWord() {
        assertThat(Titles.clean("Good\u0000 \u202enews\n\ttoday")).contains("Good news today");
        assertThat(Titles.clean("word ".repeat(100)).orElseThrow())
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("word…");
    }
}
