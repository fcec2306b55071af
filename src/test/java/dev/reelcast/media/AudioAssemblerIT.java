package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AudioAssemblerIT {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Speech begins in it after one second. */
    private static final Span SPAN = new Span(8, 30);

    @TempDir
    Path work;

    @TempDir
    Path files;

    @TempDir
    Path out;

    private final Cancellation cancellation = new Cancellation();
    private final List<Double> progress = new ArrayList<>();

    static Stream<Arguments> toolsAndFormats() {
        return MediaFiles.bothTools()
                .flatMap(tools -> Stream.of(OutputFormat.values()).map(format -> Arguments.of(tools, format)));
    }

    @ParameterizedTest
    @MethodSource("toolsAndFormats")
    void joinsLevelsTagsAndEncodes(Tools tools, OutputFormat format) throws IOException {
        Path intro = tone("intro.mp3", 4);
        Path cover = MediaFiles.picture(files, "cover.png");
        Map<String, String> tags = Map.of("title", "One = two; #3\nline \\ \"ü\"", "artist", "Us");
        List<Chapter> chapters =
                List.of(new Chapter(0, "First; =#"), new Chapter(12, "Second"), new Chapter(99, "Gone"));
        EpisodeAudio episode = new EpisodeAudio(
                MediaFiles.SPEECH, SPAN, intro, tone("outro.wav", 3), format, -16, 1, tags, chapters, cover);
        Path target = out.resolve("-episode." + format.extension());

        EpisodeAudio.Result result = assemble(tools, episode, target);

        assertThat(result.duration()).isCloseTo(4 + 22 + 3 - 2, within(0.1));
        assertThat(result.contentOffset()).isCloseTo(3, within(0.05));
        assertThat(result.bytes()).isEqualTo(Files.size(target));
        assertThat(result.loudnessIn()).isBetween(-35.0, -18.0);
        assertThat(result.loudnessOut()).isCloseTo(-16, within(1.0));
        assertThat(progress).isSorted().last().isEqualTo(1.0);
        assertThat(work).isEmptyDirectory();
        assertThat(MediaFiles.leftIn(out, target.getFileName().toString())).isEmpty();

        MediaInfo info = new MediaProbe(MediaFiles.tools(), LONGEST).probe(target, work, cancellation);
        assertThat(info.title()).startsWith("One = two; #3");
        assertThat(info.hasVideo()).isFalse();
        assertThat(info.channels()).isEqualTo(2);
        String metadata = metadata(target);
        assertThat(metadata)
                .contains("artist=Us", "title=First\\; \\=\\#", "title=Second")
                .doesNotContain("Gone");
        assertThat(metadata.replaceAll("\\s", "")).containsPattern("START=1(49|50)\\d\\d\\D");
        assertThat(pictures(target)).isEqualTo(format == OutputFormat.OPUS ? 0 : 1);
        assertThat(peak(target)).isLessThan(-0.9);
        assertThat(firstLoudAfter(target, 3.9)).isCloseTo(result.contentOffset() + 1, within(0.15));
    }

    @Test
    void makesAnEpisodeOfAWholeVideoWithoutAnythingElse() {
        Path video = MediaFiles.video(files, "v.mkv", 12);
        EpisodeAudio.Result result = assemble(MediaFiles.tools(), plain(video, null, null), out.resolve("e.mp3"));
        assertThat(result.duration()).isCloseTo(12, within(0.1));
        assertThat(result.contentOffset()).isZero();
    }

    @Test
    void endsWithTheRecordingWhenTheSpanReachesBeyond() {
        EpisodeAudio.Result result =
                assemble(MediaFiles.tools(), plain(MediaFiles.SPEECH, new Span(40, 60), null), out.resolve("e.mp3"));
        assertThat(result.duration()).isCloseTo(5.94, within(0.05));
    }

    @Test
    void saysThatThereIsNoSoundInASpanBehindTheEnd() {
        assertFails(plain(MediaFiles.SPEECH, new Span(50, 60), null), Kind.NO_AUDIO, "There is no sound");
    }

    @Test
    void leavesSilenceSilent() {
        Path silence = MediaFiles.ffmpeg(files, "s.wav", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "5");
        EpisodeAudio.Result result = assemble(MediaFiles.tools(), plain(silence, null, null), out.resolve("e.m4a"));
        assertThat(result.loudnessIn()).isEqualTo(-70);
        assertThat(result.loudnessOut()).isEqualTo(-70);
    }

    @Test
    void namesThePartThatCannotBeUsed() throws IOException {
        Path text = Files.writeString(files.resolve("intro.mp3"), "no sound at all");
        assertFails(
                plain(MediaFiles.SPEECH, SPAN, text),
                Kind.NOT_MEDIA,
                "The intro cannot be used. This is not an audio or video file.");
    }

    @Test
    void keepsTheEarlierFileAndLeavesNothingElseWhenCancelled() throws IOException {
        Path target = Files.writeString(out.resolve("e.mp3"), "earlier");
        Path file = MediaFiles.ffmpeg(files, "long.mp3", "-stream_loop", "30", "-i", MediaFiles.SPEECH.toString());
        EpisodeAudio episode = plain(file, null, null);
        MediaProbe probe = new MediaProbe(MediaFiles.tools(), Duration.ofHours(1));
        assertThatThrownBy(() -> new AudioAssembler(MediaFiles.tools(), probe)
                        .assemble(
                                episode,
                                target,
                                work,
                                part -> {
                                    if (part > 0.21) {
                                        cancellation.cancel();
                                    }
                                },
                                cancellation))
                .isInstanceOf(CancelledException.class);
        assertThat(target).hasContent("earlier");
        assertThat(MediaFiles.leftIn(out, "e.mp3")).isEmpty();
        assertThat(work).isEmptyDirectory();
    }

    private void assertFails(EpisodeAudio episode, Kind kind, String message) {
        assertThatThrownBy(() -> assemble(MediaFiles.tools(), episode, out.resolve("e.mp3")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageStartingWith(message);
        assertThat(out).isEmptyDirectory();
        assertThat(work).isEmptyDirectory();
    }

    private EpisodeAudio.Result assemble(Tools tools, EpisodeAudio episode, Path target) {
        MediaProbe probe = new MediaProbe(tools, LONGEST);
        return new AudioAssembler(tools, probe).assemble(episode, target, work, progress::add, cancellation);
    }

    private static EpisodeAudio plain(Path source, @Nullable Span span, @Nullable Path intro) {
        OutputFormat format = source.toString().endsWith(".wav") ? OutputFormat.M4A : OutputFormat.MP3;
        return new EpisodeAudio(source, span, intro, null, format, -16, 1, Map.of(), List.of(), null);
    }

    private Path tone(String name, int seconds) {
        return MediaFiles.ffmpeg(files, name, "-f", "lavfi", "-i", "sine=f=440:r=48000:d=" + seconds, "-ac", "2");
    }

    private String metadata(Path file) {
        return String.join(
                "\n",
                lines(
                        file,
                        "-map_metadata",
                        file.toString().endsWith("opus") ? "0:s:0" : "0",
                        "-f",
                        "ffmetadata",
                        "-"));
    }

    private long pictures(Path file) {
        List<String> errors = new ArrayList<>();
        new ChildProcess(
                        List.of(MediaFiles.tools().ffmpeg().toString(), "-hide_banner", "-i", file.toString()),
                        work,
                        MediaFiles.LIMIT)
                .onErrorLine(errors::add)
                .run(cancellation);
        return errors.stream().filter(line -> line.contains("(attached pic)")).count();
    }

    private double peak(Path file) {
        List<String> errors = new ArrayList<>();
        new ChildProcess(
                        List.of(
                                MediaFiles.tools().ffmpeg().toString(),
                                "-nostdin",
                                "-nostats",
                                "-i",
                                file.toString(),
                                "-map",
                                "0:a",
                                "-af",
                                "ebur128=peak=true:framelog=verbose",
                                "-f",
                                "null",
                                "-"),
                        work,
                        MediaFiles.LIMIT)
                .onErrorLine(errors::add)
                .run(cancellation);
        String line = errors.stream().filter(text -> text.contains("Peak:")).reduce("", (a, b) -> b);
        return Double.parseDouble(line.replaceAll(".*Peak:\\s*(-?[0-9.]+) dBFS.*", "$1"));
    }

    /** The first 10 ms after a time in which somebody speaks. */
    private double firstLoudAfter(Path file, double seconds) {
        short[] all = new short[Pcm.RATE * 60];
        int[] filled = {0};
        new AudioDecoder(MediaFiles.tools(), LONGEST)
                .decode(
                        file,
                        (Double) null,
                        work,
                        (chunk, count) -> {
                            System.arraycopy(chunk, 0, all, filled[0], count);
                            filled[0] += count;
                        },
                        part -> {},
                        cancellation);
        for (int i = (int) (seconds * Pcm.RATE); i < filled[0]; i++) {
            if (Math.abs(all[i]) > 3000) {
                return (double) i / Pcm.RATE;
            }
        }
        throw new AssertionError("nothing loud");
    }

    private List<String> lines(Path file, String... output) {
        List<String> command = new ArrayList<>(
                List.of(MediaFiles.tools().ffmpeg().toString(), "-nostdin", "-v", "error", "-i", file.toString()));
        command.addAll(List.of(output));
        List<String> lines = new ArrayList<>();
        new ChildProcess(command, work, MediaFiles.LIMIT).onLine(lines::add).run(cancellation);
        return lines;
    }
}
