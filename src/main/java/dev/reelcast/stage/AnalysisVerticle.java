package dev.reelcast.stage;

import dev.reelcast.media.analysis.AnalyserChain;
import dev.reelcast.media.analysis.AnalysisRequest;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Finds where the episode begins and ends, and words for it. */
public final class AnalysisVerticle extends StageVerticle {

    private final AnalyserChain chain;

    public AnalysisVerticle(Base base, AnalyserChain chain) {
        super(base, Stage.AI_ANALYSIS);
        this.chain = chain;
    }

    @Override
    JsonObject work(StageContext context) {
        Agent agent = context.agent();
        Speech speech = context.file("speech")
                .map(file -> context.read(file, Speech.class))
                .orElse(null);
        Transcript transcript = context.file("transcript")
                .map(file -> context.read(file, Transcript.class))
                .orElseGet(() -> Transcript.none("There is no transcript."));
        AnalysisRequest request = new AnalysisRequest(
                context.metadata(),
                speech,
                transcript,
                agent == null ? null : agent.prompt(),
                agent == null ? List.of() : agent.keywords(),
                agent == null ? 0 : agent.minMinutes(),
                speech == null ? 0 : speech.duration());
        Analysis analysis = chain.analyse(request, context::log, context.cancellation(), context::progress);
        context.info(String.format(
                Locale.ROOT,
                "%s analyser: \"%s\", confidence %.2f. %s",
                analysis.analyser(),
                analysis.title(),
                analysis.confidence(),
                analysis.reason()));
        return Wire.json(analysis);
    }
}
