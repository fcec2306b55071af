package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriberChainTest {

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    /** An engine that says one word, or fails. */
    private record Engine(
            String name,
            @Nullable String obstacleOrNull,
            @Nullable MediaException failure) implements Transcriber {

        @Override
        public boolean available() {
            return obstacleOrNull == null;
        }

        @Override
        public Optional<String> obstacle(TranscriptionRequest request) {
            return Optional.ofNullable(obstacleOrNull);
        }

        @Override
        public Transcript transcribe(TranscriptionRequest request, Cancellation cancellation, DoubleConsumer progress) {
            if (failure != null) {
                throw failure;
            }
            return new Transcript(name, "en", false, null, List.of(new Segment(9, 10, "Welcome")));
        }
    }

    private static Engine working(String name) {
        return new Engine(name, null, null);
    }

    private static Engine failing(String name, Kind kind, String message) {
        return new Engine(name, null, new MediaException(kind, message));
    }

    @Test
    void prefersWhatIsWrittenDown() throws IOException {
        Path captions = Files.writeString(folder.resolve("c.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n");
        TranscriptionRequest both = new TranscriptionRequest(
                folder.resolve("r"), Recordings.SPEECH, "en", null, "Given text.", captions, folder);
        TranscriptionRequest source =
                new TranscriptionRequest(folder.resolve("r"), Recordings.SPEECH, "en", null, null, captions, folder);

        assertThat(run(both, working("service")))
                .isEqualTo(new Transcript("given", "en", false, null, List.of(new Segment(-1, -1, "Given text."))));
        assertThat(run(source, working("service")))
                .isEqualTo(new Transcript("captions", "en", false, null, List.of(new Segment(1, 2, "Hello"))));
        assertThat(log).contains("INFO Transcribing by captions. Passed over: given: no transcript came with the job.");
    }

    @Test
    void goesOnToTheNextEngineWhenOneIsSetUpWrongly() {
        Transcript transcript = run(
                recording(),
                failing("service", Kind.REFUSED, "The service refused the key (401)."),
                new Engine("whisper", "no model is configured", null),
                working("pocketsphinx"));

        assertThat(transcript.engine()).isEqualTo("pocketsphinx");
        assertThat(log)
                .contains("WARNING Transcribing by service is not possible: The service refused the key (401).")
                .anyMatch(line -> line.startsWith("INFO Transcribing by pocketsphinx.")
                        && line.contains(
                                "service: The service refused the key (401); whisper: no model is configured."));
    }

    @Test
    void comesBackToAServiceThatIsDown() {
        assertThatThrownBy(() -> run(
                        recording(), failing("service", Kind.FAILED, "The service is down."), working("pocketsphinx")))
                .hasMessage("The service is down.")
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.kind().permanent()).isFalse());
    }

    @Test
    void passesOverBrokenCaptionsButNotABrokenTranscriptOfTheOwner() throws IOException {
        Path captions = Files.writeString(folder.resolve("c.vtt"), "WEBVTT\n\n");
        TranscriptionRequest broken =
                new TranscriptionRequest(folder.resolve("r"), Recordings.SPEECH, null, null, null, captions, folder);

        assertThat(run(broken, working("whisper")).engine()).isEqualTo("whisper");
        assertThatThrownBy(() -> run(Recordings.given("WEBVTT\n\n", folder), working("whisper")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_TRANSCRIPT));
    }

    @Test
    void saysWhatCouldBeConfiguredWhenThereIsNothing() {
        Transcript none = run(recording(), new Engine("service", "no URL is configured", null));

        assertThat(none.engine()).isEqualTo("none");
        assertThat(none.segments()).isEmpty();
        assertThat(none.note()).contains("transcription.url", "transcription.whisper-model", "pocketsphinx");
        assertThat(log.get(log.size() - 1))
                .startsWith("WARNING")
                .contains("captions: the source has no captions; service: no URL is configured.");
    }

    @Test
    void bothersNoEngineWithARecordingInWhichNobodyTalks() {
        Speech silence = new Speech(60, List.of(), 0, "test");

        Transcript none = run(Recordings.request(folder.resolve("r"), silence, folder), working("service"));

        assertThat(none.note()).isEqualTo("There is no transcript because nobody talks in the recording.");
    }

    private TranscriptionRequest recording() {
        return Recordings.request(folder.resolve("r"), Recordings.SPEECH, folder);
    }

    private Transcript run(TranscriptionRequest request, Transcriber... engines) {
        return new TranscriberChain(List.of(engines))
                .transcribe(
                        request,
                        (LogLevel level, String line) -> log.add(level + " " + line),
                        new Cancellation(),
                        done -> {});
    }
}
