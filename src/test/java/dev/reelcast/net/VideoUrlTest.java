package dev.reelcast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "http://youtube.com/watch?v=dQw4w9WgXcQ",
                "https://www.youtube.com/watch/?v=dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s",
                "https://www.youtube.com/watch?list=PL123&index=3&v=dQw4w9WgXcQ",
                "https://www.youtube.com/watch?feature=share&v=dQw4w9WgXcQ#t=10",
                "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVM",
                "https://www.youtube.com:443/watch?v=dQw4w9WgXcQ",
                "HTTPS://WWW.YouTube.com/watch?v=dQw4w9WgXcQ",
                "https://youtu.be/dQw4w9WgXcQ",
                "https://youtu.be/dQw4w9WgXcQ?si=abc&t=4",
                "https://youtu.be/dQw4w9WgXcQ/",
                "https://www.youtube.com/shorts/dQw4w9WgXcQ",
                "https://www.youtube.com/embed/dQw4w9WgXcQ?start=3",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
                "https://www.youtube.com/v/dQw4w9WgXcQ",
                "youtube.com/watch?v=dQw4w9WgXcQ",
                "www.youtube.com/watch?v=dQw4w9WgXcQ",
                "youtu.be/dQw4w9WgXcQ"
            })
    void knowsOneVideoByManyNames(String text) {
        assertThat(VideoUrl.parse(text))
                .isEqualTo(new VideoUrl(
                        "youtube:dQw4w9WgXcQ",
                        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                        "youtube.com",
                        "dQw4w9WgXcQ"));
    }

    @Test
    void takesAnIdThatBeginsWithADash() {
        assertThat(VideoUrl.parse("-abcdefghij").key()).isEqualTo("youtube:-abcdefghij");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dQw4w9WgXcQQ",
                "dQw4w9WgXc",
                "dQw4w9WgXс\u0430",
                "https://youtu.be/dQw4w9WgX\u0441Q",
                "https://youtu.be/",
                "https://youtu.be/dQw4w9WgXcQ/more",
                "https://www.youtube.com/watch?v=short",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ%00",
                "https://www.youtube.com/watch",
                "https://www.youtube.com/",
                "https://www.youtube.com/redirect?q=http://10.0.0.1",
                "https://www.youtube.com/results?search_query=x",
                "https://youtube.com@evil/watch?v=dQw4w9WgXcQ",
                "ytsearch:foo",
                "--exec=touch /x"
            })
    void refusesWhatNamesNoVideo(String text) {
        assertThatThrownBy(() -> VideoUrl.parse(text))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Refused.Reason.INVALID_URL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/playlist?list=PL123",
                "https://www.youtube.com/watch?list=PL123",
                "https://www.youtube.com/embed/videoseries?list=PL123"
            })
    void asksForOneVideoOfAPlaylist(String text) {
        assertThatThrownBy(() -> VideoUrl.parse(text))
                .hasMessage("This is a playlist; give the URL of one video.")
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().word()).isEqualTo("not_a_video"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/@church",
                "https://www.youtube.com/@church/videos",
                "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
                "https://www.youtube.com/c/church",
                "https://m.youtube.com/user/church"
            })
    void asksForOneVideoOfAChannel(String text) {
        assertThatThrownBy(() -> VideoUrl.parse(text)).hasMessage("This is a channel; give the URL of one video.");
    }

    @Test
    void keepsTheQueryOfOtherUrls() {
        VideoUrl video = VideoUrl.parse("HTTPS://Media.Example:443/Talk.mp3?id=7&t=3#part");

        assertThat(video.key()).isEqualTo("https://media.example/Talk.mp3?id=7&t=3");
        assertThat(video.url()).isEqualTo(video.key());
        assertThat(video.youtubeId()).isNull();
    }

    @Test
    void doesNotTakeALookAlikeHostForYouTube() {
        assertThat(VideoUrl.parse("https://youtube.com.evil/watch?v=dQw4w9WgXcQ")
                        .youtubeId())
                .isNull();
        assertThat(VideoUrl.parse("https://notyoutube.com/watch?v=dQw4w9WgXcQ").youtubeId())
                .isNull();
    }
}
