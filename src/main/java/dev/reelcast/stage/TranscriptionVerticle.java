package dev.reelcast.stage;

import dev.reelcast.media.speechtotext.TranscriberChain;
import dev.reelcast.media.speechtotext.TranscriptionRequest;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets the words: given ones, the source's captions, or what an engine hears. None at all is a result too. */
public final class TranscriptionVerticle extends StageVerticle {

    private final TranscriberChain chain;
    private final @Nullable String language;

    /** @param language BCP 47 tag of what is spoken where the source does not say, null to leave it to the engine */
    public TranscriptionVerticle(Base base, TranscriberChain chain, @Nullable String language) {
        super(base, Stage.TRANSCRIPTION);
        this.chain = chain;
        this.language = language;
    }

    @Override
    JsonObject work(StageContext context) throws IOException {
        Transcript transcript =
                chain.transcribe(request(context), context::log, context.cancellation(), context::progress);
        context.storeJson(transcript, "transcript.json", "transcript");
        return Wire.json(TranscriptionResult.of(transcript));
    }

    private TranscriptionRequest request(StageContext context) throws IOException {
        Optional<StoredFile> given = context.file("given_transcript");
        Agent agent = context.agent();
        String spoken = context.metadata().language();
        return new TranscriptionRequest(
                context.file("source").map(context::local).orElse(null),
                context.file("speech")
                        .map(file -> context.read(file, Speech.class))
                        .orElse(null),
                spoken != null ? spoken : language,
                agent == null || agent.keywords().isEmpty() ? null : String.join(", ", agent.keywords()),
                given.isEmpty() ? null : Files.readString(context.local(given.get())),
                context.file("captions").map(context::local).orElse(null),
                context.folder());
    }
}
