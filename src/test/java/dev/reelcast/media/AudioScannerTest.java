package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelcast.media.AudioScanner.Scan;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AudioScannerTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir
    Path work;

    @TempDir
    Path files;

    private final Cancellation cancellation = new Cancellation();
    private final List<Double> progress = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void findsTheSpeechOfAKnownRecordingInOnePass(Tools tools) throws Exception {
        Scan scan = scan(tools, MediaFiles.SPEECH);
        assertThat(scan.speech().duration()).isCloseTo(45.94, within(0.05));
        assertThat(scan.waveform().duration()).isEqualTo(scan.speech().duration());
        assertThat(progress).isSorted().allMatch(part -> part >= 0 && part <= 1).hasSizeGreaterThan(40);
        assertThat(progress).last().isEqualTo(1.0);
        assertThat(work).isEmptyDirectory();
        assumeModel();
        assertThat(scan.warning()).isEmpty();
        assertThat(scan.speech().detector()).isEqualTo("silero-v5");
        BitSet truth = frames(knownSpeech());
        BitSet found = frames(scan.speech().segments());
        assertThat(share(found, truth)).as("precision").isGreaterThan(0.9);
        assertThat(share(truth, found)).as("recall").isGreaterThan(0.9);
        assertThat(scan.speech().ratio()).isCloseTo(0.39, within(0.04));
    }

    @Test
    void drawsSilenceLowAndSpeechHigh() {
        Waveform waveform = scan(MediaFiles.tools(), MediaFiles.SPEECH).waveform();
        double bucket = waveform.duration() / waveform.peaks().size();
        assertThat(waveform.peaks()).hasSizeBetween(1000, 2000).allMatch(peak -> peak >= 0 && peak <= 1);
        assertThat(highest(waveform, 0.2, 1.8, bucket)).isLessThan(0.05);
        assertThat(highest(waveform, 9, 15.5, bucket)).isGreaterThan(0.3);
        Waveform read = Waveform.fromJson(new JsonObject(waveform.toJson().encode()));
        assertThat(read.peaks()).hasSameSizeAs(waveform.peaks());
        assertThat(read.peaks().get(700)).isCloseTo(waveform.peaks().get(700), within(0.0006));
    }

    @Test
    void drawsTheSameFromNearByTenthsOfASecond() {
        JsonObject closeup =
                scan(MediaFiles.tools(), MediaFiles.SPEECH).closeup().toJson();
        assertThat(closeup.getDouble("duration")).isCloseTo(45.94, within(0.05));
        List<Integer> peaks = closeup.getJsonArray("peaks").stream()
                .map(peak -> ((Number) peak).intValue())
                .toList();
        assertThat(peaks).hasSizeBetween(459, 460).allMatch(peak -> peak >= 0 && peak <= 255);
        assertThat(peaks.subList(2, 18)).allMatch(peak -> peak < 13);
        assertThat(peaks.subList(92, 154)).anyMatch(peak -> peak > 76);
    }

    @Test
    void goesByLoudnessWhereTheModelCannotBeUsed() throws Exception {
        try (SpeechDetector detector = new SpeechDetector(null, "No model.")) {
            new AudioDecoder(MediaFiles.tools(), LONGEST)
                    .decode(MediaFiles.SPEECH, (Double) null, work, detector, part -> {}, cancellation);
            Speech speech = detector.end();
            assertThat(speech.detector()).isEqualTo("silencedetect");
            assertThat(detector.warning()).contains("No model.");
            assertThat(share(frames(knownSpeech()), frames(speech.segments()))).isGreaterThan(0.9);
            assertThat(frames(speech.segments()).get(10, 180).isEmpty()).isTrue();
        }
    }

    @Test
    void countsTheSilenceOfAGapSoThatTimesStayTrue() {
        Path late = MediaFiles.ffmpeg(
                files,
                "late.mkv",
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x64:r=5:d=20",
                "-itsoffset",
                "8",
                "-i",
                MediaFiles.SPEECH.toString(),
                "-t",
                "20",
                "-c:a",
                "libopus");
        Scan scan = scan(MediaFiles.tools(), late);
        assertThat(scan.speech().duration()).isCloseTo(20, within(0.1));
        assumeModel();
        assertThat(scan.speech().segments().get(0).start()).isCloseTo(17, within(0.3));
    }

    @Test
    void decodesAStretchAlone() {
        AtomicInteger samples = new AtomicInteger();
        double seconds = new AudioDecoder(MediaFiles.tools(), LONGEST)
                .decode(
                        MediaFiles.SPEECH,
                        new Span(10, 12.5),
                        work,
                        (chunk, count) -> samples.addAndGet(count),
                        progress::add,
                        cancellation);
        assertThat(seconds).isCloseTo(2.5, within(0.01));
        assertThat(samples.get()).isEqualTo((int) Math.round(seconds * Pcm.RATE));
    }

    @Test
    void saysThatThereIsNothingToHear() {
        Path silent = MediaFiles.video(files, "v.mp4", 1, "-an");
        assertFails(MediaFiles.tools(), silent, LONGEST, Kind.NO_AUDIO);
    }

    @ParameterizedTest
    @MethodSource("dev.reelcast.media.MediaFiles#bothTools")
    void tellsADamagedFileFromAFailedTry(Tools tools) throws Exception {
        Path whole = MediaFiles.ffmpeg(files, "w.m4a", "-i", MediaFiles.SPEECH.toString(), "-t", "5", "-c:a", "aac");
        byte[] bytes = Files.readAllBytes(whole);
        byte[] noise = new byte[bytes.length * 8 / 10];
        new Random(1).nextBytes(noise);
        // The index of this file stands at its end.
        System.arraycopy(noise, 0, bytes, 200, noise.length);
        Path damaged = Files.write(files.resolve("damaged.m4a"), bytes);
        assertFails(tools, damaged, LONGEST, Kind.DAMAGED);
    }

    @Test
    void stopsAtTheLongestWhateverTheContainerSays() {
        assertFails(MediaFiles.tools(), MediaFiles.SPEECH, Duration.ofSeconds(20), Kind.TOO_LARGE);
    }

    @Test
    void leavesNothingBehindWhenCancelled() {
        Path file = MediaFiles.ffmpeg(files, "long.mp3", "-stream_loop", "10", "-i", MediaFiles.SPEECH.toString());
        assertThatThrownBy(() -> new AudioDecoder(MediaFiles.tools(), LONGEST)
                        .decode(file, 480.0, work, (samples, count) -> {}, part -> cancellation.cancel(), cancellation))
                .isInstanceOf(CancelledException.class);
        assertThat(work).isEmptyDirectory();
    }

    private void assertFails(Tools tools, Path file, Duration longest, Kind kind) {
        assertThatThrownBy(() -> new AudioDecoder(tools, longest)
                        .decode(file, 10.0, work, (samples, count) -> {}, part -> {}, cancellation))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        assertThat(work).isEmptyDirectory();
    }

    private Scan scan(Tools tools, Path file) {
        MediaInfo info = new MediaProbe(MediaFiles.tools(), LONGEST).probe(file, work, cancellation);
        return new AudioScanner(tools, LONGEST).scan(file, info, work, progress::add, cancellation);
    }

    /** The model comes with the web UI's build, which a quick build of the server leaves out. */
    private static void assumeModel() {
        if (!"all".equals(System.getProperty("reelcast.require"))) {
            assumeTrue(AudioScannerTest.class.getResource(SileroModel.RESOURCE) != null, "no speech model");
        }
    }

    private static List<Span> knownSpeech() throws Exception {
        JsonObject truth =
                new JsonObject(Files.readString(MediaFiles.SPEECH.resolveSibling("speech-music-silence.json")));
        return truth.getJsonArray("speech").stream()
                .map(pair -> (io.vertx.core.json.JsonArray) pair)
                .map(pair -> new Span(pair.getDouble(0), pair.getDouble(1)))
                .toList();
    }

    /** One bit for each 10 ms. */
    private static BitSet frames(List<Span> spans) {
        BitSet frames = new BitSet();
        spans.forEach(span -> frames.set((int) Math.round(span.start() * 100), (int) Math.round(span.end() * 100)));
        return frames;
    }

    private static double share(BitSet of, BitSet in) {
        BitSet both = (BitSet) of.clone();
        both.and(in);
        return (double) both.cardinality() / of.cardinality();
    }

    private static double highest(Waveform waveform, double from, double to, double bucket) {
        return waveform.peaks().subList((int) (from / bucket), (int) (to / bucket)).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
    }
}
