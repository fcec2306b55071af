package dev.reelcast.media.analysis;

import dev.reelcast.media.text.Sentences;
import dev.reelcast.media.text.Words;
import dev.reelcast.model.Span;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a transcript's segments, which end where a caption line was full, into {@link Passage}s, which end where a
 * sentence does.
 */
final class Passages {

    /** More than this and they are thinned out evenly, which bounds the time and memory of everything after. */
    static final int MOST = 4_000;

    private static final int WORDS_WITHOUT_STOP = 18;
    private static final int WORDS_PER_STOP = 60;
    private static final Pattern STOP = Pattern.compile("[.?!。？！…]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Passages() {}

    /**
     * The passages of a transcript.
     *
     * @param within only what is said here, when times are known; null for all
     * @param language BCP 47 tag, null when not known
     */
    static List<Passage> of(Transcript transcript, @Nullable Span within, @Nullable String language) {
        List<Segment> segments = transcript.segments().stream()
                .filter(segment -> within == null || !segment.timed() || isWithin(segment, within))
                .toList();
        List<Passage> passages = isPunctuated(segments) ? sentences(segments, language) : pieces(segments);
        return thinned(passages);
    }

    private static boolean isWithin(Segment segment, Span span) {
        double middle = (segment.start() + segment.end()) / 2;
        return middle >= span.start() && middle < span.end();
    }

    /** Automatic captions and drafts have no punctuation at all; a sentence model would find one endless sentence. */
    private static boolean isPunctuated(List<Segment> segments) {
        int words = 0;
        long stops = 0;
        for (Segment segment : segments) {
            words += Words.count(segment.text());
            stops += STOP.matcher(segment.text()).results().count();
        }
        return stops * WORDS_PER_STOP >= words;
    }

    private static List<Passage> sentences(List<Segment> segments, @Nullable String language) {
        StringBuilder all = new StringBuilder();
        int[] starts = new int[segments.size()];
        for (int i = 0; i < segments.size(); i++) {
            starts[i] = all.length();
            Segment segment = segments.get(i);
            all.append(
                    segment.timed()
                            ? SPACE.matcher(segment.text()).replaceAll(" ").strip()
                            : segment.text());
            all.append(segment.timed() ? " " : "\n\n");
        }
        String text = all.toString();
        List<Passage> passages = new ArrayList<>();
        int from = 0;
        int segment = 0;
        for (String sentence : Sentences.of(text, language)) {
            int found = text.indexOf(sentence, from);
            from = found < 0 ? from : found;
            segment = segmentAt(starts, from, segment);
            double start = timeAt(segments, starts, segment, from);
            from = found < 0 ? from : found + sentence.length();
            segment = segmentAt(starts, Math.max(0, from - 1), segment);
            double end = timeAt(segments, starts, segment, from);
            passages.add(new Passage(sentence, start, Math.max(start, end), folded(sentence)));
        }
        return passages;
    }

    private static int segmentAt(int[] starts, int offset, int from) {
        int segment = from;
        while (segment + 1 < starts.length && starts[segment + 1] <= offset) {
            segment++;
        }
        return segment;
    }

    /** Words are taken to be spoken at an even pace within their segment. */
    private static double timeAt(List<Segment> segments, int[] starts, int index, int offset) {
        Segment segment = segments.get(index);
        if (!segment.timed()) {
            return -1;
        }
        double part =
                (double) (offset - starts[index]) / Math.max(1, segment.text().length());
        return segment.start() + Math.min(1, Math.max(0, part)) * (segment.end() - segment.start());
    }

    private static List<Passage> pieces(List<Segment> segments) {
        List<Passage> passages = new ArrayList<>();
        List<Segment> piece = new ArrayList<>();
        int words = 0;
        for (Segment segment : segments) {
            piece.add(segment);
            words += Words.count(segment.text());
            if (words >= WORDS_WITHOUT_STOP) {
                passages.add(joined(piece));
                piece.clear();
                words = 0;
            }
        }
        if (!piece.isEmpty()) {
            passages.add(joined(piece));
        }
        return passages;
    }

    private static Passage joined(List<Segment> piece) {
        StringBuilder text = new StringBuilder();
        for (Segment segment : piece) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(SPACE.matcher(segment.text()).replaceAll(" ").strip());
        }
        Segment first = piece.get(0);
        Segment last = piece.get(piece.size() - 1);
        boolean timed = first.timed() && last.timed();
        String shown = text.toString();
        return new Passage(shown, timed ? first.start() : -1, timed ? last.end() : -1, folded(shown));
    }

    private static List<String> folded(String text) {
        return Words.of(text).stream().map(Words::fold).toList();
    }

    private static List<Passage> thinned(List<Passage> passages) {
        if (passages.size() <= MOST) {
            return passages;
        }
        List<Passage> kept = new ArrayList<>(MOST);
        for (int i = 0; i < MOST; i++) {
            kept.add(passages.get((int) ((long) i * passages.size() / MOST)));
        }
        return kept;
    }
}
