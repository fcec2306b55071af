package dev.reelcast.media.speechtotext;

import dev.reelcast.media.Cancellation;
import dev.reelcast.model.Transcript;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** One way to get at what is said. Blocking; implementations are thread-safe. */
public interface Transcriber {

    /** The engine's name as in {@link Transcript#engine}. */
    String name();

    /** Whether it can be used at all as this server is set up; quick, and without a network. */
    boolean available();

    /**
     * Why it cannot serve a request, as a clause that follows its name and a colon: {@code only English is understood}.
     *
     * @return empty when it can
     */
    Optional<String> obstacle(TranscriptionRequest request);

    /**
     * Transcribes. To be called only where there is no obstacle.
     *
     * @param cancellation heeded at least between windows of the recording
     * @param progress told 0 to 1, rising
     * @throws dev.reelcast.media.MediaException of a kind that is not permanent when another try may work, of a permanent
     *     kind when this engine cannot do it and another may
     * @throws dev.reelcast.media.CancelledException when cancelled
     */
    Transcript transcribe(TranscriptionRequest request, Cancellation cancellation, DoubleConsumer progress);
}
