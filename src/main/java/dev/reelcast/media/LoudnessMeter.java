package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how loud a stretch of sound is (EBU R 128, integrated), and how long it really is. */
final class LoudnessMeter {

    /** As {@code ebur128} prints it at the end; the per-frame lines are kept away by {@link #FILTER}. */
    private static final Pattern INTEGRATED = Pattern.compile("^\\s+I:\\s+(-?[0-9.]+|-inf) LUFS", Pattern.MULTILINE);

    static final String FILTER = "ebur128=framelog=verbose";

    /** What the filter says of silence. */
    static final double SILENCE = -70;

    /**
     * @param lufs integrated loudness; {@link #SILENCE} for silence
     * @param seconds of sound
     */
    record Measured(double lufs, double seconds) {}

    private final Tools tools;

    LoudnessMeter(Tools tools) {
        this.tools = tools;
    }

    /**
     * Measures an input.
     *
     * @param input options that end with the input
     * @param conform filters that give it the form in which it will be encoded
     * @param seconds it is expected to last
     * @throws MediaException of kind {@link Kind#NO_AUDIO} when it holds no sound
     */
    Measured measure(
            List<String> input,
            String conform,
            double seconds,
            Path workFolder,
            DoubleConsumer progress,
            Cancellation cancellation) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(List.of("-v", "info"));
        command.addAll(input);
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-af", conform + "," + FILTER));
        command.addAll(List.of("-f", "null", "-"));
        FfmpegRun run = new FfmpegRun();
        Result result = run.run(command, seconds, workFolder, progress, cancellation);
        if (!result.ok()) {
            throw Ffmpeg.undecodable(result);
        }
        if (run.position() <= 0) {
            throw new MediaException(Kind.NO_AUDIO, "There is no sound in the chosen part of the recording.");
        }
        return new Measured(parse(result), run.position());
    }

    /** The loudness in what ffmpeg printed while {@link #FILTER} ran, at the level of information. */
    static double parse(Result result) {
        Matcher matcher = INTEGRATED.matcher(result.errorTail());
        String last = null;
        while (matcher.find()) {
            last = matcher.group(1);
        }
        if (last == null) {
            throw result.failure("The loudness could not be measured.");
        }
        return last.equals("-inf") ? SILENCE : Math.max(SILENCE, Double.parseDouble(last));
    }
}
