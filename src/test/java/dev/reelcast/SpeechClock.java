package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hears where a piece of one recording is in another: by the sound itself, whatever anybody wrote down of it. */
final class SpeechClock {

    /** Enough for the pitch of voices, and half a millisecond fine. */
    private static final int RATE = 2_000;

    private static final double PIECE_SECONDS = 3;

    private final float[] source;
    private final float[] published;

    SpeechClock(Path source, Path published) throws IOException {
        this.source = decode(source);
        this.published = decode(published);
    }

    /** Seconds of what is published. */
    double duration() {
        return (double) published.length / RATE;
    }

    /** Where in the published audio the sound is that the source has from a time on. */
    double heardAt(double time) {
        int from = (int) (time * RATE);
        int length = (int) (PIECE_SECONDS * RATE);
        double best = 0;
        int place = -1;
        for (int at = 0; at + length <= published.length; at++) {
            double alike = alike(from, at, length);
            if (alike > best) {
                best = alike;
                place = at;
            }
        }
        assertThat(best)
                .as("how much the sound at %.2f s is like any that was published", time)
                .isGreaterThan(0.8);
        return (double) place / RATE;
    }

    private double alike(int from, int at, int length) {
        double product = 0;
        double ours = 1e-9;
        double theirs = 1e-9;
        for (int i = 0; i < length; i++) {
            float a = source[from + i];
            float b = published[at + i];
            product += a * b;
            ours += a * a;
            theirs += b * b;
        }
        return product / Math.sqrt(ours * theirs);
    }

    private static float[] decode(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-i", file.toString()));
        command.addAll(List.of("-map", "0:a:0", "-ac", "1", "-ar", Integer.toString(RATE), "-f", "f32le", "pipe:1"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        process.getInputStream().transferTo(bytes);
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(process.exitValue())
                .as("ffmpeg on " + Files.size(file) + " bytes")
                .isZero();
        float[] samples = new float[bytes.size() / 4];
        ByteBuffer.wrap(bytes.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(samples);
        return samples;
    }
}
