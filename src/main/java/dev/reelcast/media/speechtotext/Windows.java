package dev.reelcast.media.speechtotext;

import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.util.ArrayList;
import java.util.List;

/** Cuts a recording into windows that an engine can take in one piece, along its pauses. */
final class Windows {

    /** What a detector may have cut off the first and the last sound of a word. */
    private static final double MARGIN = 0.2;

    private Windows() {}

    /**
     * The windows in order, not overlapping; all speech is in one of them. Only speech without a pause that is longer than
     * a window is cut in its middle.
     *
     * @param longest seconds of a window, over one
     * @param pause seconds; a longer pause is in no window, so that no engine hears words in music
     */
    static List<Span> along(Speech speech, double longest, double pause) {
        List<Span> windows = new ArrayList<>();
        double heard = 0;
        double start = -1;
        double end = -1;
        for (Span segment : speech.segments()) {
            double from = Math.max(heard, segment.start() - MARGIN);
            double to = Math.min(Math.max(speech.duration(), segment.end()), segment.end() + MARGIN);
            if (start >= 0 && (to - start > longest || from - end > pause)) {
                windows.add(new Span(start, end));
                start = -1;
                from = Math.max(from, end);
            }
            start = start < 0 ? from : start;
            for (; to - start > longest; start += longest) {
                windows.add(new Span(start, start + longest));
            }
            end = to;
            heard = end;
        }
        if (start >= 0 && end > start) {
            windows.add(new Span(start, end));
        }
        return windows;
    }
}
