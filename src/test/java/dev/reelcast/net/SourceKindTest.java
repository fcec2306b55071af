package dev.reelcast.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceKindTest {

    @ParameterizedTest
    @CsvSource({
        "audio/mpeg, /talk, FILE",
        "video/mp4, /watch?x=1, FILE",
        "application/ogg, /talk, FILE",
        "application/octet-stream, /talk.MP3?sig=a.b/c.html, FILE",
        "binary/octet-stream, /a/talk.m4a, FILE",
        ", /talk.wav, FILE",
        "text/plain, /talk.mp3, FILE",
        "application/octet-stream, /archive.zip, PAGE",
        "application/octet-stream, /mp3, PAGE",
        ", /talk, PAGE",
        "text/html, /talk.mp3, PAGE",
        "application/rss+xml, /feed, PAGE",
        "application/vnd.apple.mpegurl, /live.m3u8, PAGE",
        "audio/x-mpegurl, /list.m3u, PAGE",
        "application/dash+xml, /talk.mpd, PAGE"
    })
    void tellsFilesFromPages(String type, String path, SourceKind expected) {
        assertThat(SourceKind.of(new GuardedClient.Found("https://media.example" + path, type, -1)))
                .isEqualTo(expected);
    }

    @Test
    void knowsYouTubeWithoutAsking() {
        assertThat(SourceKind.of(VideoUrl.parse("dQw4w9WgXcQ"))).isEqualTo(SourceKind.PAGE);
        assertThat(SourceKind.of(VideoUrl.parse("https://media.example/talk.mp3")))
                .isNull();
    }
}
