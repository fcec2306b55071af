package dev.reelcast.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a job is called when nobody says. */
final class Titles {

    private static final int FROM_TEXT = 80;
    private static final int FROM_FILE = 200;
    /** Lines of WebVTT and SubRip that are not what is said. */
    private static final Pattern NOT_SPOKEN =
            Pattern.compile("\\s*|\ufeff?WEBVTT.*|NOTE.*|STYLE.*|REGION.*|Kind:.*|Language:.*|\\d+|.*-->.*");

    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    private Titles() {}

    /** The first line of a transcript that is spoken, null when there is none. */
    static @Nullable String ofTranscript(String text) {
        return text.lines()
                .limit(200)
                .filter(line -> !NOT_SPOKEN.matcher(line).matches())
                .map(line -> Texts.line(MARKUP.matcher(line).replaceAll(""), FROM_TEXT))
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** A file's name as its sender has it, without folders; never a path. */
    static @Nullable String ofFile(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String line = Texts.line(name, FROM_FILE);
        return line.isEmpty() ? null : line;
    }
}
