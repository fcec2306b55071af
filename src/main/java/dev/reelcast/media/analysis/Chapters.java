package dev.reelcast.media.analysis;

import dev.reelcast.media.text.Vocabulary;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chapters of an episode: from one turn of subject to the next, each named by the phrase most typical of it. */
final class Chapters {

    /** Shorter episodes need none. */
    private static final double SHORT = 360;

    private static final double LEAST_APART = 120;

    /** However long the episode, it has about this many at most. */
    private static final int MOST = 20;

    private Chapters() {}

    /**
     * The chapters, the first at the episode's beginning; none when the episode is short, times are not known, or its
     * subject never turns.
     *
     * @param passages what is said in the episode, in order
     * @param stems those of each passage that carry the subject
     */
    static List<Chapter> of(List<Passage> passages, List<List<String>> stems, Vocabulary vocabulary, Span episode) {
        boolean timed = !passages.isEmpty() && passages.stream().allMatch(Passage::timed);
        if (!timed || episode.length() < SHORT) {
            return List.of();
        }
        double apart = Math.max(LEAST_APART, episode.length() / MOST);
        List<Double> starts = new ArrayList<>();
        starts.add(episode.start());
        starts.addAll(TopicShifts.of(passages, stems, episode.start(), episode.end(), apart));
        return starts.size() < 2 ? List.of() : named(starts, passages, vocabulary, episode.end());
    }

    private static List<Chapter> named(List<Double> starts, List<Passage> passages, Vocabulary vocabulary, double end) {
        List<List<Passage>> parts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            double from = i == 0 ? 0 : starts.get(i);
            double to = i + 1 < starts.size() ? starts.get(i + 1) : end + 1;
            parts.add(passages.stream()
                    .filter(passage -> passage.start() >= from && passage.start() < to)
                    .toList());
        }
        List<KeyPhrases> phrases =
                parts.stream().map(part -> KeyPhrases.of(part, vocabulary)).toList();
        Set<String> taken = new HashSet<>();
        List<Chapter> chapters = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            String phrase = phrases.get(i).mostTypical(phrases, taken);
            taken.add(phrase);
            chapters.add(new Chapter(
                    Limits.seconds(starts.get(i)), phrase.isEmpty() ? "Part " + (i + 1) : Titles.capital(phrase)));
        }
        return chapters;
    }
}
