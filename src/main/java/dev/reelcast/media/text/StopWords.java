package dev.reelcast.media.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Words that carry no subject. */
public final class StopWords {

    /** A sentence share above which a word of an unknown language says nothing about a single sentence. */
    private static final double COMMON = 0.12;

    private static final Set<String> ENGLISH = Set.copyOf(List.of("""
            a about above actually after again against ago ain't all almost along already also although always am among an
            and another any anybody anyone anything are aren't around as ask asked at away back basically be because been
            before being believe below between big bit both bring but by call called came can can't cannot come comes
            coming could couldn't day did didn't do does doesn't doing don't done down during each either else end enough
            even ever every everybody everyone everything exactly far feel few find first for from gave get gets getting
            give given go goes going gone gonna good got gotta great had hadn't happen happened has hasn't have haven't
            having he he'd he'll her here hers herself hey hi him himself his how however i i'd i'll i'm i've if in into is
            isn't it it'd it'll its itself just keep kind knew know known last least left less let lets let's like little
            long look looking lot lots made make makes making many may maybe mean means might mine more most mr mrs ms much
            must my myself need never new next no nobody none nor not nothing now of off often oh ok okay old on once one
            ones only onto or other others our ours ourselves out over own part people place please point pretty put quite
            rather really right said same saw say saying says second see seen shall she she'd she'll should shouldn't show
            since so some somebody somehow someone something sometimes somewhere soon sort start still stuff such sure take
            taken talk talking tell than thank thanks that that'd that'll the their theirs them themselves then there these
            they they'd they'll they're they've thing things think this those though thought three through time times to
            today together told too took toward towards tried try trying turn two uh um under until up upon us use used
            using very want wanted wants was wasn't way ways we we'd we'll we're we've well went were weren't what
            whatever when where whether which while who whole whom whose why will with within without won't word work would
            wouldn't yeah year years yes yet you you'd you'll you're you've your yours yourself yourselves
            applause laughter music
            """.strip().split("\\s+")));

    private StopWords() {}

    /** The English ones, in their folded form. */
    public static Predicate<String> english() {
        return word -> ENGLISH.contains(word) || word.length() < 2 || isNumber(word);
    }

    /**
     * Those of any language, guessed from the text itself: very short words, and words that stand in a large share of all
     * its sentences.
     *
     * @param sentences the folded words of each sentence
     */
    public static Predicate<String> guessed(List<List<String>> sentences) {
        Map<String, Integer> sentencesWith = new HashMap<>();
        for (List<String> sentence : sentences) {
            for (String word : new HashSet<>(sentence)) {
                sentencesWith.merge(word, 1, Integer::sum);
            }
        }
        int limit = Math.max(3, (int) Math.ceil(sentences.size() * COMMON));
        Set<String> common = new HashSet<>();
        sentencesWith.forEach((word, count) -> {
            if (count >= limit && word.length() < 8) {
                common.add(word);
            }
        });
        return word -> common.contains(word) || isNumber(word) || (word.length() < 4 && !isIdeographic(word));
    }

    /** How much of a text English stop words are, 0 to 1; running English has well over a quarter of them. */
    public static double englishShare(List<String> folded) {
        if (folded.isEmpty()) {
            return 0;
        }
        List<String> hits = new ArrayList<>(folded);
        hits.removeIf(word -> !ENGLISH.contains(word));
        return (double) hits.size() / folded.size();
    }

    private static boolean isNumber(String word) {
        return word.codePoints().allMatch(c -> Character.isDigit(c) || c == '-');
    }

    private static boolean isIdeographic(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }
}
