package dev.reelcast.media.speechtotext;

import dev.reelcast.media.Cancellation;
import dev.reelcast.model.Span;
import dev.reelcast.model.Transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Goes through a recording window by window: what is heard in one is put at its place in the whole. */
final class Listening {

    /** Hears one window. */
    interface Ear {
        /**
         * @param window seconds in the recording
         * @return segments with times from the window's beginning, or with none
         */
        List<Segment> hear(Span window);
    }

    private Listening() {}

    /**
     * The segments of all windows.
     *
     * @param progress told the share of the seconds that are done
     */
    static List<Segment> through(List<Span> windows, Ear ear, Cancellation cancellation, DoubleConsumer progress) {
        double all = windows.stream().mapToDouble(Span::length).sum();
        double done = 0;
        List<Segment> segments = new ArrayList<>();
        for (Span window : windows) {
            cancellation.throwIfCancelled();
            for (Segment heard : ear.hear(window)) {
                String text = CaptionText.line(heard.text());
                if (!text.isEmpty()) {
                    segments.add(placed(heard, text, window));
                }
            }
            done += window.length();
            progress.accept(Math.min(1, done / all));
        }
        return segments;
    }

    private static Segment placed(Segment heard, String text, Span window) {
        double start = hundredth(within(window, heard.timed() ? window.start() + heard.start() : window.start()));
        double end = hundredth(within(window, heard.timed() ? window.start() + heard.end() : window.end()));
        return new Segment(start, Math.max(start, end), text);
    }

    private static double within(Span window, double time) {
        return Math.max(window.start(), Math.min(window.end(), time));
    }

    private static double hundredth(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }
}
