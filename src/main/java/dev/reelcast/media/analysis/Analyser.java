package dev.reelcast.media.analysis;

import dev.reelcast.media.Cancellation;
import dev.reelcast.model.Analysis;
import java.util.function.DoubleConsumer;

/** Finds the episode in a recording, and words for it. Blocking; implementations are thread-safe. */
public interface Analyser {

    /**
     * Analyses a recording, or a text alone.
     *
     * @param cancellation heeded between steps and while waiting
     * @param progress told 0 to 1, rising
     * @throws dev.reelcast.media.MediaException {@code NO_SPEECH} when nobody talks in the recording, {@code REFUSED} when
     *     a service will not answer as it is configured, {@code FAILED} when another try may work
     * @throws dev.reelcast.media.CancelledException when cancelled
     */
    Analysis analyse(AnalysisRequest request, Cancellation cancellation, DoubleConsumer progress);
}
