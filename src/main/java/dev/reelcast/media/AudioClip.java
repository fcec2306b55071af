package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Cuts a stretch of speech out of a recording, as 16 kHz mono: whoever listens for words needs no more. */
public final class AudioClip {

    /** Forms of a clip on disk. */
    public enum Form {
        /** 16 bit PCM. */
        WAV("wav", "audio/wav", List.of("-c:a", "pcm_s16le", "-f", "wav")),
        /** 48 kbit/s: what every speech-to-text service reads, 0.36 MB a minute. */
        MP3("mp3", "audio/mpeg", List.of("-c:a", "libmp3lame", "-b:a", "48k", "-write_xing", "0", "-f", "mp3"));

        private final String extension;
        private final String contentType;
        private final List<String> encoding;

        Form(String extension, String contentType, List<String> encoding) {
            this.extension = extension;
            this.contentType = contentType;
            this.encoding = encoding;
        }

        /** Without a dot. */
        public String extension() {
            return extension;
        }

        public String contentType() {
            return contentType;
        }
    }

    /** A clip is minutes long, but the file it is cut from may have to be read from its beginning. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final float FULL_SCALE = 32_768f;

    private final Tools tools;

    public AudioClip(Tools tools) {
        this.tools = tools;
    }

    /**
     * Writes a clip.
     *
     * @param span seconds, beginning inside the recording; what lies behind its end is left out
     * @param target overwritten; there is none after a failure
     * @throws MediaException of kind {@link Kind#FAILED} or {@link Kind#NO_SPACE}, or as {@link ChildProcess#run} does
     */
    public void write(Path recording, Span span, Form form, Path target, Path workFolder, Cancellation cancellation) {
        List<String> command = cutting(recording, span);
        command.addAll(form.encoding);
        command.addAll(List.of("-y", Ffmpeg.path(target)));
        boolean done = false;
        try {
            check(new ChildProcess(command, workFolder, LIMIT).run(cancellation));
            done = true;
        } finally {
            if (!done) {
                delete(target);
            }
        }
    }

    /**
     * A clip's samples.
     *
     * @param span seconds, beginning inside the recording; held in memory at 64 kB a second
     * @return -1 to 1; shorter than the span where the recording ends in it
     * @throws MediaException of kind {@link Kind#FAILED}, or as {@link ChildProcess#run} does
     */
    public float[] samples(Path recording, Span span, Path workFolder, Cancellation cancellation) {
        List<String> command = cutting(recording, span);
        command.addAll(List.of("-f", "s16le", "pipe:1"));
        Samples samples = new Samples((int) Math.ceil(span.length() * Pcm.RATE));
        check(new ChildProcess(command, workFolder, LIMIT)
                .onOutput(samples::read)
                .run(cancellation));
        return samples.taken();
    }

    private List<String> cutting(Path recording, Span span) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(List.of("-ss", Ffmpeg.seconds(span.start()), "-t", Ffmpeg.seconds(span.length())));
        command.addAll(Ffmpeg.media(recording));
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"));
        command.addAll(List.of(
                "-af", "aresample=" + Pcm.RATE + ":async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=mono"));
        return command;
    }

    private static void check(Result result) {
        if (!result.ok()) {
            throw result.failure("A part of the recording could not be decoded.");
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "A temporary file could not be deleted.", e);
        }
    }

    /** Takes PCM bytes up to a bound and converts them. */
    private static final class Samples {
        private final byte[] bytes;
        private volatile int filled;

        Samples(int most) {
            bytes = new byte[most * Pcm.BYTES_PER_SAMPLE];
        }

        void read(InputStream in) throws IOException {
            filled = in.readNBytes(bytes, 0, bytes.length);
        }

        float[] taken() {
            ShortBuffer view = ByteBuffer.wrap(bytes, 0, filled)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            float[] samples = new float[view.remaining()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = view.get(i) / FULL_SCALE;
            }
            return samples;
        }
    }
}
