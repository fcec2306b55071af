package dev.reelcast.media.speechtotext;

import dev.reelcast.model.Transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code pocketsphinx_continuous -time yes} prints: for each utterance a line with its text and then a line a
 * word with start and end in seconds and a confidence. The words become lines of about the length of a caption, ending
 * where the speaker pauses.
 */
final class PocketsphinxWords {

    private static final Pattern WORD =
            Pattern.compile("(\\S+) (\\d{1,7}\\.\\d{1,6}) (\\d{1,7}\\.\\d{1,6}) \\d\\.\\d{1,9}");
    private static final Pattern VARIANT = Pattern.compile("\\(\\d+\\)$");
    private static final int MOST_WORDS = 14;
    private static final double PAUSE = 0.4;

    private final List<Segment> segments = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private double start;
    private double end;

    void line(String line) {
        Matcher word = WORD.matcher(line);
        if (word.matches()) {
            add(word.group(1), Double.parseDouble(word.group(2)), Double.parseDouble(word.group(3)));
        }
    }

    /** All lines, with times from the beginning of what was heard. */
    List<Segment> segments() {
        close();
        return List.copyOf(segments);
    }

    private void add(String word, double from, double to) {
        boolean noise = word.startsWith("<") || word.startsWith("[") || word.startsWith("++");
        if (noise) {
            if (to - from > PAUSE || word.equals("</s>")) {
                close();
            }
            return;
        }
        if (words.size() == MOST_WORDS || (!words.isEmpty() && from - end > PAUSE)) {
            close();
        }
        start = words.isEmpty() ? from : start;
        end = to;
        words.add(VARIANT.matcher(word).replaceFirst(""));
    }

    private void close() {
        if (!words.isEmpty()) {
            segments.add(new Segment(start, Math.max(start, end), String.join(" ", words)));
            words.clear();
        }
    }
}
