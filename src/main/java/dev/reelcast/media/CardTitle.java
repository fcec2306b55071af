package dev.reelcast.media;

import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A title as it stands on a picture: in lines, and only where a font on this machine has its letters. */
final class CardTitle {

    private static final List<Path> FONTS = List.of(
            Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
            Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
            Path.of("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
            Path.of("/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"),
            Path.of("/System/Library/Fonts/Supplemental/Arial Unicode.ttf"));

    /** The scripts that these fonts cover. */
    private static final Set<UnicodeScript> SCRIPTS = EnumSet.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.ARABIC);

    private static final int FIRST_EMOJI = 0x1F000;

    private CardTitle() {}

    /** The font to write with, or empty when the machine has none of those known. */
    static Optional<Path> font() {
        return FONTS.stream().filter(Files::isRegularFile).findFirst();
    }

    /**
     * A title in lines, the last with an ellipsis when it does not fit; none when the font has not all its letters.
     *
     * @param width characters in a line, at least 2
     * @param most lines, at least 1
     */
    static List<String> lines(String title, int width, int most) {
        String plain = title.codePoints()
                .filter(point -> point < FIRST_EMOJI)
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (plain.isEmpty() || !plain.codePoints().allMatch(CardTitle::covered)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : plain.split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        boolean cut = lines.size() > most;
        List<String> kept = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
        kept.replaceAll(text -> text.length() > width ? shorten(text, width) : text);
        if (cut) {
            kept.set(most - 1, shorten(kept.get(most - 1) + "……", width));
        }
        return kept;
    }

    private static String shorten(String text, int width) {
        return text.substring(0, Math.min(text.length(), width) - 1).strip().replaceAll("…+$", "") + "…";
    }

    private static boolean covered(int point) {
        return SCRIPTS.contains(UnicodeScript.of(point));
    }
}
