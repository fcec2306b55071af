package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.Thumbnailer.Pictures;
import dev.reelcast.model.Span;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThumbnailerTest {

    @TempDir
    Path work;

    @TempDir
    Path files;

    @TempDir
    Path out;

    private final Cancellation cancellation = new Cancellation();
    private final List<Double> progress = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void takesThreeFramesAndASquareCoverFromAVideo(Tools tools) throws IOException {
        Path video = MediaFiles.video(files, "v.mp4", 20);
        Pictures pictures =
                new Thumbnailer(tools).fromVideo(video, new Span(2, 18), out, work, progress::add, cancellation);
        assertThat(pictures.thumbnails()).hasSize(3);
        for (Path thumbnail : pictures.thumbnails()) {
            assertSize(thumbnail, 1280, 720);
        }
        assertSize(pictures.cover(), 1400, 1400);
        assertThat(progress).isSorted().last().isEqualTo(1.0);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void fitsAnUprightVideoWithOneKeyFrameIntoTheFrame() throws IOException {
        Path video = MediaFiles.video(files, "v.webm", 4, "-vf", "scale=90:160", "-c:v", "libvpx", "-c:a", "libopus");
        Pictures pictures = new Thumbnailer(MediaFiles.tools())
                .fromVideo(video, new Span(3, 4), out, work, progress::add, cancellation);
        assertSize(pictures.thumbnails().get(2), 1280, 720);
        assertSize(pictures.cover(), 1400, 1400);
    }

    @Test
    void saysThatSoundHasNoFrames() {
        assertThatThrownBy(() -> new Thumbnailer(MediaFiles.tools())
                        .fromVideo(MediaFiles.SPEECH, new Span(0, 5), out, work, progress::add, cancellation))
                .isInstanceOf(MediaException.class)
                .hasMessage("No frame could be taken from the video.");
        assertThat(out).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void drawsACardOfTheSound(Tools tools) throws IOException {
        Waveform waveform = new Waveform(
                60, IntStream.range(0, 1200).mapToObj(i -> i % 100 / 100.0).toList());
        String title =
                "It's 100% \"true\": a %{pts} title, with 'quotes' \\ and more words than there is room for in it";
        Pictures pictures = new Thumbnailer(tools)
                .fromWaveform(title, waveform, new Span(10, 50), out, work, progress::add, cancellation);
        assertThat(pictures.thumbnails()).hasSize(1);
        BufferedImage card = assertSize(pictures.thumbnails().get(0), 1280, 720);
        assertSize(pictures.cover(), 1400, 1400);
        assertThat(whiteIn(card, 430, 600)).isGreaterThan(5000);
        assertThat(whiteIn(card, 670, 720)).isZero();
        if (CardTitle.font().isPresent()) {
            assertThat(whiteIn(card, 80, 300)).isGreaterThan(2000);
        }
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void drawsACardOfSilence() throws IOException {
        Pictures pictures = new Thumbnailer(MediaFiles.tools())
                .fromWaveform("", new Waveform(0, List.of()), new Span(0, 0), out, work, progress::add, cancellation);
        assertSize(pictures.cover(), 1400, 1400);
    }

    @Test
    void squaresAPictureAndRefusesWhatIsNone() throws IOException {
        Thumbnailer thumbnailer = new Thumbnailer(MediaFiles.tools());
        Path target = out.resolve("cover.jpg");
        thumbnailer.cover(MediaFiles.picture(files, "p.png"), target, work, cancellation);
        assertSize(target, 1400, 1400);
        Path playlist = Files.writeString(files.resolve("x.jpg"), "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n");
        Path bomb = MediaFiles.ffmpeg(
                files, "bomb.png", "-f", "lavfi", "-i", "color=black:s=12000x12000:d=1", "-frames:v", "1");
        for (Path bad : List.of(playlist, bomb, MediaFiles.SPEECH)) {
            Path none = out.resolve("none.jpg");
            assertThatThrownBy(() -> thumbnailer.cover(bad, none, work, cancellation))
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_MEDIA));
            assertThat(none).doesNotExist();
        }
    }

    private static BufferedImage assertSize(Path file, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(width, height);
        return image;
    }

    private static int whiteIn(BufferedImage image, int top, int bottom) {
        int white = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                white += (image.getRGB(x, y) & 0xFF00) > 0xB000 ? 1 : 0;
            }
        }
        return white;
    }
}
