package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/** The sound of a voice, as files. Thread-safe. */
public final class VoiceTrack {

    /** Of what a service speaks; more than any speech engine makes is of no use. */
    private static final int SERVICE_RATE = 24_000;

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String MONO = "aformat=sample_fmts=fltp:channel_layouts=mono";
    /** As of an episode's audio: peaks after limiting, -2 dBFS. */
    private static final String LIMITER = "alimiter=level=false:limit=0.7943";
    /** The part of the work that is measuring. */
    private static final double MEASURING = 0.5;

    private final Tools tools;
    private final LoudnessMeter meter;

    public VoiceTrack(Tools tools) {
        this.tools = tools;
        this.meter = new LoudnessMeter(tools);
    }

    /**
     * Writes any sound as WAV: 16 bit, one channel, 24 kHz.
     *
     * @param target overwritten
     * @throws MediaException of kind {@link Kind#FAILED} when it cannot be read
     */
    public void convert(Path sound, Path target, Path workFolder, Cancellation cancellation) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(Ffmpeg.media(sound));
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn"));
        command.addAll(List.of("-af", "aresample=" + SERVICE_RATE + ",aformat=sample_fmts=s16:channel_layouts=mono"));
        command.addAll(List.of("-c:a", "pcm_s16le", "-f", "wav", "-y", Ffmpeg.path(target)));
        Result result = new ChildProcess(command, workFolder, LIMIT).run(cancellation);
        if (!result.ok()) {
            throw result.failure("What the text-to-speech service answered is no sound.");
        }
    }

    /**
     * Writes samples as WAV, brought to one loudness by one gain and a limiter.
     *
     * @param samples 16 bit, little endian, one channel
     * @param rate of them, a second
     * @param seconds of sound, above 0
     * @param loudness LUFS
     * @param target overwritten
     * @param progress 0 to 1
     */
    public void level(
            Path samples,
            int rate,
            double seconds,
            double loudness,
            Path target,
            Path workFolder,
            DoubleConsumer progress,
            Cancellation cancellation) {
        List<String> input =
                List.of("-f", "s16le", "-ar", Integer.toString(rate), "-ac", "1", "-i", Ffmpeg.path(samples));
        double lufs = meter.measure(
                        input, MONO, seconds, workFolder, done -> progress.accept(MEASURING * done), cancellation)
                .lufs();
        double gain = lufs <= LoudnessMeter.SILENCE ? 0 : loudness - lufs;
        List<String> command = Ffmpeg.command(tools);
        command.addAll(input);
        command.addAll(List.of(
                "-af",
                String.format(
                        Locale.ROOT,
                        "%s,volume=%.2fdB,%s,aresample=%d,aformat=sample_fmts=s16:channel_layouts=mono",
                        MONO,
                        gain,
                        LIMITER,
                        rate)));
        command.addAll(List.of("-c:a", "pcm_s16le", "-f", "wav", "-y", Ffmpeg.path(target)));
        Result result = new FfmpegRun()
                .run(
                        command,
                        seconds,
                        workFolder,
                        done -> progress.accept(MEASURING + (1 - MEASURING) * done),
                        cancellation);
        if (!result.ok()) {
            throw result.failure("What was spoken could not be written.");
        }
    }
}
