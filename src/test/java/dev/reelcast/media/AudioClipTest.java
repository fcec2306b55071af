package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.media.AudioClip.Form;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AudioClipTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void cutsExactlyWhereItIsTold(Tools tools) {
        // Silence, and at 23.58 s somebody begins to talk.
        float[] samples =
                new AudioClip(tools).samples(MediaFiles.SPEECH, new Span(23.1, 24.1), folder, new Cancellation());

        assertThat(samples).hasSize(16_000);
        assertThat(loudness(samples, 0, 6_400)).isLessThan(0.002);
        assertThat(loudness(samples, 9_600, 16_000)).isGreaterThan(0.02);
    }

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void writesBothForms(Tools tools) throws IOException {
        Path mp3 = folder.resolve("a.mp3");
        Path wav = folder.resolve("a.wav");
        AudioClip clips = new AudioClip(tools);

        clips.write(MediaFiles.SPEECH, new Span(9, 15.5), Form.MP3, mp3, folder, new Cancellation());
        clips.write(MediaFiles.SPEECH, new Span(9, 15.5), Form.WAV, wav, folder, new Cancellation());

        assertThat((double) Files.size(mp3)).isCloseTo(6.5 * 48_000 / 8, within(3_000.0));
        assertThat((double) Files.size(wav)).isCloseTo(6.5 * 32_000, within(1_000.0));
    }

    @Test
    void givesLessWhereTheRecordingEnds() {
        AudioClip clips = new AudioClip(MediaFiles.tools());

        assertThat(clips.samples(MediaFiles.SPEECH, new Span(45, 60), folder, new Cancellation()))
                .hasSizeBetween(14_000, 15_500);
    }

    @Test
    void leavesNoFileWhereItFails() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.opus"), "no sound");
        Path target = folder.resolve("a.wav");

        assertThatThrownBy(() -> new AudioClip(MediaFiles.tools())
                        .write(broken, new Span(0, 1), Form.WAV, target, folder, new Cancellation()))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED));
        assertThat(target).doesNotExist();
    }

    private static double loudness(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
