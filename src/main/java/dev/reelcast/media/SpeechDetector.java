package dev.reelcast.media;

import ai.onnxruntime.OrtException;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for speech while the samples flow by. Where the speech model cannot be used, loudness takes its place; the
 * result then says {@code silencedetect} and {@link #warning} why. For one recording; to be closed.
 */
final class SpeechDetector implements Pcm.Sink, AutoCloseable {

    static final String BY_MODEL = "silero-v5";
    static final String BY_LOUDNESS = "silencedetect";

    private static final Logger LOG = LoggerFactory.getLogger(SpeechDetector.class);

    private final @Nullable SpeechModel model;
    private final @Nullable String warning;
    private final SpeechSegments segments = new SpeechSegments();
    private final LoudStretches loudness = new LoudStretches();
    private final short[] rest = new short[SpeechModel.FRAME];
    private int resting;
    private long samples;

    /** @param model closed with this; null to go by loudness */
    SpeechDetector(@Nullable SpeechModel model, @Nullable String warning) {
        this.model = model;
        this.warning = warning;
    }

    /** With the speech model if this machine can run it, else by loudness and with a warning. */
    static SpeechDetector open() {
        try {
            return new SpeechDetector(new SileroModel(), null);
        } catch (IOException | OrtException | LinkageError e) {
            LOG.warn("The speech model cannot be used; speech is told by loudness alone.", e);
            return new SpeechDetector(
                    null, "The speech model cannot be used here: whatever is not silence counts as speech.");
        }
    }

    /** One sentence for the job's log when the result is poorer than it could be. */
    Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    @Override
    public void accept(short[] chunk, int count) {
        int at = 0;
        if (resting > 0) {
            at = Math.min(SpeechModel.FRAME - resting, count);
            System.arraycopy(chunk, 0, rest, resting, at);
            resting += at;
            if (resting == SpeechModel.FRAME) {
                hear(rest, 0);
                resting = 0;
            }
        }
        for (; resting == 0 && count - at >= SpeechModel.FRAME; at += SpeechModel.FRAME) {
            hear(chunk, at);
        }
        if (at < count) {
            System.arraycopy(chunk, at, rest, 0, count - at);
            resting = count - at;
        }
        samples += count;
    }

    /** What was found in all that was heard. To be called once, at the end. */
    Speech end() {
        if (resting > 0) {
            Arrays.fill(rest, resting, SpeechModel.FRAME, (short) 0);
            hear(rest, 0);
        }
        double duration = (double) samples / Pcm.RATE;
        List<Span> spans = model != null ? segments.end(duration) : loudness.end(duration);
        double speaking = spans.stream().mapToDouble(Span::length).sum();
        return new Speech(
                duration, spans, duration > 0 ? speaking / duration : 0, model != null ? BY_MODEL : BY_LOUDNESS);
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }

    private void hear(short[] frame, int offset) {
        if (model != null) {
            segments.add(model.probability(frame, offset));
        } else {
            loudness.add(frame, offset);
        }
    }
}
