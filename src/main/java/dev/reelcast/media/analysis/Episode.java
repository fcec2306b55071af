package dev.reelcast.media.analysis;

import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.analysis.SpeechBlocks.Block;
import dev.reelcast.media.text.Vocabulary;
import dev.reelcast.media.text.Words;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The block of speech that is taken for the episode.
 *
 * @param span with half a second before the first and after the last word
 * @param density 0 to 1: how much of the block is speech
 * @param dominance 0 to 1: how much of all speech of the recording is in the block
 * @param byKeywords whether another block would have been chosen without the keywords
 */
record Episode(Span span, double density, double dominance, boolean byKeywords) {

    private static final double PADDING = 0.5;

    /** A block that holds all of the keywords counts as four times as long as one that holds none. */
    private static final double KEYWORD_WEIGHT = 3;

    /**
     * Chooses the longest block; where keywords are given and it is known when what is said, the longest by length times
     * (1 + 3 × its share of all keywords that are said).
     *
     * @param passages of the whole recording; those without times say nothing here
     * @param duration seconds of the recording
     * @throws MediaException {@link Kind#NO_SPEECH}
     */
    static Episode choose(
            Speech speech, List<Passage> passages, List<String> keywords, Vocabulary vocabulary, double duration) {
        List<Block> blocks = SpeechBlocks.of(speech);
        if (blocks.isEmpty()) {
            throw noSpeech();
        }
        List<String> phrases = keywords.stream()
                .map(keyword ->
                        stemmed(Words.of(keyword).stream().map(Words::fold).toList(), vocabulary))
                .filter(phrase -> !phrase.isBlank())
                .toList();
        double[] hits = new double[blocks.size()];
        double all = 0;
        for (Passage passage : passages) {
            int block = passage.timed() && !phrases.isEmpty() ? blockAt(blocks, passage) : -1;
            if (block >= 0) {
                String text = stemmed(passage.folded(), vocabulary);
                long found = phrases.stream().filter(text::contains).count();
                hits[block] += found;
                all += found;
            }
        }
        int longest = 0;
        int best = 0;
        for (int i = 1; i < hits.length; i++) {
            longest = length(blocks, i) > length(blocks, longest) ? i : longest;
            best = score(blocks, i, hits, all) > score(blocks, best, hits, all) ? i : best;
        }
        return of(blocks.get(best), blocks, duration, best != longest);
    }

    static MediaException noSpeech() {
        return new MediaException(Kind.NO_SPEECH, "No speech was found in this recording.");
    }

    private static Episode of(Block block, List<Block> blocks, double duration, boolean byKeywords) {
        double spoken = blocks.stream().mapToDouble(Block::spoken).sum();
        double start = Limits.seconds(Math.max(0, block.span().start() - PADDING));
        double padded = Math.min(duration, block.span().end() + PADDING);
        double end = Math.max(block.span().end(), Math.min(duration, Limits.seconds(padded)));
        return new Episode(
                new Span(start, end),
                ratio(block.spoken(), block.span().length()),
                ratio(block.spoken(), spoken),
                byKeywords);
    }

    private static double score(List<Block> blocks, int index, double[] hits, double all) {
        return length(blocks, index) * (1 + KEYWORD_WEIGHT * ratio(hits[index], all));
    }

    private static double length(List<Block> blocks, int index) {
        return blocks.get(index).span().length();
    }

    private static double ratio(double part, double whole) {
        return whole <= 0 ? 0 : Math.min(1, part / whole);
    }

    private static int blockAt(List<Block> blocks, Passage passage) {
        double middle = (passage.start() + passage.end()) / 2;
        for (int i = 0; i < blocks.size(); i++) {
            Span span = blocks.get(i).span();
            if (middle >= span.start() - PADDING && middle <= span.end() + PADDING) {
                return i;
            }
        }
        return -1;
    }

    private static String stemmed(List<String> folded, Vocabulary vocabulary) {
        return folded.stream().map(vocabulary::stem).collect(Collectors.joining(" ", " ", " "));
    }
}
