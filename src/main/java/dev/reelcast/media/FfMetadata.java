package dev.reelcast.media;

import dev.reelcast.model.Chapter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tags and chapters in the form that ffmpeg reads, FFMETADATA1. */
final class FfMetadata {

    private static final int MOST_VORBIS_CHAPTERS = 1000;

    private FfMetadata() {}

    /**
     * @param tags names of letters, digits and underscores; any text
     * @param chapters in order; what begins at or behind the end is left out
     * @param duration seconds; the last chapter ends there
     * @throws IllegalArgumentException for a tag's name of other characters
     */
    static String text(Map<String, String> tags, List<Chapter> chapters, double duration) {
        StringBuilder text = new StringBuilder(";FFMETADATA1\n");
        tags.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9_]+")) {
                throw new IllegalArgumentException("not a tag's name: " + name);
            }
            text.append(name).append('=').append(escape(value)).append('\n');
        });
        List<Chapter> inside =
                chapters.stream().filter(chapter -> chapter.start() < duration).toList();
        for (int i = 0; i < inside.size(); i++) {
            double end = i + 1 < inside.size() ? inside.get(i + 1).start() : duration;
            text.append("[CHAPTER]\nTIMEBASE=1/1000\nSTART=")
                    .append(Math.round(inside.get(i).start() * 1000))
                    .append("\nEND=")
                    .append(Math.round(end * 1000))
                    .append("\ntitle=")
                    .append(escape(inside.get(i).title()))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Chapters as the tags that Ogg files keep them in (the CHAPTERxxx convention of Vorbis comments). Written here
     * because the ffmpeg that the build brings along rounds their seconds up while it keeps the milliseconds.
     *
     * @param chapters in order; what begins at or behind the end, and beyond the thousandth, is left out
     */
    static Map<String, String> vorbisChapters(List<Chapter> chapters, double duration) {
        Map<String, String> tags = new LinkedHashMap<>();
        chapters.stream()
                .filter(chapter -> chapter.start() < duration)
                .limit(MOST_VORBIS_CHAPTERS)
                .forEach(chapter -> {
                    String name = String.format(Locale.ROOT, "CHAPTER%03d", tags.size() / 2);
                    long millis = Math.round(chapter.start() * 1000);
                    String time = String.format(
                            Locale.ROOT,
                            "%02d:%02d:%02d.%03d",
                            millis / 3_600_000,
                            millis / 60_000 % 60,
                            millis / 1000 % 60,
                            millis % 1000);
                    tags.put(name, time);
                    tags.put(name + "NAME", chapter.title());
                });
        return tags;
    }

    private static String escape(String value) {
        return value.replace("\0", "").replaceAll("[=;#\\\\\\n]", "\\\\$0");
    }
}
