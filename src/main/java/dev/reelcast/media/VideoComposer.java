package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a video of pictures and a voice: H.264 and AAC in an MP4 whose index comes first, as browsers and players like it.
 * Thread-safe.
 */
public final class VideoComposer {

    /** Frames a second. */
    private static final int RATE = 25;
    /** Between two frames at which a player can begin: five seconds. */
    private static final int KEY_FRAMES = 5 * RATE;

    private static final double TOLERANCE_SECONDS = 0.5;
    private static final Duration BASE_LIMIT = Duration.ofMinutes(20);
    /** Seconds of work that a second of video may take on a slow machine. */
    private static final int SLOWEST = 20;

    private static final String BT709 =
            "scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=bicubic+accurate_rnd+full_chroma_int";

    private final Tools tools;
    private final MediaProbe probe;

    public VideoComposer(Tools tools, MediaProbe probe) {
        this.tools = tools;
        this.probe = probe;
    }

    /**
     * @param picture PNG of the video's size
     * @param seconds that it stands
     */
    public record Frame(Path picture, double seconds) {}

    /**
     * What the video is made of.
     *
     * @param frames in order, at least one; with transparency over a background
     * @param background a video that runs behind them, again and again, without its sound; null for none
     * @param dim how much darker that is, 0 to 1
     * @param narration a sound file
     * @param lead seconds before it begins
     * @param width pixels, even, as is the height
     */
    public record Plan(
            List<Frame> frames,
            @Nullable Path background,
            double dim,
            Path narration,
            double lead,
            int width,
            int height) {
        public Plan {
            frames = List.copyOf(frames);
        }

        /** Of the video. */
        public double seconds() {
            return frames.stream().mapToDouble(Frame::seconds).sum();
        }
    }

    /**
     * Writes the video, and looks whether it is as planned.
     *
     * @param target overwritten
     * @param workFolder an existing folder, for a small file while it runs
     * @param progress 0 to 1
     * @return what the file says of itself
     */
    public MediaInfo compose(
            Plan plan, Path target, Path workFolder, DoubleConsumer progress, Cancellation cancellation) {
        Path list = workFolder.resolve("frames.txt");
        try {
            Files.writeString(list, list(plan.frames()));
        } catch (IOException e) {
            throw MediaException.of(e, "The video could not be written.");
        }
        Duration limit = BASE_LIMIT.plusSeconds((long) (SLOWEST * plan.seconds()));
        Result result = new FfmpegRun(limit)
                .run(command(tools, plan, list, target), plan.seconds(), workFolder, progress, cancellation);
        if (!result.ok()) {
            throw result.failure("The video could not be encoded.");
        }
        MediaInfo made = probe.probe(target, workFolder, cancellation);
        Double found = made.duration();
        if (!made.hasAudio()
                || !made.hasVideo()
                || found == null
                || Math.abs(found - plan.seconds()) > TOLERANCE_SECONDS) {
            throw new MediaException(
                    Kind.FAILED,
                    String.format(
                            Locale.ROOT, "The encoded video lasts %s s instead of %.1f s.", found, plan.seconds()));
        }
        return made;
    }

    /**
     * A still picture as it fills a frame, what is too much cut off.
     *
     * @return three bytes a pixel, line by line: red, green, blue
     * @throws MediaException of kind {@link Kind#NOT_MEDIA} when it is no picture that can be read, or too large
     */
    public byte[] picture(Path picture, int width, int height, Path workFolder, Cancellation cancellation) {
        byte[] pixels = new byte[width * height * 3];
        List<String> command = Ffmpeg.command(tools);
        command.addAll(Ffmpeg.picture(picture));
        command.addAll(List.of("-map", "0:v:0", "-vf", fill(width, height) + ",format=rgb24", "-frames:v", "1"));
        command.addAll(List.of("-f", "rawvideo", "pipe:1"));
        int[] read = new int[1];
        Result result = new ChildProcess(command, workFolder, Duration.ofMinutes(1))
                .onOutput(in -> read[0] = in.readNBytes(pixels, 0, pixels.length))
                .run(cancellation);
        if (!result.ok() || read[0] < pixels.length) {
            throw new MediaException(
                    Kind.NOT_MEDIA, "The image is no picture that can be used.", new IOException(result.errorTail()));
        }
        return pixels;
    }

