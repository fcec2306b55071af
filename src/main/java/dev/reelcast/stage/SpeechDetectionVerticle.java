package dev.reelcast.stage;

import dev.reelcast.media.AudioScanner;
import dev.reelcast.media.MediaInfo;
import dev.reelcast.media.MediaProbe;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Stage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Finds where people talk, and draws the waveform, in one pass over the sound. */
public final class SpeechDetectionVerticle extends StageVerticle {

    private final MediaProbe probe;
    private final AudioScanner scanner;

    public SpeechDetectionVerticle(Base base, MediaProbe probe, AudioScanner scanner) {
        super(base, Stage.SPEECH_DETECTION);
        this.probe = probe;
        this.scanner = scanner;
    }

    @Override
    JsonObject work(StageContext context) throws IOException {
        Path source = context.local(context.source());
        MediaInfo info = probe.probe(source, context.folder(), context.cancellation());
        AudioScanner.Scan scan =
                scanner.scan(source, info, context.folder(), context::progress, context.cancellation());
        scan.warning().ifPresent(context::warn);
        Speech speech = scan.speech();
        context.storeJson(speech, "speech.json", "speech");
        context.storeText(scan.waveform().toJson().encode(), "waveform.json", "waveform", "application/json");
        context.storeText(scan.closeup().toJson().encode(), "closeup.json", "closeup", "application/json");
        context.info(String.format(
                Locale.ROOT,
                "%d stretches of speech, %.0f %% of %.0f s",
                speech.segments().size(),
                100 * speech.ratio(),
                speech.duration()));
        return new JsonObject()
                .put("duration", speech.duration())
                .put("ratio", speech.ratio())
                .put("segments", speech.segments().size())
                .put("detector", speech.detector());
    }
}
