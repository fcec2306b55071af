package dev.reelcast.media.analysis;

import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins stretches of speech into blocks: a talk has pauses, and between two talks there is music. A pause joins when it is
 * short for the recording (a fiftieth of it, but 3 to 20 s), or short for both of its neighbours (a twentieth of the
 * shorter one, at most 60 s): a minute of silent prayer does not cut a sermon in two.
 */
final class SpeechBlocks {

    private static final double LEAST_PAUSE = 3;
    private static final double MOST_PAUSE = 20;
    private static final double PART_OF_RECORDING = 0.02;
    private static final double MOST_REST = 60;
    private static final double PART_OF_NEIGHBOUR = 0.05;

    private SpeechBlocks() {}

    /**
     * @param span from the first to the last word
     * @param spoken seconds of speech in it
     */
    record Block(Span span, double spoken) {

        Block joined(Block next) {
            return new Block(new Span(span.start(), next.span.end()), spoken + next.spoken);
        }
    }

    /** The blocks in order; empty when there is no speech. */
    static List<Block> of(Speech speech) {
        double pause = Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, speech.duration() * PART_OF_RECORDING));
        List<Block> blocks = new ArrayList<>();
        for (Span segment : speech.segments()) {
            Block block = new Block(segment, segment.length());
            int last = blocks.size() - 1;
            if (last >= 0 && segment.start() - blocks.get(last).span().end() <= pause) {
                blocks.set(last, blocks.get(last).joined(block));
            } else {
                blocks.add(block);
            }
        }
        return overRests(blocks);
    }

    private static List<Block> overRests(List<Block> blocks) {
        List<Block> joined = new ArrayList<>();
        for (Block next : blocks) {
            Block block = next;
            while (!joined.isEmpty() && isRest(joined.get(joined.size() - 1), block)) {
                block = joined.remove(joined.size() - 1).joined(block);
            }
            joined.add(block);
        }
        return joined;
    }

    private static boolean isRest(Block left, Block right) {
        double gap = right.span().start() - left.span().end();
        double shorter = Math.min(left.span().length(), right.span().length());
        return gap <= Math.min(MOST_REST, shorter * PART_OF_NEIGHBOUR);
    }
}
