package dev.reelcast.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file is asked for (RFC 9110 §14.2). Several ranges at once are answered with the whole file, as the RFC
 * allows; so is what is not a range.
 */
sealed interface ByteRange {

    record Whole() implements ByteRange {}

    /**
     * @param first of the bytes, from 0
     * @param last of the bytes, inclusive
     */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    record Unsatisfiable() implements ByteRange {}

    /**
     * @param header the Range header's value, null for none
     * @param length of the file
     */
    static ByteRange parse(@Nullable String header, long length) {
        Matcher range = header == null ? null : Patterns.ONE.matcher(header);
        if (range == null || !range.matches()) {
            return new Whole();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(number(last), length);
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (to < from) {
            return new Whole();
        }
        return from >= length ? new Unsatisfiable() : new Part(from, Math.min(to, length - 1));
    }

    private static ByteRange suffix(long count, long length) {
        return count == 0 || length == 0 ? new Unsatisfiable() : new Part(Math.max(0, length - count), length - 1);
    }

    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** Where the syntax stands. */
    final class Patterns {
        private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*([0-9]*)\\s*-\\s*([0-9]*)\\s*");

        private Patterns() {}
    }
}
