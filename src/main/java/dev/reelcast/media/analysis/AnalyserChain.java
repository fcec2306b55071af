package dev.reelcast.media.analysis;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Speech;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;

/**
 * Analyses by the configured service where there is one and something to send it, else by the built-in analyser. A service
 * that is set up wrongly gives way to the built-in one, and the result says so; one that is down does not, since the job
 * can come back to it.
 */
public final class AnalyserChain {

    private final Optional<? extends Analyser> service;
    private final Analyser builtIn;

    /** @param service empty when none is configured */
    public AnalyserChain(Optional<? extends Analyser> service, Analyser builtIn) {
        this.service = service;
        this.builtIn = builtIn;
    }

    /**
     * The analysis of one or the other.
     *
     * @param log takes sentences for the job's log
     * @throws MediaException {@link Kind#NO_SPEECH} when nobody talks in the recording; of a kind that is not permanent when
     *     another try may work
     * @throws dev.reelcast.media.CancelledException when cancelled
     */
    public Analysis analyse(
            AnalysisRequest request,
            BiConsumer<LogLevel, String> log,
            Cancellation cancellation,
            DoubleConsumer progress) {
        Speech speech = request.speech();
        if (speech != null && speech.segments().isEmpty()) {
            throw Episode.noSpeech();
        }
        if (service.isEmpty()) {
            log.accept(LogLevel.INFO, "Analysing with the built-in analyser; no analysis service is configured.");
            return builtIn.analyse(request, cancellation, progress);
        }
        if (request.transcript().segments().isEmpty()) {
            log.accept(
                    LogLevel.INFO,
                    "Analysing with the built-in analyser; there is no transcript to send to the service.");
            return builtIn.analyse(request, cancellation, progress);
        }
        try {
            log.accept(LogLevel.INFO, "Analysing with the configured service.");
            return service.get().analyse(request, cancellation, progress);
        } catch (MediaException e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            log.accept(LogLevel.WARNING, e.getMessage() + " The built-in analyser is used instead.");
            return warned(builtIn.analyse(request, cancellation, progress), String.valueOf(e.getMessage()));
        }
    }

    private static Analysis warned(Analysis analysis, String warning) {
        return new Analysis(
                analysis.analyser(),
                analysis.model(),
                analysis.episode(),
                analysis.title(),
                analysis.summary(),
                analysis.insights(),
                analysis.topics(),
                analysis.chapters(),
                analysis.confidence(),
                analysis.shouldAutopublish(),
                Limits.line(analysis.reason() + " Warning: " + warning, Limits.REASON));
    }
}
