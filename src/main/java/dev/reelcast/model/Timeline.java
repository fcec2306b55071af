package dev.reelcast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a place of the source is in the published audio.
 *
 * @param span what was cut out of the source
 * @param contentStart seconds into the published audio at which the span begins: the intro's length less the cross-fade
 */
public record Timeline(Span span, double contentStart) {

    /** Seconds into the published audio of a place in the source; places outside the span are moved to its edge. */
    public double at(double source) {
        double inside = Math.max(span.start(), Math.min(span.end(), source));
        return inside - span.start() + contentStart;
    }

    /**
     * The chapters that are in the span, at their places in the published audio. One that began before the span and goes on
     * in it begins with it; when an intro comes before, what is said from the start on has a chapter of its own at 0.
     */
    public List<Chapter> chapters(List<Chapter> source) {
        return withIntroduction(moved(source));
    }

    /** The chapters that are in the span, at their places in the published audio, and no other. */
    public List<Chapter> moved(List<Chapter> source) {
        List<Chapter> moved = new ArrayList<>();
        for (Chapter chapter : source) {
            if (chapter.start() >= span.end()) {
                break;
            }
            Chapter at = new Chapter(at(chapter.start()), chapter.title());
            if (!moved.isEmpty() && at.start() <= moved.get(moved.size() - 1).start()) {
                moved.remove(moved.size() - 1);
            }
            moved.add(at);
        }
        return moved;
    }

    /** Chapters of published audio with one from its beginning on, if there are any. */
    public static List<Chapter> withIntroduction(List<Chapter> chapters) {
        if (chapters.isEmpty() || chapters.get(0).start() <= 0) {
            return chapters;
        }
        List<Chapter> all = new ArrayList<>(chapters);
        all.add(0, new Chapter(0, "Introduction"));
        return all;
    }

    /** The transcript of the span, with times in the published audio; what has no times stays as it is. */
    public Transcript transcript(Transcript source) {
        List<Transcript.Segment> moved = new ArrayList<>();
        for (Transcript.Segment segment : source.segments()) {
            if (!segment.timed()) {
                moved.add(segment);
            } else if (segment.end() > span.start() && segment.start() < span.end()) {
                moved.add(new Transcript.Segment(at(segment.start()), at(segment.end()), segment.text()));
            }
        }
        return new Transcript(source.engine(), source.language(), source.draft(), source.note(), moved);
    }
}
