package dev.reelcast.media.speechtotext;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;

/**
 * Transcribes by the first way that there is: a given transcript, the source's captions, then the engines in their order.
 * What cannot serve is passed over and named; what fails for good is passed over with a warning. What may work another
 * time is not passed over: the job shall come back to it rather than silently get worse words. A given transcript that
 * cannot be read is the job's failure, since it is not what its owner meant.
 */
public final class TranscriberChain {

    private static final String ADVICE = "To get one, set transcription.url to an OpenAI-compatible service or"
            + " transcription.whisper-model to a whisper.cpp model, or install pocketsphinx for English drafts.";

    private final List<Transcriber> ways = new ArrayList<>();

    /** @param engines in order of preference, available or not */
    public TranscriberChain(List<? extends Transcriber> engines) {
        ways.add(TextTranscriber.given());
        ways.add(TextTranscriber.captions());
        ways.addAll(engines);
    }

    /**
     * The transcript, or one of engine {@code none} with a note that says why and what could be done.
     *
     * @param log takes sentences for the job's log
     * @throws MediaException of a kind that is not permanent when another try may work; {@code BAD_TRANSCRIPT} when the
     *     given transcript cannot be read
     * @throws dev.reelcast.media.CancelledException when cancelled
     */
    public Transcript transcribe(
            TranscriptionRequest request,
            BiConsumer<LogLevel, String> log,
            Cancellation cancellation,
            DoubleConsumer progress) {
        List<String> passedOver = new ArrayList<>();
        for (Transcriber way : ways) {
            Optional<String> obstacle = obstacle(way, request);
            if (obstacle.isPresent()) {
                passedOver.add(way.name() + ": " + obstacle.get());
                continue;
            }
            log.accept(LogLevel.INFO, "Transcribing by " + way.name() + ". " + inWords(passedOver));
            try {
                return done(way.transcribe(request, cancellation, progress), log);
            } catch (MediaException e) {
                if (!e.kind().permanent() || way.name().equals(TextTranscriber.GIVEN)) {
                    throw e;
                }
                log.accept(LogLevel.WARNING, "Transcribing by " + way.name() + " is not possible: " + e.getMessage());
                passedOver.add(way.name() + ": " + withoutStop(String.valueOf(e.getMessage())));
            }
        }
        return none(request, passedOver, log);
    }

    private static Optional<String> obstacle(Transcriber way, TranscriptionRequest request) {
        Speech speech = request.speech();
        boolean listens = !(way instanceof TextTranscriber);
        if (listens && (request.recording() == null || speech == null)) {
            return Optional.of("there is no recording");
        }
        if (listens && speech != null && speech.segments().isEmpty()) {
            return Optional.of("nobody talks in the recording");
        }
        return way.obstacle(request);
    }

    private static Transcript done(Transcript transcript, BiConsumer<LogLevel, String> log) {
        int count = transcript.segments().size();
        log.accept(LogLevel.INFO, "The transcript has " + count + (count == 1 ? " segment." : " segments."));
        return transcript;
    }

    private static Transcript none(
            TranscriptionRequest request, List<String> passedOver, BiConsumer<LogLevel, String> log) {
        Speech speech = request.speech();
        String note = speech != null && speech.segments().isEmpty()
                ? "There is no transcript because nobody talks in the recording."
                : "There is no transcript. " + ADVICE;
        log.accept(LogLevel.WARNING, note + " " + inWords(passedOver));
        return Transcript.none(note);
    }

    private static String inWords(List<String> passedOver) {
        return passedOver.isEmpty() ? "" : "Passed over: " + String.join("; ", passedOver) + ".";
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
