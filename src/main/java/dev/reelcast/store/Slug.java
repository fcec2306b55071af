package dev.reelcast.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** An agent's name as it stands in its feed's address. */
final class Slug {

    /** Room for a suffix up to the 80 characters of the column. */
    private static final int LONGEST = 70;

    private static final String NAMELESS = "agent";

    private Slug() {}

    /** Lower-case ASCII letters and digits, single dashes between them, 1 to 70 characters. */
    static String of(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-");
        String cut = letters.length() > LONGEST ? letters.substring(0, LONGEST) : letters;
        String slug = cut.replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? NAMELESS : slug;
    }

    /** The base itself, or with the smallest number from 2 on that is not taken. */
    static String free(String base, Set<String> taken) {
        String slug = base;
        for (int number = 2; taken.contains(slug); number++) {
            slug = base + "-" + number;
        }
        return slug;
    }
}
