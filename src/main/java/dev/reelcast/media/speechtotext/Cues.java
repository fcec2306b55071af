package dev.reelcast.media.speechtotext;

import dev.reelcast.model.Transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cues of WebVTT and SubRip, which differ in little: a line of times, and lines of text up to an empty one.
 * Everything that is no cue (identifiers, numbers, NOTE, STYLE, REGION, headers) is passed over, and so is a cue whose
 * times cannot be read, as the WebVTT parser algorithm (W3C WebVTT §6.1) has it.
 */
final class Cues {

    private static final String TIME = "(?:(\\d{1,6}):)?([0-5]?\\d):([0-5]?\\d)(?:[.,](\\d{1,9}))?";
    private static final Pattern TIMES = Pattern.compile("^\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?$");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern WORD_TIME = Pattern.compile("<\\d{2}:\\d{2}(?::\\d{2})?\\.\\d{3}>");

    /** Of all cues: from here on repeated lines are a way of showing, not of speaking. */
    private static final double ROLLING_SHARE = 0.4;

    private Cues() {}

    private record Cue(double start, double end, List<String> lines) {}

    /** Whether a text is WebVTT or SubRip. */
    static boolean isTimed(String text) {
        return text.startsWith("WEBVTT")
                || LINE_END.splitAsStream(text)
                        .limit(200)
                        .anyMatch(line -> TIMES.matcher(line).matches());
    }

    /** One segment a cue; cues that scroll, as automatic captions do, without what they repeat. */
    static List<Segment> parse(String text) {
        List<Cue> cues = cues(text);
        if (cues.isEmpty()) {
            throw Captions.bad("The transcript has no caption with readable times.");
        }
        boolean rolling = WORD_TIME.matcher(text).find() || repeats(cues) >= ROLLING_SHARE * cues.size();
        List<Segment> segments = new ArrayList<>();
        List<String> shown = List.of();
        for (Cue cue : cues) {
            List<String> fresh = rolling ? fresh(cue.lines, shown) : cue.lines;
            if (!fresh.isEmpty()) {
                segments.add(new Segment(cue.start, cue.end, String.join(" ", fresh)));
            } else if (!segments.isEmpty()) {
                Segment last = segments.get(segments.size() - 1);
                double end = Math.max(last.end(), Math.min(cue.end, last.end() + 1));
                segments.set(segments.size() - 1, new Segment(last.start(), end, last.text()));
            }
            shown = cue.lines;
        }
        return segments;
    }

    private static long repeats(List<Cue> cues) {
        long repeats = 0;
        for (int i = 1; i < cues.size(); i++) {
            repeats += fresh(cues.get(i).lines, cues.get(i - 1).lines).size()
                            < cues.get(i).lines.size()
                    ? 1
                    : 0;
        }
        return cues.size() < 3 ? 0 : repeats;
    }

    /** The lines of a cue behind those it begins with that ended the cue before. */
    private static List<String> fresh(List<String> lines, List<String> shown) {
        for (int common = Math.min(lines.size(), shown.size()); common > 0; common--) {
            if (lines.subList(0, common).equals(shown.subList(shown.size() - common, shown.size()))) {
                return lines.subList(common, lines.size());
            }
        }
        return lines;
    }

    private static List<Cue> cues(String text) {
        List<Cue> cues = new ArrayList<>();
        @Nullable Cue open = null;
        for (String line : LINE_END.split(text)) {
            Matcher times = TIMES.matcher(line);
            if (times.matches()) {
                open = opened(times);
                if (open != null) {
                    cues.add(open);
                }
            } else if (line.isEmpty()) {
                open = null;
            } else if (open != null) {
                String words = CaptionText.undressed(line);
                if (!words.isEmpty()) {
                    open.lines.add(words);
                }
            }
        }
        cues.removeIf(cue -> cue.lines.isEmpty());
        return cues;
    }

    private static @Nullable Cue opened(Matcher times) {
        double start = seconds(times, 1);
        double end = seconds(times, 5);
        return end >= start ? new Cue(start, end, new ArrayList<>()) : null;
    }

    private static double seconds(Matcher times, int group) {
        String hours = times.group(group);
        String fraction = times.group(group + 3);
        long whole = (hours == null ? 0 : Integer.parseInt(hours) * 3600L)
                + Integer.parseInt(times.group(group + 1)) * 60L
                + Integer.parseInt(times.group(group + 2));
        return fraction == null ? whole : Double.parseDouble(whole + "." + fraction);
    }
}
