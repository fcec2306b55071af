package dev.reelcast.media.speechtotext;

import dev.reelcast.model.Transcript.Segment;
import java.util.List;
import java.util.Locale;

/** Writes a transcript as a file for players and people. Segments without times are left out where times are the point. */
public final class CaptionFile {

    private CaptionFile() {}

    /** WebVTT (W3C WebVTT §4), media type {@code text/vtt}. */
    public static String webVtt(List<Segment> segments) {
        StringBuilder file = new StringBuilder("WEBVTT\n");
        for (Segment segment : segments) {
            if (segment.timed()) {
                file.append('\n')
                        .append(times(segment, '.'))
                        .append('\n')
                        .append(escaped(segment))
                        .append('\n');
            }
        }
        return file.toString();
    }

    /** SubRip, media type {@code application/x-subrip}. It knows no escapes: what looks like a tag is one to its readers. */
    public static String srt(List<Segment> segments) {
        StringBuilder file = new StringBuilder();
        int number = 0;
        for (Segment segment : segments) {
            if (segment.timed()) {
                number++;
                file.append(number).append('\n').append(times(segment, ',')).append('\n');
                // An arrow in a text would be read as a line of times.
                file.append(CaptionText.line(segment.text()).replace("-->", "->"))
                        .append("\n\n");
            }
        }
        return file.toString();
    }

    /** The text alone, one segment a line. */
    public static String plainText(List<Segment> segments) {
        StringBuilder file = new StringBuilder();
        segments.forEach(
                segment -> file.append(CaptionText.line(segment.text())).append('\n'));
        return file.toString();
    }

    private static String escaped(Segment segment) {
        return CaptionText.line(segment.text())
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String times(Segment segment, char point) {
        return time(segment.start(), point) + " --> " + time(segment.end(), point);
    }

    private static String time(double seconds, char point) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                point,
                millis % 1000);
    }
}
