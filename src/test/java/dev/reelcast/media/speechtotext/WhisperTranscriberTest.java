package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.config.Config;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Transcript;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperTranscriberTest {

    private static final int MAGIC = 0x67676d6c;
    private static final int[] TINY = {51_864, 1_500, 384, 6, 4, 448, 384, 6, 4, 80, 1};

    /** Of one layer, so that going through it takes no time. */
    private static final int[] TINIER = {51_864, 1_500, 64, 1, 1, 448, 64, 1, 1, 80, 1};

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void loadsTheNativeLibraryOrSaysWhatIsMissing() {
        assertThat(WhisperLibrary.problem().orElse("")).doesNotContain("null");
        assertThat(WhisperLibrary.words("libgomp.so.1: cannot open shared object file"))
                .isEqualTo("its native library needs libgomp, which is not installed (package libgomp1)");
    }

    @Test
    void refusesAFileThatIsNoModelWithoutShowingItToTheLibrary() throws IOException {
        byte[] junk = new byte[100_000];
        new Random(1).nextBytes(junk);
        assertRefused(junk, "The file of the whisper.cpp model is no ggml speech model.");
        assertRefused(new byte[0], "The file of the whisper.cpp model is no ggml speech model.");
    }

    @Test
    void refusesSizesThatWouldBringTheProcessDown() throws IOException {
        int[] wild = TINY.clone();
        Arrays.fill(wild, 0x7fff_ff00);
        assertRefused(model(wild), "The file of the whisper.cpp model is no ggml speech model.");
    }

    @Test
    void refusesAModelThatIsCutOff() throws IOException {
        Recordings.need(WhisperLibrary.problem().isEmpty(), "whisper.cpp's native library");

        assertRefused(model(TINY), "whisper.cpp cannot open its model: the file is damaged or cut off.");
    }

    @Test
    void goesThroughTheRecordingWithAModelThatHasNoWeights() throws IOException {
        Recordings.need(WhisperLibrary.problem().isEmpty(), "whisper.cpp's native library");
        Path model = Files.write(folder.resolve("model.bin"), withoutWeights());
        Path work = Files.createDirectory(folder.resolve("work"));
        List<Double> progress = new ArrayList<>();

        Transcript transcript = transcriber(model)
                .transcribe(
                        Recordings.request(Recordings.speechMusicSilence(folder), Recordings.SPEECH, work),
                        new Cancellation(),
                        progress::add);

        assertThat(transcript.engine()).isEqualTo("whisper");
        assertThat(transcript.language()).isEqualTo("en");
        assertThat(progress).hasSize(3).isSorted().endsWith(1.0);
        assertThat(work).isEmptyDirectory();
    }

    /** Sizes, mel filters and a word for each byte, and then the end: whisper.cpp takes that for a model to be tested with. */
    private static byte[] withoutWeights() {
        int filters = 80 * 201;
        ByteBuffer bytes = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(model(TINIER), 0, (1 + TINIER.length) * Integer.BYTES);
        bytes.putInt(80).putInt(201);
        for (int i = 0; i < filters; i++) {
            bytes.putFloat(0.01f);
        }
        bytes.putInt(256);
        for (int i = 0; i < 256; i++) {
            bytes.putInt(1).put((byte) i);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void assertRefused(byte[] model, String message) throws IOException {
        Path file = folder.resolve("model.bin");
        Files.write(file, model);
        Path recording = folder.resolve("recording.opus");
        Files.deleteIfExists(recording);
        TranscriptionRequest request =
                Recordings.request(Recordings.speechMusicSilence(folder), Recordings.SPEECH, folder);
        WhisperTranscriber transcriber = transcriber(file);

        assertThatThrownBy(() -> transcriber.transcribe(request, new Cancellation(), done -> {}))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOOL_MISSING));
    }

    private WhisperTranscriber transcriber(Path model) {
        Config.Transcription config =
                new Config.Transcription(null, null, "whisper-1", null, model.toString(), null, false);
        GuardedClient client = new GuardedClient(vertx, new UrlGuard(false));
        return new WhisperTranscriber(
                new WhisperModel(config, folder.resolve("models"), client), Recordings.tools(folder));
    }

    private static byte[] model(int[] sizes) {
        ByteBuffer bytes = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        return bytes.array();
    }
}
