package dev.reelcast.media.analysis;

import java.util.List;

/**
 * A sentence of a transcript, or a piece of about that length where nobody set a full stop.
 *
 * @param text as it is shown
 * @param start seconds in the source; -1 when not known
 * @param end seconds in the source; -1 when not known
 * @param folded all its words as they are compared
 */
record Passage(String text, double start, double end, List<String> folded) {

    Passage {
        folded = List.copyOf(folded);
    }

    boolean timed() {
        return start >= 0;
    }
}
