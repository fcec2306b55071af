package dev.reelcast.media;

import dev.reelcast.media.LoudnessMeter.Measured;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Span;
import dev.reelcast.model.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes an episode's audio file: cut, brought to one loudness, joined with intro and outro, encoded, tagged. Two passes:
 * the first measures each part as it will be heard, the second applies one gain to each and a limiter to the whole. One
 * gain leaves the dynamics as they were, and takes a sixth of the time of a dynamic normaliser. Thread-safe.
 */
public final class AudioAssembler {

    /** Peaks after limiting, dBFS: leaves room for what the encoder adds. */
    private static final double CEILING = -2;
    /** The part of the work that the first pass is. */
    private static final double MEASURING = 0.2;
    /** For the progress alone, when a container does not say how long it is. */
    private static final double UNKNOWN_SECONDS = 3600;

    private static final double TOLERANCE_SECONDS = 1;

    private final Tools tools;
    private final MediaProbe probe;
    private final LoudnessMeter meter;

    public AudioAssembler(Tools tools, MediaProbe probe) {
        this.tools = tools;
        this.probe = probe;
        this.meter = new LoudnessMeter(tools);
    }

    /**
     * Writes the file; what was there before is replaced once the new one is whole and was found to be as planned.
     *
     * @param target in an existing folder
     * @param workFolder an existing folder, for a small file while it runs
     * @param progress 0 to 1
     * @throws MediaException of kind {@link Kind#NO_AUDIO} and the other kinds of {@link MediaProbe} when a part cannot
     *     be used, {@link Kind#NO_SPACE}, {@link Kind#TIMEOUT}, {@link Kind#FAILED}
     */
    public EpisodeAudio.Result assemble(
            EpisodeAudio episode, Path target, Path workFolder, DoubleConsumer progress, Cancellation cancellation) {
        Work work = new Work(workFolder, progress, cancellation);
        List<Part> parts = parts(episode);
        List<MediaInfo> infos = parts.stream().map(part -> look(part, work)).toList();
        boolean stereo = infos.stream().anyMatch(info -> info.channels() > 1);
        AudioEncoding encoding = new AudioEncoding(episode.format(), stereo);
        List<AudioPiece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            pieces.add(measure(parts.get(i), infos.get(i), encoding, work));
        }
        int content = episode.intro() == null ? 0 : 1;
        return write(episode, new EpisodePlan(pieces, content, episode.crossfade()), encoding, target, work);
    }

    private static List<Part> parts(EpisodeAudio episode) {
        List<Part> parts = new ArrayList<>();
        if (episode.intro() != null) {
            parts.add(new Part("intro", episode.intro(), null));
        }
        parts.add(new Part(null, episode.source(), episode.span()));
        if (episode.outro() != null) {
            parts.add(new Part("outro", episode.outro(), null));
        }
        return parts;
    }

    private MediaInfo look(Part part, Work work) {
        try {
            return probe.probe(part.file, work.folder, work.cancellation).requireAudio();
        } catch (MediaException e) {
            if (part.name == null || !e.kind().permanent()) {
                throw e;
            }
            throw new MediaException(e.kind(), "The " + part.name + " cannot be used. " + e.getMessage(), e);
        }
    }

    private AudioPiece measure(Part part, MediaInfo info, AudioEncoding encoding, Work work) {
        double whole = info.duration() == null ? UNKNOWN_SECONDS : info.duration();
        double expected = part.span == null ? whole : part.span.length();
        DoubleConsumer progress = part.name == null ? done -> work.progress.accept(MEASURING * done) : done -> {};
        Measured measured = meter.measure(
                part.input(), encoding.conform(), Math.max(0.1, expected), work.folder, progress, work.cancellation);
        return new AudioPiece(part.input(), measured.seconds(), measured.lufs());
    }

    private EpisodeAudio.Result write(
            EpisodeAudio episode, EpisodePlan plan, AudioEncoding encoding, Path target, Work work) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Path metadata = Files.createTempFile(work.folder, "tags", ".txt");
            try {
                Files.writeString(metadata, metadata(episode, plan));
                double loudness = encode(command(episode, plan, encoding, metadata, part), plan.duration(), work);
                verify(part, plan.duration(), work);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                work.progress.accept(1);
                return new EpisodeAudio.Result(
                        plan.duration(),
                        Files.size(target),
                        plan.pieces().get(plan.content()).lufs(),
                        loudness,
                        plan.contentOffset());
            } finally {
                Files.deleteIfExists(metadata);
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw MediaException.of(e, "The episode's audio could not be written.");
        }
    }

    private static String metadata(EpisodeAudio episode, EpisodePlan plan) {
        List<Chapter> shifted = Timeline.withIntroduction(episode.chapters().stream()
                .map(chapter -> new Chapter(chapter.start() + plan.contentOffset(), chapter.title()))
                .toList());
        if (episode.format() != OutputFormat.OPUS) {
            return FfMetadata.text(episode.tags(), shifted, plan.duration());
        }
        Map<String, String> tags = new LinkedHashMap<>(episode.tags());
        tags.putAll(FfMetadata.vorbisChapters(shifted, plan.duration()));
        return FfMetadata.text(tags, List.of(), plan.duration());
    }

    private List<String> command(
            EpisodeAudio episode, EpisodePlan plan, AudioEncoding encoding, Path metadata, Path part) {
        List<String> command = Ffmpeg.command(tools);
        command.addAll(List.of("-v", "info"));
        plan.pieces().forEach(piece -> command.addAll(piece.input()));
        int inputs = plan.pieces().size();
        command.addAll(List.of("-f", "ffmetadata", "-i", Ffmpeg.path(metadata)));
        String limiter = String.format(Locale.ROOT, "alimiter=level=false:limit=%.4f", Math.pow(10, CEILING / 20));
        String graph = plan.graph(encoding.conform(), episode.loudness(), limiter + "," + LoudnessMeter.FILTER);
        List<String> cover = List.of();
        if (episode.cover() != null && encoding.takesCover()) {
            command.addAll(Ffmpeg.picture(episode.cover()));
            graph += ";[" + (inputs + 1) + ":v:0]scale=w=min(1400\\,iw):h=-2,format=yuvj420p[cover]";
            cover = List.of("-map", "[cover]", "-c:v", "mjpeg", "-q:v", "3", "-frames:v", "1");
        }
        command.addAll(List.of("-filter_complex", graph, "-map", "[out]"));
        command.addAll(cover);
        command.addAll(cover.isEmpty() ? List.of() : List.of("-disposition:v:0", "attached_pic"));
        command.addAll(List.of("-map_metadata", Integer.toString(inputs), "-map_chapters", Integer.toString(inputs)));
        command.addAll(List.of("-t", Ffmpeg.seconds(plan.duration())));
        command.addAll(encoding.options());
        command.addAll(List.of("-y", Ffmpeg.path(part)));
        return command;
    }

    private static double encode(List<String> command, double seconds, Work work) {
        DoubleConsumer progress = done -> work.progress.accept(MEASURING + (1 - MEASURING) * done);
        ChildProcess.Result result = new FfmpegRun().run(command, seconds, work.folder, progress, work.cancellation);
        if (!result.ok()) {
            throw result.failure("The episode's audio could not be encoded.");
        }
        return LoudnessMeter.parse(result);
    }

    private void verify(Path file, double planned, Work work) {
        Double found = probe.probe(file, work.folder, work.cancellation).duration();
        if (found == null || Math.abs(found - planned) > TOLERANCE_SECONDS) {
            throw new MediaException(
                    Kind.FAILED,
                    String.format(Locale.ROOT, "The encoded audio lasts %.1f s instead of %.1f s.", found, planned));
        }
    }

    /** @param name for messages, null for the recording itself */
    private record Part(
            @Nullable String name, Path file, @Nullable Span span) {
        List<String> input() {
            return span == null ? Ffmpeg.media(file) : Ffmpeg.media(file, span);
        }
    }

    private record Work(Path folder, DoubleConsumer progress, Cancellation cancellation) {}
}
