package dev.reelcast.media.analysis;

import dev.reelcast.media.text.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a text says in few of its own words.
 *
 * @param summary its most central sentences in their order; empty when there is no text
 * @param insights further central sentences, best first; at most 5
 * @param topics key phrases, best first
 */
record Digest(String summary, List<String> insights, List<String> topics) {

    private static final int SUMMARY_SENTENCES = 4;
    private static final int SUMMARY_LENGTH = 1_000;
    private static final int INSIGHTS = 5;
    private static final int FEW_INSIGHTS = 3;
    private static final int TOPICS = 8;

    /** Two sentences that share more of their words than this say the same. */
    private static final double SAME = 0.5;

    /** @param stems those of each passage that carry the subject */
    static Digest of(List<Passage> passages, List<List<String>> stems, Vocabulary vocabulary) {
        if (passages.isEmpty()) {
            return new Digest("", List.of(), List.of());
        }
        double[] rank = TextRank.of(stems);
        List<Integer> order = IntStream.range(0, rank.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> rank[i]).reversed())
                .toList();
        int forSummary = Math.max(1, Math.min(SUMMARY_SENTENCES, (int) Math.round(passages.size() * 0.4)));
        List<Integer> summary = chosen(passages, stems, order, forSummary, List.of());
        List<Integer> insights = chosen(passages, stems, order, INSIGHTS, summary);
        if (insights.size() < FEW_INSIGHTS) {
            insights = chosen(passages, stems, order, FEW_INSIGHTS, List.of());
        }
        List<Integer> inOrder = new ArrayList<>(summary);
        Collections.sort(inOrder);
        String paragraph =
                inOrder.stream().map(i -> shown(passages.get(i).text())).collect(Collectors.joining(" "));
        return new Digest(
                Limits.line(paragraph, SUMMARY_LENGTH),
                insights.stream()
                        .map(i -> Limits.line(shown(passages.get(i).text()), Limits.INSIGHT))
                        .toList(),
                KeyPhrases.of(passages, vocabulary).best(TOPICS));
    }

    private static List<Integer> chosen(
            List<Passage> passages, List<List<String>> stems, List<Integer> order, int most, List<Integer> taken) {
        List<Integer> chosen = new ArrayList<>();
        for (boolean strict : new boolean[] {true, false}) {
            for (int i : order) {
                boolean known = chosen.contains(i) || taken.contains(i);
                if (chosen.size() < most && !known && (isQuotable(passages.get(i)) || !strict)) {
                    boolean fresh = chosen.stream().noneMatch(other -> likeness(stems.get(i), stems.get(other)) > SAME)
                            && taken.stream().noneMatch(other -> likeness(stems.get(i), stems.get(other)) > SAME);
                    if (fresh) {
                        chosen.add(i);
                    }
                }
            }
            if (!chosen.isEmpty()) {
                break;
            }
        }
        return chosen;
    }

    private static boolean isQuotable(Passage passage) {
        int words = passage.folded().size();
        return words >= 5 && words <= 50;
    }

    private static double likeness(List<String> left, List<String> right) {
        Set<String> all = new HashSet<>(left);
        Set<String> shared = new HashSet<>(left);
        shared.retainAll(new HashSet<>(right));
        all.addAll(right);
        return all.isEmpty() ? 1 : (double) shared.size() / all.size();
    }

    /** A piece of unpunctuated speech is shown as one: it ends in an ellipsis. */
    private static String shown(String text) {
        String capital = Titles.capital(Limits.line(text, Limits.INSIGHT));
        return capital.matches(".*[.?!…。？！][\"'”’»)]*") ? capital : capital + " …";
    }
}
