package dev.reelcast.media.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks sentences by how much the others are about the same (Mihalcea and Tarau, TextRank, 2004): a random walk over the
 * graph of sentences that share words, with rare shared words counting for more (cosine of tf-idf).
 *
 * <p>Words in very many sentences make no edges and each sentence keeps its strongest neighbours only, so that time and
 * memory grow with the text and not with its square.
 */
final class TextRank {

    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 25;
    private static final int NEIGHBOURS = 30;
    private static final int SENTENCES_PER_WORD = 150;

    private final List<List<String>> sentences;
    private final Map<String, List<Weight>> sentencesOf = new HashMap<>();
    private final double[] norms;

    private record Weight(int sentence, double value) {}

    private TextRank(List<List<String>> sentences) {
        this.sentences = sentences;
        this.norms = new double[sentences.size()];
    }

    /**
     * The rank of each sentence.
     *
     * @param sentences the stems of each sentence that carry its subject
     * @return one value a sentence, at least 0, summing to about 1; a sentence that shares nothing has the least
     */
    static double[] of(List<List<String>> sentences) {
        TextRank rank = new TextRank(sentences);
        rank.index();
        return rank.walk(rank.edges());
    }

    private void index() {
        Map<String, Integer> frequency = new HashMap<>();
        for (List<String> sentence : sentences) {
            sentence.stream().distinct().forEach(stem -> frequency.merge(stem, 1, Integer::sum));
        }
        for (int i = 0; i < sentences.size(); i++) {
            Map<String, Integer> counts = new HashMap<>();
            sentences.get(i).forEach(stem -> counts.merge(stem, 1, Integer::sum));
            double square = 0;
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                int holders = frequency.getOrDefault(count.getKey(), 1);
                double weight = count.getValue() * Math.log(1 + (double) sentences.size() / holders);
                square += weight * weight;
                if (holders > 1 && holders <= SENTENCES_PER_WORD) {
                    sentencesOf
                            .computeIfAbsent(count.getKey(), stem -> new ArrayList<>())
                            .add(new Weight(i, weight));
                }
            }
            norms[i] = Math.sqrt(square);
        }
    }

    private List<List<Weight>> edges() {
        double[] similarity = new double[sentences.size()];
        List<List<Weight>> edges = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Arrays.fill(similarity, 0);
            for (String stem : sentences.get(i).stream().distinct().toList()) {
                spread(i, sentencesOf.getOrDefault(stem, List.of()), similarity);
            }
            edges.add(strongest(i, similarity));
        }
        return edges;
    }

    private static void spread(int from, List<Weight> holders, double[] similarity) {
        double own = 0;
        for (Weight holder : holders) {
            own = holder.sentence() == from ? holder.value() : own;
        }
        for (Weight holder : holders) {
            similarity[holder.sentence()] += own * holder.value();
        }
    }

    private List<Weight> strongest(int from, double[] similarity) {
        List<Weight> found = new ArrayList<>();
        for (int to = 0; to < similarity.length; to++) {
            if (to != from && similarity[to] > 0) {
                found.add(new Weight(to, similarity[to] / (norms[from] * norms[to])));
            }
        }
        found.sort(Comparator.comparingDouble(Weight::value).reversed());
        return new ArrayList<>(found.subList(0, Math.min(NEIGHBOURS, found.size())));
    }

    private double[] walk(List<List<Weight>> edges) {
        int n = edges.size();
        double[] rank = new double[n];
        Arrays.fill(rank, n == 0 ? 0 : 1.0 / n);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[n];
            Arrays.fill(next, n == 0 ? 0 : (1 - DAMPING) / n);
            for (int from = 0; from < n; from++) {
                double total =
                        edges.get(from).stream().mapToDouble(Weight::value).sum();
                for (Weight edge : edges.get(from)) {
                    next[edge.sentence()] += DAMPING * rank[from] * edge.value() / total;
                }
            }
            rank = next;
        }
        return rank;
    }
}
