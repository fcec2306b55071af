package dev.reelcast.model;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;

/**
 * A regular expression (RE2 syntax) that somebody wrote for titles; found wherever it matches, whatever the case. Its time
 * grows with the title's length alone. What it becomes in memory grows with its counted repetitions, which have a limit.
 */
public final class TitlePattern {

    /** Characters of an expression. */
    public static final int LONGEST = 500;

    /** Repetitions within repetitions multiply: an expression of 25 characters could ask for a billion. */
    private static final int MOST_REPETITIONS = 1_000;

    /** An optional repetition is as deep in the parser's tree as it is long. */
    private static final int MOST_AT_ONCE = 100;

    private static final int DEEPEST = 50;

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

    private final Pattern pattern;

    private TitlePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException with one sentence for people when it is not one, or asks for too much */
    public static TitlePattern of(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("It must have at most " + LONGEST + " characters.");
        }
        requireModest(expression);
        try {
            return new TitlePattern(Pattern.compile(composed(expression), Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("It is not a regular expression of RE2: " + e.getDescription() + ".", e);
        }
    }

    /** Counts in places where they mean nothing, as in a class of characters, count as well: nobody misses those. */
    private static void requireModest(String expression) {
        long together = 1;
        java.util.regex.Matcher counted = COUNTED.matcher(expression);
        while (counted.find()) {
            String upTo = counted.group(2);
            long most = Long.parseLong(upTo == null || upTo.isEmpty() ? counted.group(1) : upTo);
            together *= Math.max(1, most);
            if (most > MOST_AT_ONCE || together > MOST_REPETITIONS) {
                throw new IllegalArgumentException("It repeats too often: at most " + MOST_AT_ONCE
                        + " times at once, and at most " + MOST_REPETITIONS + " times when all counts are multiplied.");
            }
        }
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            depth += expression.charAt(i) == '(' ? 1 : expression.charAt(i) == ')' ? -1 : 0;
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("It has more than " + DEEPEST + " brackets within one another.");
            }
        }
    }

    public boolean isFoundIn(String title) {
        Matcher matcher = pattern.matcher(composed(title));
        return matcher.find();
    }

    /** An accent is a character of its own on some keyboards. */
    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
