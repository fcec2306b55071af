package dev.reelcast.media.analysis;

import dev.reelcast.media.text.Vocabulary;
import dev.reelcast.media.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Counts the phrases of a text and says which of them name its subject. A phrase is one to three neighbouring words with
 * neither a stop word nor punctuation between them (as in RAKE, Rose et al. 2010), its worth the C-value (Frantzi et al.
 * 2000): how often it stands, not counting where it is only part of a longer phrase, and more the longer it is.
 */
final class KeyPhrases {

    private static final int LONGEST = 3;
    /** By the number of words: one word alone hardly ever names a subject. */
    private static final double[] LENGTH_WORTH = {0, 0.7, 2, 3};

    private static final int TEXT_WITH_REPEATS = 150;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\S+@\\S+|\\S*(?:https?:|www\\.)\\S+");
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’\\s-]+|\\s-+\\s");

    private final Vocabulary vocabulary;
    private final Map<List<String>, Tally> tallies = new HashMap<>();
    private final Map<String, Map<String, Integer>> written = new HashMap<>();
    private int words;

    /** How often a phrase stands, how often inside a longer one, and how it is written. */
    private static final class Tally {
        int count;
        int nested;
        List<String> folded = List.of();
    }

    private record Phrase(List<String> stems, List<String> folded, double worth) {}

    private KeyPhrases(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static KeyPhrases of(List<Passage> passages, Vocabulary vocabulary) {
        KeyPhrases phrases = new KeyPhrases(vocabulary);
        for (Passage passage : passages) {
            for (String fragment : BREAK.split(ADDRESS.matcher(passage.text()).replaceAll(","))) {
                phrases.addFragment(Words.of(fragment));
            }
        }
        return phrases;
    }

    /** The best phrases, best first, no two of which share half of their words. */
    List<String> best(int most) {
        return distinct(ranked(tally -> 1), most);
    }

    /**
     * The best phrase that is more typical of this text than of the others.
     *
     * @param others texts of the same recording; this one may be among them
     * @param taken phrases that are not to be chosen again
     * @return empty when there is none
     */
    String mostTypical(List<KeyPhrases> others, Set<String> taken) {
        List<Phrase> ranked = ranked(stems -> {
            long holders = others.stream()
                    .filter(other -> other.tallies.containsKey(stems))
                    .count();
            return Math.log(1 + (double) others.size() / Math.max(1, holders));
        });
        return distinct(ranked, taken.size() + 1).stream()
                .filter(phrase -> !taken.contains(phrase))
                .findFirst()
                .orElse("");
    }

    private void addFragment(List<String> fragment) {
        List<String> run = new ArrayList<>();
        for (String word : fragment) {
            String folded = Words.fold(word);
            words++;
            if (vocabulary.carries(folded)) {
                written.computeIfAbsent(folded, key -> new HashMap<>()).merge(word, 1, Integer::sum);
                run.add(folded);
            } else {
                addRun(run);
                run.clear();
            }
        }
        addRun(run);
    }

    private void addRun(List<String> run) {
        for (int from = 0; from < run.size(); from++) {
            for (int length = 1; length <= LONGEST && from + length <= run.size(); length++) {
                List<String> folded = List.copyOf(run.subList(from, from + length));
                List<String> stems = folded.stream().map(vocabulary::stem).toList();
                if (new HashSet<>(stems).size() == length) {
                    Tally tally = tallies.computeIfAbsent(stems, key -> new Tally());
                    tally.count++;
                    tally.nested += run.size() > length && length < LONGEST ? 1 : 0;
                    tally.folded = folded;
                }
            }
        }
    }

    private List<Phrase> ranked(ToDoubleFunction<List<String>> rarity) {
        int least = words > TEXT_WITH_REPEATS ? 2 : 1;
        List<Phrase> phrases = new ArrayList<>();
        tallies.forEach((stems, tally) -> {
            if (tally.count >= least && isPresentable(tally.folded)) {
                double alone = tally.count - 0.5 * tally.nested;
                double worth = alone * LENGTH_WORTH[stems.size()] * rarity.applyAsDouble(stems);
                phrases.add(new Phrase(stems, tally.folded, worth));
            }
        });
        phrases.sort(Comparator.comparingDouble(Phrase::worth)
                .reversed()
                .thenComparing(phrase -> String.join(" ", phrase.folded())));
        return phrases;
    }

    private static boolean isPresentable(List<String> folded) {
        return folded.stream().anyMatch(word -> word.length() > 2 || Character.isIdeographic(word.codePointAt(0)));
    }

    private List<String> distinct(List<Phrase> ranked, int most) {
        List<String> chosen = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Phrase phrase : ranked) {
            if (chosen.size() == most) {
                break;
            }
            long known = phrase.stems().stream().filter(used::contains).count();
            if (known * 2 < phrase.stems().size()) {
                used.addAll(phrase.stems());
                chosen.add(shown(phrase.folded()));
            }
        }
        return chosen;
    }

    /** A word that is ever written small was only at the start of a sentence where it is not; a name never is. */
    private String shown(List<String> folded) {
        List<String> shown = new ArrayList<>();
        for (String word : folded) {
            Map<String, Integer> forms = written.getOrDefault(word, Map.of());
            shown.add(
                    forms.containsKey(word)
                            ? word
                            : forms.entrySet().stream()
                                    .max(Map.Entry.comparingByValue())
                                    .map(form -> form.getKey().replaceFirst("['’]s$", ""))
                                    .orElse(word));
        }
        return Limits.line(String.join(" ", shown), Limits.TOPIC);
    }
}
