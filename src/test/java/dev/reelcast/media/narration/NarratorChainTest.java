package dev.reelcast.media.narration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.Programs;
import dev.reelcast.config.Config;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.ConfiguredService;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.Tools;
import dev.reelcast.media.VoiceTrack;
import dev.reelcast.media.text.LoopbackService;
import dev.reelcast.model.Narration;
import dev.reelcast.model.Narration.Sentence;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarratorChainTest {

    private static final Path CACHE = Path.of("target/test-tools").toAbsolutePath();

    @TempDir
    Path work;

    @TempDir
    Path out;

    private final Tools tools = new Tools(new Config.Tools(null, null, null, null, null), CACHE);
    private final VoiceTrack track = new VoiceTrack(tools);
    private final List<Double> progress = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    @Test
    void espeakSpeaksSentenceBySentenceAndTheTimesAreTheSounds() throws IOException {
        Programs.require("espeak-ng");
        Narration narration = speak(local(), "One sentence. -w /tmp/x is another: %{x}. 😀", null, "en");

        assertThat(narration.engine()).isEqualTo("espeak-ng");
        assertThat(narration.sentences()).extracting(Sentence::text).first().isEqualTo("One sentence.");
        assertThat(narration.sentences()).allMatch(sentence -> sentence.end() > sentence.start());
        for (int i = 1; i < narration.sentences().size(); i++) {
            assertThat(narration.sentences().get(i).start())
                    .isCloseTo(narration.sentences().get(i - 1).end() + 0.35, within(0.001));
        }
        WavFile sound = WavFile.read(out.resolve("narration.wav"));
        assertThat(sound.bytes().length / 2.0 / sound.rate()).isCloseTo(narration.durationSeconds(), within(0.05));
        assertThat(progress).isSorted();
        assertThat(work).isDirectoryNotContaining("glob:**.{wav,pcm}");
    }

    @Test
    void freeTtsSpeaksEnglishWithoutAnythingInstalled() {
        Narration narration = speak(List.of(new FreeTtsNarrator()), "Hello there. How are you?", null, "en");

        assertThat(narration.engine()).isEqualTo("freetts");
        assertThat(narration.voice()).isEqualTo("kevin16");
        assertThat(narration.durationSeconds()).isBetween(1.5, 6.0);
    }

    @Test
    void whatNobodyCanSpeakSaysWhy() {
        assertThatThrownBy(() -> speak(List.of(new FreeTtsNarrator()), "مرحبا", null, "ar"))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("freetts: it speaks English alone, and the text is in ar");
        assertThatThrownBy(() -> speak(List.of(new FreeTtsNarrator()), "😀 …", null, "en"))
                .hasMessage("There is nothing in the text that can be spoken.");
    }

    @Test
    void anUnknownVoiceIsToldOfEachEngine() {
        Programs.require("espeak-ng");
        assertThatThrownBy(() -> speak(local(), "Hello.", "nobody", "en"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.UNKNOWN_VOICE))
                .hasMessageContaining("espeak-ng has no voice “nobody”")
                .hasMessageContaining("freetts: it has no voice “nobody”");
    }

    @Test
    void aServiceSpeaksWhenItIsConfigured() throws IOException {
        Path answer = out.resolve("answer.wav");
        new WavFile(44_100, new byte[2 * 44_100 * 2]).write(answer);
        byte[] wav = Files.readAllBytes(answer);
        try (LoopbackService service = new LoopbackService().answers(exchange -> {
            exchange.getResponseHeaders().set("content-type", "audio/wav");
            exchange.sendResponseHeaders(200, wav.length);
            exchange.getResponseBody().write(wav);
        })) {
            Narration narration = withService(service, "One. Two.", "nova");

            assertThat(narration.engine()).isEqualTo("service");
            assertThat(narration.voice()).isEqualTo("nova");
            assertThat(narration.sentences()).hasSize(2);
            assertThat(narration.sentences().get(0).end()).isCloseTo(2, within(0.01));
            assertThat(new JsonObject(service.asked().get(1).body()))
                    .isEqualTo(new JsonObject()
                            .put("model", "tts-1")
                            .put("input", "Two.")
                            .put("voice", "nova")
                            .put("response_format", "wav"));
        }
    }

    @Test
    void aServiceThatIsBusyIsWaitedForAndOneThatRefusesIsPassedOver() throws IOException {
        try (LoopbackService service = new LoopbackService().answers(429, "application/json", "{}")) {
            assertThatThrownBy(() -> withService(service, "Hello.", null))
                    .isInstanceOfSatisfying(
                            MediaException.class,
                            e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.SERVICE_DOWN));
        }
        try (LoopbackService service = new LoopbackService().answers(401, "application/json", "{}")) {
            assertThat(withService(service, "Hello.", null).engine()).isEqualTo("freetts");
            assertThat(log).anyMatch(line -> line.contains("does not accept the configured key"));
        }
    }

    @Test
    void aCancelledRunStops() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> new NarratorChain(List.of(new FreeTtsNarrator()), track)
                        .speak(
                                new NarrationRequest("Hello.", "en", null, work),
                                out.resolve("narration.wav"),
                                -16,
                                (level, line) -> {},
                                progress::add,
                                cancelled))
                .isInstanceOf(CancelledException.class);
    }

    private List<Narrator> local() {
        return List.of(new EspeakNarrator(tools), new FreeTtsNarrator());
    }

    private Narration withService(LoopbackService service, String text, @Nullable String voice) {
        Vertx vertx = Vertx.vertx();
        ServiceClient client = new ServiceClient(vertx, service.url(), null);
        try {
            Optional<ServiceTransport> transport = Optional.of(new ConfiguredService(client));
            return speak(
                    List.of(new ServiceNarrator(transport, "tts-1", track), new FreeTtsNarrator()), text, voice, "en");
        } finally {
            client.close().await();
            vertx.close().await();
        }
    }

    private Narration speak(List<Narrator> narrators, String text, @Nullable String voice, String language) {
        return new NarratorChain(narrators, track)
                .speak(
                        new NarrationRequest(text, language, voice, work),
                        out.resolve("narration.wav"),
                        -16,
                        (level, line) -> log.add(line),
                        progress::add,
                        new Cancellation());
    }
}
