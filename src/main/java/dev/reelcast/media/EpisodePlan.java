package dev.reelcast.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the measured parts of an episode come together.
 *
 * @param pieces in the order they are heard, at least one
 * @param content which of them is the chosen part of the recording
 * @param crossfade seconds asked for between two parts
 */
record EpisodePlan(List<AudioPiece> pieces, int content, double crossfade) {

    /** A fade shorter than this is not heard as one, and the filter is better without it. */
    private static final double SHORTEST_FADE = 0.01;

    EpisodePlan {
        pieces = List.copyOf(pieces);
    }

    /** Seconds of the whole. */
    double duration() {
        return startOf(pieces.size() - 1) + pieces.get(pieces.size() - 1).seconds();
    }

    /** Seconds after which the chosen part begins. */
    double contentOffset() {
        return startOf(content);
    }

    /**
     * The filter graph that makes one stream, {@code [out]}, of inputs 0 to n-1.
     *
     * @param conform filters that give each part its form
     * @param target loudness, LUFS
     * @param finish filters for the whole
     */
    String graph(String conform, double target, String finish) {
        List<String> chains = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            chains.add(pieces.get(i).filters(i, conform, target));
        }
        String joined = "p0";
        for (int i = 1; i < pieces.size(); i++) {
            double fade = fadeBefore(i);
            String join = fade > 0
                    ? String.format(Locale.ROOT, "acrossfade=d=%.3f:c1=qsin:c2=qsin", fade)
                    : "concat=n=2:v=0:a=1";
            chains.add("[" + joined + "][p" + i + "]" + join + "[j" + i + "]");
            joined = "j" + i;
        }
        chains.add("[" + joined + "]" + finish + "[out]");
        return String.join(";", chains);
    }

    private double startOf(int index) {
        double at = 0;
        for (int i = 1; i <= index; i++) {
            at += pieces.get(i - 1).seconds() - fadeBefore(i);
        }
        return at;
    }

    private double fadeBefore(int index) {
        double fade = pieces.get(index - 1).fadeInto(pieces.get(index), crossfade);
        return fade < SHORTEST_FADE ? 0 : fade;
    }
}
