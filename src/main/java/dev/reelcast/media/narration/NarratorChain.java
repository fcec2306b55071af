package dev.reelcast.media.narration;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.VoiceTrack;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Narration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;

/**
 * Speaks by the first engine that can, the whole text by one. What cannot serve is passed over and named, and so is what
 * fails for good; what may work another time is not: the job shall come back to it rather than silently get a worse voice.
 */
public final class NarratorChain {

    private static final String ADVICE =
            "Set narration.url to an OpenAI-compatible service, or install espeak-ng for more languages.";

    private final List<Narrator> narrators;
    private final VoiceTrack track;

    /** @param narrators in order of preference, available or not */
    public NarratorChain(List<? extends Narrator> narrators, VoiceTrack track) {
        this.narrators = List.copyOf(narrators);
        this.track = track;
    }

    /**
     * Speaks a text.
     *
     * @param target the file to write: WAV, brought to one loudness
     * @param loudness LUFS
     * @param log takes sentences for the job's log
     * @param progress 0 to 1
     * @throws MediaException of kind {@link Kind#UNKNOWN_VOICE}, {@link Kind#TOOL_MISSING} when no engine can, {@link
     *     Kind#NO_SPEECH} when there is nothing to say in the text, or of one that is not permanent
     */
    public Narration speak(
            NarrationRequest request,
            Path target,
            double loudness,
            BiConsumer<LogLevel, String> log,
            DoubleConsumer progress,
            Cancellation cancellation) {
        List<String> sentences = SpokenText.sentences(request.text(), request.language());
        List<String> passedOver = new ArrayList<>();
        Kind kind = Kind.TOOL_MISSING;
        for (Narrator narrator : narrators) {
            Optional<String> obstacle = narrator.obstacle(request);
            if (obstacle.isPresent()) {
                passedOver.add(narrator.name() + ": " + obstacle.get());
                continue;
            }
            try {
                return new Telling(narrator, request, track, progress, cancellation).told(sentences, target, loudness);
            } catch (MediaException e) {
                if (!e.kind().permanent() || e.kind() == Kind.NO_SPEECH) {
                    throw e;
                }
                log.accept(LogLevel.WARNING, "Speaking by " + narrator.name() + " is not possible: " + e.getMessage());
                passedOver.add(narrator.name() + ": " + withoutStop(String.valueOf(e.getMessage())));
                kind = e.kind() == Kind.UNKNOWN_VOICE ? e.kind() : kind;
            }
        }
        throw new MediaException(
                kind, "Nothing on this server can speak this. " + String.join("; ", passedOver) + ". " + ADVICE);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
