package dev.reelcast.media.render;

import java.util.List;

/**
 * Text that stands on the screen at once.
 *
 * @param text as it can be drawn
 * @param cues in order, at least one: what is spoken when
 */
record Page(String text, List<Cue> cues) {

    /**
     * @param from place in the page's text, inclusive
     * @param to exclusive
     * @param start seconds into the narration
     * @param end seconds
     */
    record Cue(int from, int to, double start, double end) {}

    Page {
        cues = List.copyOf(cues);
    }
}
