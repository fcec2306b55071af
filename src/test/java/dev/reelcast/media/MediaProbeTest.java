package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test looks with ffprobe and with the embedded ffmpeg, which are to see the same. */
class MediaProbeTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    Path work;

    @TempDir
    Path files;

    static Stream<MediaProbe> probes() {
        return Stream.of(
                new MediaProbe(MediaFiles.tools(), LONGEST),
                new MediaProbe(MediaFiles.embedded(), Optional.empty(), LONGEST));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void seesWhatAVideoIs(MediaProbe probe) throws IOException {
        MediaInfo info = look(probe, MediaFiles.video(files, "v.mp4", 3));
        assertThat(info.duration()).isCloseTo(3, within(0.1));
        assertThat(info)
                .usingRecursiveComparison()
                .ignoringFields("duration")
                .isEqualTo(new MediaInfo("mov,mp4,m4a,3gp,3g2,mj2", 3.0, "aac", 1, "h264", 640, 360, "A: b, c"));
        assertThat(info.requireAudio()).isSameAs(info);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void takesInNoReportWithoutEnd() throws IOException {
        Path endless = Scripts.write(files, "ffprobe", "exec yes '{\"streams\": []}'");
        MediaProbe probe = new MediaProbe(MediaFiles.tools(), Optional.of(endless), LONGEST);
        assertThatThrownBy(() -> look(probe, MediaFiles.SPEECH))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
        assertThat(work).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void takesCoverArtForNoVideo(MediaProbe probe) {
        Path cover = MediaFiles.picture(files, "c.jpg");
        for (String name : new String[] {"a.mp3", "a.m4a"}) {
            Path file = MediaFiles.ffmpeg(
                    files,
                    name,
                    "-i",
                    MediaFiles.SPEECH.toString(),
                    "-i",
                    cover.toString(),
                    "-map",
                    "0",
                    "-map",
                    "1",
                    "-ac",
                    "2",
                    "-t",
                    "3",
                    "-c:v",
                    "mjpeg",
                    "-disposition:v",
                    "attached_pic");
            MediaInfo info = look(probe, file);
            assertThat(info.hasVideo()).isFalse();
            assertThat(info.hasAudio()).isTrue();
            assertThat(info.channels()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void saysThatAVideoHasNoAudio(MediaProbe probe) {
        MediaInfo info = look(probe, MediaFiles.video(files, "v.mp4", 1, "-an"));
        assertThat(info.hasVideo()).isTrue();
        assertThatThrownBy(info::requireAudio)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_AUDIO))
                .hasMessage("The file has no audio.");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void refusesAnEmptyFile(MediaProbe probe) throws IOException {
        refuses(probe, Files.createFile(files.resolve("v.mp4")), Kind.EMPTY, "The file is empty.");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void refusesWhatIsNoMedia(MediaProbe probe) throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Path text = Files.writeString(files.resolve("text.mp4"), "Dear diary, it rained again.\n".repeat(200));
        refuses(probe, text, Kind.NOT_MEDIA, "This is not an audio or video file.");
        refuses(
                probe,
                Files.write(files.resolve("noise.mp3"), noise),
                Kind.NOT_MEDIA,
                "This is not an audio or video file.");
        refuses(probe, MediaFiles.picture(files, "p.png"), Kind.NOT_MEDIA, "This is not an audio or video file.");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void refusesPlaylistsThatWouldOpenOtherFiles(MediaProbe probe) throws IOException {
        Path real = MediaFiles.ffmpeg(files, "real.ts", "-i", MediaFiles.SPEECH.toString(), "-t", "1", "-c:a", "aac");
        String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%s\n#EXT-X-ENDLIST\n";
        String[] targets = {
            "file:///etc/passwd",
            "http://127.0.0.1:9/x.ts",
            real.toString(),
            real.toUri().toString()
        };
        for (String target : targets) {
            for (String name : new String[] {"list.mp4", "list.m3u8", "list.mp3"}) {
                Path list = Files.writeString(files.resolve(name), hls.formatted(target));
                refuses(probe, list, Kind.NOT_MEDIA, "This is not an audio or video file.");
            }
        }
        for (String name : new String[] {"concat.mp4", "concat.ffconcat"}) {
            Path concat = Files.writeString(files.resolve(name), "ffconcat version 1.0\nfile 'real.ts'\n");
            refuses(probe, concat, Kind.NOT_MEDIA, "This is not an audio or video file.");
        }
        Path dash = Files.writeString(
                files.resolve("dash.mp4"),
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period>"
                        + "<AdaptationSet><Representation id=\"1\"><BaseURL>real.ts</BaseURL></Representation>"
                        + "</AdaptationSet></Period></MPD>");
        refuses(probe, dash, Kind.NOT_MEDIA, "This is not an audio or video file.");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void saysThatAVideoIsCutOff(MediaProbe probe) throws IOException {
        Path indexBehind = MediaFiles.video(files, "behind.mp4", 4);
        Path indexInFront = MediaFiles.video(files, "front.mp4", 4, "-movflags", "+faststart");
        for (Path whole : new Path[] {indexBehind, indexInFront}) {
            assertThat(look(probe, whole).hasAudio()).isTrue();
            byte[] bytes = Files.readAllBytes(whole);
            Path cut = Files.write(files.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
            refuses(probe, cut, Kind.TRUNCATED, "The file is cut off.");
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void refusesWhatIsLongerThanAllowed(MediaProbe probe) {
        Path file = MediaFiles.ffmpeg(files, "long.mp3", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "125");
        refuses(probe, file, Kind.TOO_LARGE, "The recording is longer than 2 minutes.");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void takesAFileNameForNothingButAName(MediaProbe probe) throws IOException {
        Path plain = MediaFiles.ffmpeg(files, "plain.mp3", "-i", MediaFiles.SPEECH.toString(), "-t", "2");
        for (String name : new String[] {"-i.mp3", "http:x.mp3", "%03d.mp3", "a'b\"; $(c).mp3", "concat:x|y.mp3"}) {
            assertThat(look(probe, Files.copy(plain, files.resolve(name))).audioCodec())
                    .isEqualTo("mp3");
        }
    }

    private MediaInfo look(MediaProbe probe, Path file) {
        return probe.probe(file, work, new Cancellation());
    }

    private void refuses(MediaProbe probe, Path file, Kind kind, String message) {
        assertThatThrownBy(() -> look(probe, file))
                .as(file.getFileName().toString())
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
    }
}
