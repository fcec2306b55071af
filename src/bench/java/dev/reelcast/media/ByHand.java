package dev.reelcast.media;

import dev.reelcast.model.Analysis;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The steps of the pipeline as somebody would take them by hand: the bare programs, one after the other, with nothing
 * around them. Each answers how many seconds it took.
 */
public final class ByHand {

    private final Tools tools;
    private final Path folder;

    /** @param folder an existing one, for what is made on the way */
    public ByHand(Tools tools, Path folder) {
        this.tools = tools;
        this.folder = folder;
    }

    /** Runs ffmpeg; its errors go where this process's go. */
    public static void ffmpeg(Tools tools, List<String> arguments) throws IOException {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(arguments);
        run(command, ProcessBuilder.Redirect.INHERIT);
    }

    /** The first line that ffmpeg says of itself. */
    public static String version(Tools tools) throws IOException {
        Process process = new ProcessBuilder(tools.ffmpeg().toString(), "-version").start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.readLine().replaceAll(" Copyright.*", "");
        } finally {
            process.destroy();
        }
    }

    public double copy(Path recording) throws IOException {
        return timed(() ->
                Files.copy(recording, folder.resolve("copy"), StandardCopyOption.REPLACE_EXISTING));
    }

    public double probe(Path recording) throws IOException {
        Path ffprobe = tools.ffprobe().orElseThrow(() -> new IOException("ffprobe is not installed"));
        return timed(() -> run(
                List.of(ffprobe.toString(), "-v", "error", "-show_format", "-show_streams", recording.toString()),
                ProcessBuilder.Redirect.DISCARD));
    }

    /** Decodes to a file, then listens to that with the speech model, on one thread. */
    public double listen(Path recording) throws IOException {
        Path wav = folder.resolve("mono.wav");
        return timed(() -> {
            ffmpeg(tools, List.of("-y", "-i", recording.toString(), "-ac", "1", "-ar", "16000", wav.toString()));
            detect(wav);
        });
    }

    public double draw(String title, Waveform waveform, Span span) throws IOException {
        return timed(() -> new Thumbnailer(tools)
                .fromWaveform(title, waveform, span, folder, folder, done -> {}, new Cancellation()));
    }

    /** Measures and encodes with the commands of {@link AudioAssembler}, for an episode without intro and outro. */
    public double assemble(Path recording, boolean stereo, Analysis analysis, Path cover) throws IOException {
        Span span = analysis.episode();
        if (span == null) {
            throw new IOException("no episode was found");
        }
        AudioEncoding encoding = new AudioEncoding(OutputFormat.MP3, stereo);
        Path metadata = Files.writeString(
                folder.resolve("tags.txt"),
                FfMetadata.text(Map.of("title", analysis.title()), analysis.chapters(), span.length()));
        return timed(() -> {
            double lufs = measure(Ffmpeg.media(recording, span), encoding);
            AudioPiece piece = new AudioPiece(Ffmpeg.media(recording, span), span.length(), lufs);
            encode(new EpisodePlan(List.of(piece), 0, 0), encoding, metadata, cover);
        });
    }

    /** Makes a video of pictures and a voice with the command of {@link VideoComposer}. */
    public double encode(VideoComposer.Plan plan) throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), VideoComposer.list(plan.frames()));
        List<String> command = VideoComposer.command(tools, plan, list, folder.resolve("video.mp4"));
        return timed(() -> run(command, ProcessBuilder.Redirect.INHERIT));
    }

    private double measure(List<String> input, AudioEncoding encoding) throws IOException {
        Path said = folder.resolve("loudness.txt");
        List<String> command = Ffmpeg.command(tools);
        command.addAll(List.of("-v", "info"));
        command.addAll(input);
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn"));
        command.addAll(List.of("-af", encoding.conform() + "," + LoudnessMeter.FILTER, "-f", "null", "-"));
        run(command, ProcessBuilder.Redirect.to(said.toFile()));
        return LoudnessMeter.parse(new ChildProcess.Result(0, Files.readString(said)));
    }

    private void encode(EpisodePlan plan, AudioEncoding encoding, Path metadata, Path cover) throws IOException {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(List.of("-v", "info"));
        command.addAll(plan.pieces().get(0).input());
        command.addAll(List.of("-f", "ffmetadata", "-i", Ffmpeg.path(metadata)));
        command.addAll(Ffmpeg.picture(cover));
        String graph = plan.graph(
                encoding.conform(), -16, "alimiter=level=false:limit=0.7943," + LoudnessMeter.FILTER);
        command.addAll(List.of(
                "-filter_complex", graph + ";[2:v:0]scale=w=min(1400\\,iw):h=-2,format=yuvj420p[cover]"));
        command.addAll(List.of("-map", "[out]", "-map", "[cover]", "-c:v", "mjpeg", "-q:v", "3", "-frames:v", "1"));
        command.addAll(List.of("-disposition:v:0", "attached_pic", "-map_metadata", "1", "-map_chapters", "1"));
        command.addAll(List.of("-t", String.format(Locale.ROOT, "%.6f", plan.duration())));
        command.addAll(encoding.options());
        command.addAll(List.of("-y", folder.resolve("episode.mp3").toString()));
        run(command, ProcessBuilder.Redirect.to(folder.resolve("encode.txt").toFile()));
    }

    private static Speech detect(Path wav) throws IOException {
        byte[] bytes = new byte[2 * Pcm.RATE];
        short[] samples = new short[Pcm.RATE];
        try (InputStream in = Files.newInputStream(wav);
                SpeechDetector detector = SpeechDetector.open()) {
            in.skipNBytes(44);
            for (int count = in.readNBytes(bytes, 0, bytes.length);
                    count > 0;
                    count = in.readNBytes(bytes, 0, bytes.length)) {
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .get(samples, 0, count / 2);
                detector.accept(samples, count / 2);
            }
            return detector.end();
        }
    }

    private static void run(List<String> command, ProcessBuilder.Redirect errors) throws IOException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors)
                .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command + " ended with " + status);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double timed(Work work) throws IOException {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }
}
