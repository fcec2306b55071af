package dev.reelcast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelUrlTest {

    private static final String ID = "UCabcdefghijklmnopqrstuv";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                " " + ID + "\n",
                "https://www.youtube.com/channel/" + ID,
                "http://m.youtube.com/channel/" + ID + "/videos?view=0",
                "youtube.com/channel/" + ID
            })
    void knowsAChannelByItsId(String text) {
        ChannelUrl channel = ChannelUrl.parse(text);
        assertThat(channel.channelId()).isEqualTo(ID);
        assertThat(channel.url()).isEqualTo("https://www.youtube.com/channel/" + ID);
    }

    @ParameterizedTest
    @CsvSource({
        "@GraceChurch, GraceChurch, https://www.youtube.com/@GraceChurch",
        "GraceChurch, GraceChurch, https://www.youtube.com/@GraceChurch",
        "https://www.youtube.com/@GraceChurch/streams, GraceChurch, https://www.youtube.com/@GraceChurch",
        "www.youtube.com/@a.b-c_d, a.b-c_d, https://www.youtube.com/@a.b-c_d",
        "https://youtube.com/@%E6%95%99%E4%BC%9A, 教会, https://www.youtube.com/@%E6%95%99%E4%BC%9A",
        "@教会, 教会, https://www.youtube.com/@%E6%95%99%E4%BC%9A"
    })
    void knowsAChannelByItsHandle(String text, String handle, String url) {
        ChannelUrl channel = ChannelUrl.parse(text);
        assertThat(channel.handle()).isEqualTo(handle);
        assertThat(channel.channelId()).isNull();
        assertThat(channel.url()).isEqualTo(url);
    }

    @Test
    void knowsTheNamesOfBeforeHandles() {
        assertThat(ChannelUrl.parse("https://www.youtube.com/user/Grace/videos"))
                .isEqualTo(new ChannelUrl(null, null, "Grace", "https://www.youtube.com/user/Grace"));
        assertThat(ChannelUrl.parse("https://www.youtube.com/c/GraceChurch"))
                .isEqualTo(new ChannelUrl(null, null, null, "https://www.youtube.com/c/GraceChurch"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/watch?v=abcdefghijk, video",
        "https://www.youtube.com/watch?v=abcdefghijk&list=PL1, video",
        "https://youtu.be/abcdefghijk, video",
        "https://www.youtube.com/shorts/abcdefghijk, video",
        "https://www.youtube.com/playlist?list=PLabc, playlist",
        "https://www.youtube.com/feed/trending, not a channel",
        "https://www.youtube.com/channel/UCshort, not a channel",
        "https://www.youtube.com.evil.example/@Grace, not a channel",
        "https://example.org/@Grace, not a channel",
        "https://www.youtube.com/@a%2F..%2Fb, not a handle"
    })
    void saysWhatIsNoChannel(String text, String says) {
        Refused refused = catchThrowableOfType(Refused.class, () -> ChannelUrl.parse(text));
        assertThat(refused).isNotNull().hasMessageContaining(says);
        assertThat(refused.reason()).isEqualTo(Refused.Reason.NOT_A_CHANNEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "--exec=touch /x", "ytsearch:foo", "javascript:1", "file:///etc/passwd", "@a b"})
    void refusesWhatIsNoUrlEither(String text) {
        assertThat(catchThrowableOfType(Refused.class, () -> ChannelUrl.parse(text)))
                .isNotNull();
    }
}
