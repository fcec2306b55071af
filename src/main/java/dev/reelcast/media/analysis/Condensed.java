package dev.reelcast.media.analysis;

import dev.reelcast.model.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A transcript as numbered lines with their times, made to fit into a number of characters. */
final class Condensed {

    private static final int LONGEST_LINE = 300;
    private static final int LEAST_LINE = 60;

    private Condensed() {}

    /**
     * The lines. Where there is more than fits, lines are left out evenly, so that every part of the recording is still
     * there; the numbers are those of all lines, so that it shows where something is missing.
     *
     * @param budget characters, at least 1,000
     */
    static String lines(List<Passage> passages, int budget) {
        List<String> all = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < passages.size(); i++) {
            all.add(line(i + 1, passages.get(i), LONGEST_LINE));
            total += all.get(i).length();
        }
        if (total <= budget) {
            return String.join("", all);
        }
        double average = Math.max(LEAST_LINE, (double) total / all.size());
        int keep = (int) Math.max(1, Math.min(all.size(), budget / average));
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < keep; i++) {
            int index = keep == 1 ? 0 : (int) Math.round((double) i * (all.size() - 1) / (keep - 1));
            int room = (budget - kept.length()) / (keep - i);
            kept.append(line(index + 1, passages.get(index), Math.max(LEAST_LINE / 2, room - LEAST_LINE / 2)));
        }
        return kept.substring(0, Math.min(kept.length(), budget));
    }

    /** Blocks of speech, the longest where there are many, in order. */
    static String blocks(List<SpeechBlocks.Block> blocks, int most) {
        double least = blocks.stream()
                .map(block -> block.span().length())
                .sorted(Comparator.reverseOrder())
                .skip(most - 1L)
                .findFirst()
                .orElse(0.0);
        StringBuilder lines = new StringBuilder();
        for (SpeechBlocks.Block block : blocks) {
            Span span = block.span();
            if (span.length() >= least) {
                lines.append(String.format(Locale.ROOT, "%.1f to %.1f%n", span.start(), span.end()));
            }
        }
        return lines.toString();
    }

    private static String line(int number, Passage passage, int longest) {
        String time = passage.timed() ? String.format(Locale.ROOT, " [%.1f]", passage.start()) : "";
        return number + time + " " + Limits.line(passage.text(), longest) + "\n";
    }
}
