package dev.reelcast.media.speechtotext;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a caption line without its dress: tags, entities, control characters. */
final class CaptionText {

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z0-9.:][^<>]{0,200}>|</?[a-z]?>|\\{\\\\[^}]{0,50}}");
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,6});");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]");
    private static final Pattern SPACE = Pattern.compile("[\\s\u00a0\u202f]+");
    private static final Map<String, String> NAMED = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "nbsp", " ", "quot", "\"", "apos", "'", "lrm", "", "rlm", "", "hellip",
            "…");

    private CaptionText() {}

    /** A caption's text in one line, tags (WebVTT §3.2, SubRip's HTML, ASS overrides) and entities resolved. */
    static String undressed(String text) {
        return line(entities(TAG.matcher(text).replaceAll("")));
    }

    /** A text in one line without control characters. */
    static String line(String text) {
        return SPACE.matcher(
                        CONTROL.matcher(SPACE.matcher(text).replaceAll(" ")).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** A line cut at spaces into pieces of at most a length. */
    static List<String> pieces(String line, int longest) {
        List<String> pieces = new ArrayList<>();
        String rest = line;
        while (rest.length() > longest) {
            int space = rest.lastIndexOf(' ', longest);
            int end = space > 0 ? space : longest;
            if (Character.isHighSurrogate(rest.charAt(end - 1))) {
                end--;
            }
            pieces.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        pieces.add(rest);
        return pieces;
    }

    private static String entities(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        Matcher entity = ENTITY.matcher(text);
        return entity.replaceAll(found -> Matcher.quoteReplacement(resolved(found.group(), found.group(1))));
    }

    private static String resolved(String whole, String name) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, whole);
        }
        boolean hex = name.length() > 1 && Character.toLowerCase(name.charAt(1)) == 'x';
        String digits = name.substring(hex ? 2 : 1);
        if (digits.isEmpty() || (!hex && !digits.chars().allMatch(Character::isDigit))) {
            return whole;
        }
        int code = Integer.parseInt(digits, hex ? 16 : 10);
        return Character.isValidCodePoint(code) && !Character.isISOControl(code) ? Character.toString(code) : "";
    }
}
