package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns any recording into {@link Pcm} samples that flow through a pipe: the whole never is in memory or on disk. Gaps
 * in the recording's own times are filled with silence, so that a sample's place is its time.
 */
public final class AudioDecoder {

    /** Also for a slow machine and a distant disk: decoding runs at some hundred times the speed of speech. */
    private static final Duration BASE_LIMIT = Duration.ofMinutes(5);

    private static final int CHUNK_SAMPLES = Pcm.RATE / 2;

    private final Tools tools;
    private final Duration longest;

    /** @param longest recording to decode; the container's own word for its length is not relied upon */
    public AudioDecoder(Tools tools, Duration longest) {
        this.tools = tools;
        this.longest = longest;
    }

    /**
     * Decodes the first audio stream from beginning to end.
     *
     * @param expectedSeconds for the progress, null when not known
     * @param sink is called on another thread, and by the time this returns no more
     * @param progress 0 to 1, called like the sink
     * @return seconds decoded
     * @throws MediaException of kind {@link Kind#NO_AUDIO} when there is nothing to hear, {@link Kind#TOO_LARGE} when
     *     there is too much
     */
    public double decode(
            Path file,
            @Nullable Double expectedSeconds,
            Path workFolder,
            Pcm.Sink sink,
            DoubleConsumer progress,
            Cancellation cancellation) {
        return decode(Ffmpeg.media(file), expectedSeconds, workFolder, sink, progress, cancellation);
    }

    /**
     * Decodes a stretch of the first audio stream.
     *
     * @param span what to decode; its first sample is the one at its start
     * @param sink is called on another thread, and by the time this returns no more
     * @param progress 0 to 1, called like the sink
     * @return seconds decoded, fewer than asked for when the recording ends before
     * @throws MediaException of kind {@link Kind#NO_AUDIO} when there is nothing to hear
     */
    public double decode(
            Path file, Span span, Path workFolder, Pcm.Sink sink, DoubleConsumer progress, Cancellation cancellation) {
        return decode(Ffmpeg.media(file, span), span.length(), workFolder, sink, progress, cancellation);
    }

    private double decode(
            List<String> input,
            @Nullable Double expectedSeconds,
            Path workFolder,
            Pcm.Sink sink,
            DoubleConsumer progress,
            Cancellation cancellation) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(input);
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn"));
        command.addAll(List.of(
                "-af", "aresample=" + Pcm.RATE + ":async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=mono"));
        command.addAll(List.of("-f", "s16le", "pipe:1"));
        Reader reader = new Reader(expectedSeconds == null ? 0 : expectedSeconds, sink, progress, cancellation);
        Duration limit = BASE_LIMIT.plus(longest.dividedBy(4));
        Result result = new ChildProcess(command, workFolder, limit)
                .onOutput(reader::read)
                .run(cancellation);
        if (!result.ok()) {
            throw Ffmpeg.undecodable(result);
        }
        if (reader.samples == 0) {
            throw new MediaException(Kind.NO_AUDIO, "The file has no audio.");
        }
        progress.accept(1);
        return (double) reader.samples / Pcm.RATE;
    }

    private final class Reader {
        private final double expectedSeconds;
        private final Pcm.Sink sink;
        private final DoubleConsumer progress;
        private final Cancellation cancellation;
        private volatile long samples;

        Reader(double expectedSeconds, Pcm.Sink sink, DoubleConsumer progress, Cancellation cancellation) {
            this.expectedSeconds = expectedSeconds;
            this.sink = sink;
            this.progress = progress;
            this.cancellation = cancellation;
        }

        void read(InputStream in) throws IOException {
            byte[] bytes = new byte[CHUNK_SAMPLES * Pcm.BYTES_PER_SAMPLE];
            ShortBuffer view =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            short[] chunk = new short[CHUNK_SAMPLES];
            long most = longest.toSeconds() * Pcm.RATE;
            long heard = 0;
            for (int count = in.readNBytes(bytes, 0, bytes.length);
                    count > 0;
                    count = in.readNBytes(bytes, 0, bytes.length)) {
                cancellation.throwIfCancelled();
                int whole = count / Pcm.BYTES_PER_SAMPLE;
                view.rewind().get(chunk, 0, whole);
                sink.accept(chunk, whole);
                heard += whole;
                if (heard > most) {
                    throw MediaProbe.tooLong(longest);
                }
                if (expectedSeconds > 0) {
                    progress.accept(Math.min(1, heard / (expectedSeconds * Pcm.RATE)));
                }
            }
            samples = heard;
        }
    }
}
