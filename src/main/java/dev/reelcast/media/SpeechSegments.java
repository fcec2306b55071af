package dev.reelcast.media;

import dev.reelcast.model.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the probability of speech in each frame into stretches of speech. It takes a high probability to begin one and a
 * low one, for a while, to end it, so that neither a doubtful syllable nor a breath cuts a sentence.
 */
final class SpeechSegments {

    private static final float BEGINS = 0.5f;
    private static final float ENDS = 0.35f;
    private static final double FRAME_SECONDS = (double) SpeechModel.FRAME / Pcm.RATE;
    private static final double SHORTEST_SPEECH = 0.25;
    private static final double SHORTEST_GAP = 0.3;
    private static final double PAD = 0.1;

    private final List<Span> spans = new ArrayList<>();
    private int frame;
    /** The frame in which speech began, -1 outside of speech. */
    private int began = -1;
    /** The frame from which on it may be over, -1 when it surely goes on. */
    private int quietSince = -1;

    void add(float probability) {
        if (probability >= BEGINS) {
            began = began < 0 ? frame : began;
            quietSince = -1;
        } else if (began >= 0 && probability < ENDS && quietSince < 0) {
            quietSince = frame;
        }
        frame++;
        if (quietSince >= 0 && (frame - quietSince) * FRAME_SECONDS >= SHORTEST_GAP) {
            close(quietSince);
        }
    }

    /**
     * What was found, each stretch widened a little, in order, not overlapping.
     *
     * @param duration seconds; nothing reaches beyond
     */
    List<Span> end(double duration) {
        if (began >= 0) {
            close(quietSince >= 0 ? quietSince : frame);
        }
        return spans.stream()
                .filter(span -> span.start() < duration)
                .map(span -> new Span(Math.max(0, span.start() - PAD), Math.min(duration, span.end() + PAD)))
                .toList();
    }

    private void close(int end) {
        Span span = new Span(began * FRAME_SECONDS, end * FRAME_SECONDS);
        if (span.length() >= SHORTEST_SPEECH) {
            spans.add(span);
        }
        began = -1;
        quietSince = -1;
    }
}
