package dev.reelcast.stage;

import dev.reelcast.config.Config;
import dev.reelcast.media.narration.NarrationRequest;
import dev.reelcast.media.narration.NarratorChain;
import dev.reelcast.media.narration.SpokenText;
import dev.reelcast.media.render.Look;
import dev.reelcast.media.render.Templates;
import dev.reelcast.model.Narration;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has a text spoken, sentence by sentence, so that it is known when each is said. */
public final class NarrationVerticle extends StageVerticle {

    private final NarratorChain chain;
    private final Templates templates;
    private final Config.Narration config;
    private final double loudness;

    /** @param loudness LUFS of what is spoken */
    public NarrationVerticle(
            Base base, NarratorChain chain, Templates templates, Config.Narration config, double loudness) {
        super(base, Stage.NARRATION);
        this.chain = chain;
        this.templates = templates;
        this.config = config;
        this.loudness = loudness;
    }

    @Override
    JsonObject work(StageContext context) throws IOException {
        RenderInput input = context.render();
        NarrationRequest request = new NarrationRequest(
                input.text(), SpokenText.language(input.text(), config.language()), voice(input), context.folder());
        Path wav = context.folder().resolve("narration.wav");
        Narration narration =
                chain.speak(request, wav, loudness, context::log, context::progress, context.cancellation());
        context.store(wav, "narration.wav", "narration", "audio/wav");
        context.storeJson(narration, "narration.json", "narration_times");
        context.info(String.format(
                Locale.ROOT,
                "%.1f s spoken by %s, voice %s, in %d sentences",
                narration.durationSeconds(),
                narration.engine(),
                narration.voice(),
                narration.sentences().size()));
        return Wire.json(NarrationResult.of(narration));
    }

    private @Nullable String voice(RenderInput input) {
        String chosen = Look.of(templates.require(input.templateId()), input.overrides())
                .voice();
        return chosen == null ? config.voice() : chosen;
    }
}
