package dev.reelcast.media.analysis;

import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Moves times to where somebody begins or ends to talk, when that is near, with a little silence around it. */
final class SpeechEdges {

    /** Seconds; farther away it is not the edge that was meant. */
    private static final double NEAR = 3;

    private static final double PADDING = 0.5;

    private final List<Span> segments;
    private final double duration;

    SpeechEdges(Speech speech, double duration) {
        this.segments = speech.segments();
        this.duration = duration;
    }

    /** A time at which something begins, in seconds. */
    double start(double time) {
        int nearest = nearest(Span::start, time);
        if (nearest < 0) {
            return time;
        }
        double earliest = nearest == 0 ? 0 : segments.get(nearest - 1).end();
        return Math.max(earliest, segments.get(nearest).start() - PADDING);
    }

    /** A time at which something ends, in seconds. */
    double end(double time) {
        int nearest = nearest(Span::end, time);
        if (nearest < 0) {
            return time;
        }
        double latest = nearest + 1 == segments.size()
                ? duration
                : segments.get(nearest + 1).start();
        return Math.min(latest, segments.get(nearest).end() + PADDING);
    }

    private int nearest(ToDoubleFunction<Span> edge, double time) {
        int nearest = -1;
        double least = NEAR;
        for (int i = 0; i < segments.size(); i++) {
            double distance = Math.abs(edge.applyAsDouble(segments.get(i)) - time);
            if (distance <= least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest;
    }
}