    /**
     * Refuses what cannot run behind a text.
     *
     * @throws MediaException of the kinds of {@link MediaProbe}, and of kind {@link Kind#NOT_MEDIA} without a picture
     */
    public void requireVideo(Path video, Path workFolder, Cancellation cancellation) {
        if (!probe.probe(video, workFolder, cancellation).hasVideo()) {
            throw new MediaException(Kind.NOT_MEDIA, "The background video has no picture.");
        }
    }

    /** The last picture stands twice, because the last one's time does not count. */
    static String list(List<Frame> frames) {
        StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
        for (Frame frame : frames) {
            list.append("file ").append(frame.picture().getFileName()).append('\n');
            list.append("duration ").append(Ffmpeg.seconds(frame.seconds())).append('\n');
        }
        list.append("file ")
                .append(frames.get(frames.size() - 1).picture().getFileName())
                .append('\n');
        return list.toString();
    }

    /**
     * @param list of the frames, beside them
     */
    static List<String> command(Tools tools, Plan plan, Path list, Path target) {
        List<String> command = Ffmpeg.command(tools);
        // Our own list of our own pictures, all beside it.
        command.addAll(List.of("-protocol_whitelist", "file", "-f", "concat", "-safe", "1", "-i", Ffmpeg.path(list)));
        command.addAll(Ffmpeg.media(plan.narration()));
        Optional.ofNullable(plan.background()).ifPresent(video -> {
            command.addAll(List.of("-stream_loop", "-1"));
            command.addAll(Ffmpeg.media(video));
        });
        command.addAll(List.of("-filter_complex", pictures(plan) + ";" + sound(plan), "-map", "[v]", "-map", "[a]"));
        command.addAll(List.of("-t", Ffmpeg.seconds(plan.seconds()), "-map_metadata", "-1"));
        command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-profile:v", "high"));
        command.addAll(plan.background() == null ? List.of("-tune", "stillimage") : List.of());
        command.addAll(List.of("-g", Integer.toString(KEY_FRAMES), "-r", Integer.toString(RATE)));
        command.addAll(List.of("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"));
        command.addAll(List.of("-color_range", "tv", "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2"));
        command.addAll(List.of("-movflags", "+faststart", "-f", "mp4", "-y", Ffmpeg.path(target)));
        return command;
    }

    /** Colours are converted once for each picture, and only then is it repeated for as long as it stands. */
    private static String pictures(Plan plan) {
        if (plan.background() == null) {
            return "[0:v]" + BT709 + ",format=yuv420p,fps=" + RATE + ",setsar=1[v]";
        }
        String light = String.format(Locale.ROOT, "%.3f", 1 - plan.dim());
        return "[0:v]" + BT709 + ",format=yuva420p,fps=" + RATE + ",setsar=1[text];"
                + "[2:V:0]" + fill(plan.width(), plan.height()) + ",fps=" + RATE + ",format=yuv420p"
                + ",lutyuv=y=16+(val-16)*" + light + ":u=128+(val-128)*" + light + ":v=128+(val-128)*" + light
                + "[behind];[behind][text]overlay=eof_action=repeat:format=yuv420[v]";
    }

    private static String sound(Plan plan) {
        return "[1:a:0]aresample=48000,adelay=" + Math.round(plan.lead() * 1000) + ":all=1,apad,"
                + "aformat=sample_fmts=fltp:channel_layouts=stereo[a]";
    }

    private static String fill(int width, int height) {
        String size = width + ":" + height;
        return "scale=iw*sar:ih,setsar=1,scale=" + size
                + ":force_original_aspect_ratio=increase:force_divisible_by=2,crop=" + size;
    }
}
