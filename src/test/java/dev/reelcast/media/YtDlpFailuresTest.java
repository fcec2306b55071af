package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YtDlpFailuresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            UNAVAILABLE|private_video|[youtube] aBcDeFgHiJk: Private video. Sign in if you've been granted access to this video
            UNAVAILABLE|private_video|[youtube] aBcDeFgHiJk: Video unavailable. This video is private
            UNAVAILABLE|removed|[youtube] aBcDeFgHiJk: Video unavailable
            UNAVAILABLE|removed|[youtube] aBcDeFgHiJk: Video unavailable. This video has been removed by the uploader
            UNAVAILABLE|removed|[youtube] aBcDeFgHiJk: This video has been removed for violating YouTube's Terms of Service
            UNAVAILABLE|removed|[youtube] aBcDeFgHiJk: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.
            UNAVAILABLE|removed|[youtube] aBcDeFgHiJk: This live stream recording is not available.
            UNAVAILABLE|removed|[youtube] aBcDeFgHiJk: Video unavailable. This video isn't available anymore
            UNAVAILABLE|members_only|[youtube] aBcDeFgHiJk: Join this channel to get access to members-only content like this video, and other exclusive perks.
            UNAVAILABLE|members_only|[youtube] aBcDeFgHiJk: This video is available to this channel's members on level: Friend (or any higher level). Join this channel to get access to members-only content and other exclusive perks.
            UNAVAILABLE|paid|[youtube] aBcDeFgHiJk: This video requires payment to watch.
            UNAVAILABLE|paid|[youtube] aBcDeFgHiJk: This video is only available to Music Premium members
            UNAVAILABLE|paid|[youtube] aBcDeFgHiJk: This video requires purchase.
            UNAVAILABLE|age_restricted|[youtube] aBcDeFgHiJk: Sign in to confirm your age. This video may be inappropriate for some users.
            UNAVAILABLE|age_restricted|[youtube] aBcDeFgHiJk: Sign in to confirm your age. This video may be inappropriate for some users. Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies
            UNAVAILABLE|login_required|[facebook] 123: This video is only available for registered users. Use --cookies, --cookies-from-browser, --username and --password, --netrc-cmd, or --netrc (facebook) to provide account credentials
            UNAVAILABLE|login_required|[vimeo] 123: The web client only works when logged-in. Use --cookies for the authentication
            UNAVAILABLE|login_required|[vimeo] 123: This video is protected by a password, use the --video-password option
            UNAVAILABLE|geo_blocked|[youtube] aBcDeFgHiJk: Video unavailable. The uploader has not made this video available in your country
            UNAVAILABLE|geo_blocked|[ard] 9: This video is not available from your location due to geo restriction
            UNAVAILABLE|copyright|[youtube] aBcDeFgHiJk: Video unavailable. This video contains content from SME, who has blocked it in your country on copyright grounds
            UNAVAILABLE|copyright|[youtube] aBcDeFgHiJk: Video unavailable. This video is no longer available due to a copyright claim by Somebody
            UNAVAILABLE|drm|[x] 1: This video is DRM protected
            UNAVAILABLE|drm|[DRM] The requested site is known to use DRM protection. It will NOT be supported.
            FAILED|bot_check|[youtube] aBcDeFgHiJk: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies
            FAILED|bot_check|[youtube] aBcDeFgHiJk: Video unavailable. This content isn't available, try again later. Your account has been rate-limited by YouTube for up to an hour.
            FAILED|http_429|[youtube] aBcDeFgHiJk: Unable to download API page: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: 'Too Many Requests'>)
            UNAVAILABLE|no_media|Unsupported URL: https://example.org/private-video/sign-in
            UNAVAILABLE|no_media|[generic] 'x' is not a valid URL. Set --default-search "ytsearch" (or run  yt-dlp "ytsearch:x" ) to search YouTube
            UNAVAILABLE|no_media|[youtube] aBcDeFgHiJk: Requested format is not available. Use --list-formats for a list of available formats
            UNAVAILABLE|no_media|[x] 1: No video formats found!; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U
            UNAVAILABLE|no_media|[twitter] 1: No video could be found in this tweet
            UNAVAILABLE|http_404|[generic] None: Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: 'Not Found'>); please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U
            UNAVAILABLE|http_410|[generic] Unable to download webpage: HTTP Error 410: Gone (caused by <HTTPError 410: Gone>)
            UNAVAILABLE|http_451|[generic] Unable to download webpage: HTTP Error 451: Unavailable For Legal Reasons (caused by <HTTPError 451: 'Unavailable For Legal Reasons'>)
            UNAVAILABLE|http_403|[generic] None: Unable to download webpage: HTTP Error 403: Forbidden (caused by <HTTPError 403: 'Forbidden'>)
            UNAVAILABLE|login_required|[generic] None: Unable to download webpage: HTTP Error 401: Unauthorized (caused by <HTTPError 401: 'Unauthorized'>)
            FAILED|http_403|unable to download video data: HTTP Error 403: Forbidden
            FAILED|http_500|[generic] None: Unable to download webpage: HTTP Error 500: Internal Server Error (caused by <HTTPError 500: 'Internal Server Error'>)
            FAILED|http_503|unable to download video data: HTTP Error 503: Service Unavailable
            UNAVAILABLE|private_address|[generic] None: Unable to download webpage: HTTP Error 403: Private Address (caused by <HTTPError 403: 'Private Address'>)
            UNAVAILABLE|private_address|[generic] None: Unable to download webpage: <urlopen error Tunnel connection failed: 403 Private Address> (caused by URLError(OSError('Tunnel connection failed: 403 Private Address')))
            UNAVAILABLE|private_address|[generic] Unable to download webpage: ('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Private Address')) (caused by ProxyError())
            FAILED|unknown_host|[generic] None: Unable to download webpage: <urlopen error [Errno -2] Name or service not known> (caused by URLError(gaierror(-2, 'Name or service not known')))
            FAILED|unknown_host|[generic] Unable to download webpage: HTTPSConnection(host='x.invalid', port=443): Failed to resolve 'x.invalid' ([Errno -3] Temporary failure in name resolution) (caused by TransportError())
            FAILED|network|[generic] None: Unable to download webpage: <urlopen error [Errno 111] Connection refused> (caused by URLError(ConnectionRefusedError(111, 'Connection refused')))
            FAILED|network|[download] Got error: 100 bytes read, 900 more expected
            FAILED|network|unable to download video data: Remote end closed connection without response
            FAILED|network|[x] 1: Unable to download webpage: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)>
            FAILED|network|content too short (expected 900 bytes and served 100)
            TIMEOUT|timeout|[generic] None: Unable to download webpage: The read operation timed out (caused by TimeoutError('The read operation timed out'))
            TIMEOUT|timeout|[generic] Unable to download webpage: (<HTTPConnection(host='x', port=80) at 0x7f>, 'Connection to x timed out. (connect timeout=20.0)')
            NO_SPACE|no_space|unable to write data: [Errno 28] No space left on device
            FAILED|extractor|[youtube] aBcDeFgHiJk: Unable to extract player version; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U
            FAILED|failed|Something nobody has seen before
            """)
    void knowsWhatAMessageMeans(Kind kind, String word, String message) {
        MediaException failure = YtDlpFailures.of(new Result(1, "WARNING: [x] Falling back\nERROR: " + message));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.word()).isEqualTo(word);
        assertThat(failure.getMessage()).doesNotContain("http:", "ERROR").endsWith(".");
        assertThat(failure).hasRootCauseMessage("exit code 1: WARNING: [x] Falling back\nERROR: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[youtube] aBcDeFgHiJk: Premieres in 3 hours",
                "[youtube] aBcDeFgHiJk: Premiere will begin shortly",
                "[youtube] aBcDeFgHiJk: This live event will begin in 2 days.",
                "[youtube] aBcDeFgHiJk: This live event will begin in a few moments."
            })
    void knowsWhatHasNotBegun(String message) {
        assertThat(YtDlpFailures.notYet(new Result(1, "ERROR: " + message))).isTrue();
    }

    @Test
    void goesByTheLastErrorAlone() {
        String errors = "WARNING: The info failed to download: ERROR: HTTP Error 503: Busy; trying with URL http://x/\n"
                + "ERROR: [youtube] a: Private video. Sign in";
        assertThat(YtDlpFailures.of(new Result(1, errors)).word()).isEqualTo("private_video");
        assertThat(YtDlpFailures.notYet(new Result(1, errors))).isFalse();
    }
}
