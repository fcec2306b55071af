package dev.reelcast.media.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where a talk turns to another subject, by lexical cohesion (Hearst, TextTiling, 1997): at a turn the words before
 * and after have little in common, so the likeness of the two sides has a valley there. The deeper the valley, the surer
 * the turn.
 */
final class TopicShifts {

    /** Words that are compared as one. */
    private static final int SEQUENCE = 20;

    /** Sequences on each side of a gap: 240 content words are some four minutes of talk. */
    private static final int BLOCK = 12;

    /** Nearer to an end than this the shorter block has too few words to be compared. */
    private static final int LEAST_BLOCK = 4;

    /** A valley shallower than this is noise, however even the rest is. */
    private static final double LEAST_DEPTH = 0.15;

    private TopicShifts() {}

    private record Sequence(Map<String, Integer> stems, double start) {}

    private record Gap(int at, double depth) {}

    /**
     * The times of the turns, rising.
     *
     * @param passages timed, in order
     * @param stems those of each passage that carry the subject
     * @param from seconds; no turn is nearer to it than {@code apart}
     * @param to seconds; no turn is nearer to it than {@code apart}
     * @param apart least seconds between two turns
     */
    static List<Double> of(List<Passage> passages, List<List<String>> stems, double from, double to, double apart) {
        List<Sequence> sequences = sequences(passages, stems);
        if (sequences.size() < 2 * LEAST_BLOCK) {
            return List.of();
        }
        double[] likeness = smoothed(likeness(sequences));
        List<Gap> gaps = valleys(likeness);
        double mean = gaps.stream().mapToDouble(Gap::depth).average().orElse(0);
        double cutoff = Math.max(LEAST_DEPTH, mean);
        gaps.sort(Comparator.comparingDouble(Gap::depth).reversed());
        List<Double> turns = new ArrayList<>();
        for (Gap gap : gaps) {
            double time = nearestStart(passages, sequences.get(gap.at() + 1).start());
            boolean clear = time - from >= apart
                    && to - time >= apart
                    && turns.stream().allMatch(turn -> Math.abs(turn - time) >= apart);
            if (gap.depth() >= cutoff && clear) {
                turns.add(time);
            }
        }
        Collections.sort(turns);
        return turns;
    }

    private static List<Sequence> sequences(List<Passage> passages, List<List<String>> stems) {
        List<Sequence> sequences = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        int words = 0;
        double start = 0;
        for (int i = 0; i < passages.size(); i++) {
            for (String stem : stems.get(i)) {
                start = words == 0 ? passages.get(i).start() : start;
                open.merge(stem, 1, Integer::sum);
                words++;
                if (words == SEQUENCE) {
                    sequences.add(new Sequence(open, start));
                    open = new HashMap<>();
                    words = 0;
                }
            }
        }
        return sequences;
    }

    /** For each gap between two sequences the cosine of the blocks on its sides. */
    private static double[] likeness(List<Sequence> sequences) {
        double[] likeness = new double[sequences.size() - 1];
        for (int gap = 0; gap < likeness.length; gap++) {
            int block = Math.min(BLOCK, Math.min(gap + 1, sequences.size() - gap - 1));
            likeness[gap] = cosine(
                    merged(sequences.subList(gap + 1 - block, gap + 1)),
                    merged(sequences.subList(gap + 1, gap + 1 + block)));
        }
        return likeness;
    }

    private static Map<String, Integer> merged(List<Sequence> block) {
        Map<String, Integer> merged = new HashMap<>();
        block.forEach(sequence -> sequence.stems().forEach((stem, count) -> merged.merge(stem, count, Integer::sum)));
        return merged;
    }

    private static double cosine(Map<String, Integer> left, Map<String, Integer> right) {
        double product = 0;
        for (Map.Entry<String, Integer> entry : left.entrySet()) {
            product += entry.getValue() * (double) right.getOrDefault(entry.getKey(), 0);
        }
        return product == 0 ? 0 : product / (norm(left) * norm(right));
    }

    private static double norm(Map<String, Integer> counts) {
        return Math.sqrt(counts.values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum());
    }

    private static double[] smoothed(double[] raw) {
        double[] smooth = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            double sum = raw[i];
            int parts = 1;
            if (i > 0) {
                sum += raw[i - 1];
                parts++;
            }
            if (i + 1 < raw.length) {
                sum += raw[i + 1];
                parts++;
            }
            smooth[i] = sum / parts;
        }
        return smooth;
    }

    private static List<Gap> valleys(double[] likeness) {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < likeness.length; i++) {
            boolean lowest = (i == 0 || likeness[i] <= likeness[i - 1])
                    && (i + 1 == likeness.length || likeness[i] <= likeness[i + 1]);
            double left = likeness[i];
            for (int j = i - 1; j >= 0 && likeness[j] >= left; j--) {
                left = likeness[j];
            }
            double right = likeness[i];
            for (int j = i + 1; j < likeness.length && likeness[j] >= right; j++) {
                right = likeness[j];
            }
            if (lowest && i + 1 >= LEAST_BLOCK && likeness.length - i >= LEAST_BLOCK) {
                gaps.add(new Gap(i, left - likeness[i] + right - likeness[i]));
            }
        }
        return gaps;
    }

    private static double nearestStart(List<Passage> passages, double time) {
        double nearest = passages.get(0).start();
        for (Passage passage : passages) {
            if (Math.abs(passage.start() - time) < Math.abs(nearest - time)) {
                nearest = passage.start();
            }
        }
        return nearest;
    }
}
