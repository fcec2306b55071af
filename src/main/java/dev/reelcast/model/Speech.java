package dev.reelcast.model;

import java.util.List;

/**
 * Where people talk in a recording.
 *
 * @param duration seconds of audio that were heard
 * @param segments in order, not overlapping
 * @param ratio 0 to 1: the part of the duration that is speech
 * @param detector what found them, as {@code silero-v5}
 */
public record Speech(double duration, List<Span> segments, double ratio, String detector) {

    public Speech {
        segments = List.copyOf(segments);
    }
}
