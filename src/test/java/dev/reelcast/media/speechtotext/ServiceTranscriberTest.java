package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.ConfiguredService;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.text.LoopbackService;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTranscriberTest {

    private static final String HEARD =
            "{\"task\":\"transcribe\",\"language\":\"english\",\"duration\":6.9,\"text\":\" Hello. World.\","
                    + "\"segments\":[{\"id\":0,\"start\":0.5,\"end\":2.0,\"text\":\" Hello.\"},"
                    + "{\"id\":1,\"start\":2.0,\"end\":99.0,\"text\":\" World.\"}]}";

    @TempDir
    Path folder;

    private Path work;
    private Path recording;
    private final Vertx vertx = Vertx.vertx();
    private LoopbackService site;

    @BeforeEach
    void open() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        recording = Recordings.speechMusicSilence(folder);
        site = new LoopbackService();
    }

    @AfterEach
    void close() {
        site.close();
        vertx.close().await();
    }

    @Test
    void sendsChunksAlongPausesAndPutsTheirTimesBack() {
        site.answersJson(HEARD);
        List<Double> progress = new ArrayList<>();

        Transcript transcript =
                transcriber(10).transcribe(request("de-AT", "Reelcast, Vert.x"), new Cancellation(), progress::add);

        assertThat(site.asked()).hasSize(3).allSatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.path()).isEqualTo("/v1/audio/transcriptions");
            assertThat(asked.authorization()).isEqualTo("Bearer secret");
            assertThat(asked.contentType()).startsWith("multipart/form-data; boundary=");
            assertThat(asked.part("model")).isEqualTo("tiny-1");
            assertThat(asked.part("response_format")).isEqualTo("verbose_json");
            assertThat(asked.part("timestamp_granularities[]")).isEqualTo("segment");
            assertThat(asked.part("language")).isEqualTo("de");
            assertThat(asked.part("prompt")).isEqualTo("Reelcast, Vert.x");
            assertThat(asked.part("file")).hasSizeBetween(20_000, 60_000);
            assertThat(asked.body()).contains("filename=\"", ".mp3\"").contains("Content-Type: audio/mpeg");
        });
        assertThat(transcript.engine()).isEqualTo("service");
        assertThat(transcript.language()).isEqualTo("de-AT");
        assertThat(transcript.segments())
                .hasSize(6)
                .startsWith(new Segment(9.3, 10.8, "Hello."), new Segment(10.8, 15.78, "World."))
                .endsWith(new Segment(40.71, 44.14, "World."));
        assertThat(progress).hasSize(3).isSorted().endsWith(1.0);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void leavesOutWhatIsNotKnownAndLearnsTheLanguage() {
        site.answersJson(HEARD);

        Transcript transcript = new ServiceTranscriber(
                        Optional.of(client(null)), "tiny-1", Duration.ofMinutes(1), Recordings.tools(folder))
                .transcribe(request(null, null), new Cancellation(), done -> {});

        LoopbackService.Asked asked = site.asked().get(0);
        assertThat(site.asked()).hasSize(1);
        assertThat(asked.authorization()).isNull();
        assertThat(asked.part("language")).isNull();
        assertThat(asked.part("prompt")).isNull();
        assertThat(transcript.language()).isEqualTo("en");
    }

    @Test
    void spreadsATextWithoutTimesOverItsChunk() {
        site.answersJson("{\"text\":\"Welcome to the show. Today we talk.\"}");

        List<Segment> segments = transcriber(60)
                .transcribe(request("en", null), new Cancellation(), done -> {})
                .segments();

        assertThat(segments).extracting(Segment::text).containsExactly("Welcome to the show.", "Today we talk.");
        assertThat(segments.get(0).start()).isCloseTo(8.8, within(0.01));
        assertThat(segments.get(0).end()).isEqualTo(segments.get(1).start());
        assertThat(segments.get(1).end()).isCloseTo(44.14, within(0.01));
    }

    @Test
    void asksWithoutTimesWhereAModelHasNone() {
        site.answers(400, "application/json", "{\"error\":{\"message\":\"verbose_json is not supported\"}}")
                .answersJson("{\"text\":\"Hello.\"}");

        transcriber(10).transcribe(request("en", null), new Cancellation(), done -> {});

        assertThat(site.asked())
                .extracting(asked -> asked.part("response_format"))
                .containsExactly("verbose_json", "json", "json", "json");
        assertThat(site.asked().get(1).part("timestamp_granularities[]")).isNull();
    }

    @Test
    void acceptsAChunkInWhichNothingIsHeard() {
        site.answersJson("{\"text\":\"\",\"segments\":[]}");

        assertThat(transcriber(10)
                        .transcribe(request("en", null), new Cancellation(), done -> {})
                        .segments())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad gateway</html>", "{\"text\":\"Hel", "{\"error\":\"overloaded\"}", "[]", ""})
    void takesAnErrorPageOrHalfAnAnswerForAPassingFailure(String body) {
        site.answers(200, "text/html", body);

        assertFails(Kind.FAILED, "The speech-to-text service answered");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void comesBackLaterWhenTheServiceIsDown(int status) {
        site.answers(status, "text/html", "");

        assertFails(Kind.SERVICE_DOWN, "(HTTP " + status + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 413})
    void tellsAWrongConfigurationApart(int status) {
        site.answers(status, "text/html", "");

        assertFails(Kind.REFUSED, "(HTTP " + status + ")");
    }

    @Test
    void comesBackLaterWhenNobodyListens() {
        site.close();

        assertFails(Kind.SERVICE_DOWN, "cannot be reached");
    }

    @Test
    void isPassedOverWhenNoneIsConfigured() {
        ServiceTranscriber none = new ServiceTranscriber(
                Optional.empty(), "whisper-1", ServiceTranscriber.DEFAULT_CHUNK, Recordings.tools(folder));

        assertThat(none.available()).isFalse();
        assertThat(none.obstacle(request(null, null))).contains("none is configured (transcription.url)");
    }

    private void assertFails(Kind kind, String message) {
        assertThatThrownBy(() -> transcriber(10).transcribe(request("en", null), new Cancellation(), done -> {}))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        assertThat(work).isEmptyDirectory();
    }

    private ServiceTranscriber transcriber(int chunkSeconds) {
        return new ServiceTranscriber(
                Optional.of(client("secret")), "tiny-1", Duration.ofSeconds(chunkSeconds), Recordings.tools(folder));
    }

    private TranscriptionRequest request(@Nullable String language, @Nullable String prompt) {
        return new TranscriptionRequest(recording, Recordings.SPEECH, language, prompt, null, null, work);
    }

    private ServiceTransport client(@Nullable String key) {
        return new ConfiguredService(new ServiceClient(vertx, site.url(), key));
    }
}
