package dev.reelcast.media.narration;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import java.nio.file.Path;
import java.util.Optional;

/** An engine that speaks. Thread-safe; what it opens is for one thread. */
public interface Narrator {

    /** One text's voice. */
    interface Voice {

        /** The engine's name for it. */
        String name();

        /**
         * Speaks, blocking.
         *
         * @param sentence of {@link SpokenText}
         * @param wav the file to write, 16 bit PCM in one channel, always at the same rate; there may be none when there
         *     is nothing to hear in the sentence
         * @throws MediaException of kind {@code UNKNOWN_VOICE} when the engine has no such voice
         * @throws dev.reelcast.media.CancelledException when cancelled
         */
        void speak(String sentence, Path wav, Cancellation cancellation);
    }

    /** As it stands in results and logs. */
    String name();

    /** Why it cannot speak this, without a stop at its end; empty when it can. */
    Optional<String> obstacle(NarrationRequest request);

    Voice open(NarrationRequest request);
}
