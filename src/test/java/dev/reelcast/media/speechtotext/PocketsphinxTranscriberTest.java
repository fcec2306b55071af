package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.Tools;
import dev.reelcast.model.Span;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PocketsphinxTranscriberTest {

    @TempDir
    Path folder;

    @Test
    void hearsWordsWhereTheyAreSaid() throws IOException {
        Tools tools = Recordings.tools(folder);
        Recordings.need(tools.pocketsphinx().isPresent(), "pocketsphinx");
        Path recording = Recordings.speechMusicSilence(folder);
        List<Double> progress = new ArrayList<>();
        Path work = Files.createDirectory(folder.resolve("work"));

        Transcript transcript = new PocketsphinxTranscriber(tools)
                .transcribe(Recordings.request(recording, Recordings.SPEECH, work), new Cancellation(), progress::add);

        assertThat(transcript.engine()).isEqualTo("pocketsphinx");
        assertThat(transcript.language()).isEqualTo("en");
        assertThat(transcript.draft()).isTrue();
        assertThat(transcript.note()).isEqualTo("Draft quality");
        assertThat(transcript.segments())
                .isNotEmpty()
                .allSatisfy(segment -> assertThat(Recordings.SPEECH.segments()).anyMatch(span -> near(span, segment)));
        assertThat(transcript.text()).containsPattern("for listening|with a friend|episode");
        assertThat(progress).hasSize(3).isSorted().endsWith(1.0);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void readsWordsIntoLinesThatEndAtPauses() {
        PocketsphinxWords words = new PocketsphinxWords();
        Stream.of(
                        "sonic you for listening",
                        "<s> 0.000 0.020 0.999700",
                        "sonic 0.030 0.350 0.000972",
                        "episode(2) 0.360 0.510 0.830256",
                        "[SPEECH] 0.520 0.730 0.8",
                        "<sil> 0.740 1.340 0.912278",
                        "listening 1.350 1.510 0.602626",
                        "</s> 1.520 1.700 1.000000",
                        "")
                .forEach(words::line);

        assertThat(words.segments())
                .containsExactly(new Segment(0.03, 0.51, "sonic episode"), new Segment(1.35, 1.51, "listening"));
    }

    @Test
    void understandsEnglishAlone() throws IOException {
        Tools tools = Recordings.tools(folder, Recordings.script(folder, "fake", "exit 0"));
        PocketsphinxTranscriber transcriber = new PocketsphinxTranscriber(tools);
        Path recording = Recordings.speechMusicSilence(folder);

        assertThat(transcriber.obstacle(in("de", recording)))
                .contains("it understands English alone, and de is spoken");
        assertThat(transcriber.obstacle(in("en-GB", recording))).isEmpty();
    }

    @Test
    void saysThatTheModelIsMissing() throws IOException {
        Path fake = Recordings.script(folder, "fake", "echo 'ERROR: File /x/en-us.lm.bin not found' >&2; exit 1");
        Path recording = Recordings.speechMusicSilence(folder);

        assertThatThrownBy(() -> new PocketsphinxTranscriber(Recordings.tools(folder, fake))
                        .transcribe(
                                Recordings.request(recording, Recordings.SPEECH, folder),
                                new Cancellation(),
                                done -> {}))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.TOOL_MISSING))
                .hasMessage("The language model of pocketsphinx is not installed.");
    }

    @Test
    void stopsItsProgramAndLeavesNoFileWhenCancelled() throws Exception {
        Path started = folder.resolve("started");
        Path fake = Recordings.script(folder, "fake", "touch '" + started + "'; sleep 60");
        Path recording = Recordings.speechMusicSilence(folder);
        Path work = Files.createDirectory(folder.resolve("work"));
        Cancellation cancellation = new Cancellation();
        PocketsphinxTranscriber transcriber = new PocketsphinxTranscriber(Recordings.tools(folder, fake));

        CompletableFuture<Transcript> run = CompletableFuture.supplyAsync(() -> transcriber.transcribe(
                Recordings.request(recording, Recordings.SPEECH, work), cancellation, done -> {}));
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(started));
        cancellation.cancel();

        assertThatThrownBy(() -> run.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancelledException.class);
        assertThat(work).isEmptyDirectory();
    }

    private TranscriptionRequest in(String language, Path recording) {
        return new TranscriptionRequest(recording, Recordings.SPEECH, language, null, null, null, folder);
    }

    private static boolean near(Span span, Segment segment) {
        return segment.start() >= span.start() - 0.5 && segment.end() <= span.end() + 0.5;
    }
}
