package dev.reelcast.media;

import java.util.List;
import java.util.Locale;

/**
 * A measured part of an episode.
 *
 * @param input ffmpeg options that end with the input
 * @param seconds how long it is
 * @param lufs how loud it is
 */
record AudioPiece(List<String> input, double seconds, double lufs) {

    /** Beyond this only the noise of a near-silent recording would be raised. */
    private static final double MOST_GAIN = 30;

    AudioPiece {
        input = List.copyOf(input);
    }

    /** Decibels to add to reach a loudness; none for silence, which has no loudness. */
    double gain(double target) {
        return lufs <= LoudnessMeter.SILENCE ? 0 : Math.min(MOST_GAIN, target - lufs);
    }

    /** Seconds that this and the next part share: as asked for, but at most half of either. */
    double fadeInto(AudioPiece next, double crossfade) {
        return Math.min(crossfade, Math.min(seconds, next.seconds) / 2);
    }

    /** The filters that give the {@code index}-th input its form and loudness, named {@code [p<index>]}. */
    String filters(int index, String conform, double target) {
        return String.format(Locale.ROOT, "[%d:a:0]%s,volume=%.2fdB[p%d]", index, conform, gain(target), index);
    }
}
