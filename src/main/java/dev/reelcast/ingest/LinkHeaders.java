package dev.reelcast.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Link} headers (RFC 8288). What follows something unreadable is not read. */
final class LinkHeaders {

    private static final Pattern TARGET = Pattern.compile("[\\s,]*+<([^>]*+)>");
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*+;\\s*+([^\\s=;,\"]++)(?:\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;,\"]*+)))?");
    /** Links of this many characters are beyond all use. */
    private static final int LONGEST = 8_192;

    private LinkHeaders() {}

    /** The targets of links with a relation, in their order, as they stand there. */
    static List<String> targets(List<String> headers, String relation) {
        List<String> targets = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= LONGEST) {
                read(header, relation, targets);
            }
        }
        return targets;
    }

    private static void read(String header, String relation, List<String> targets) {
        Matcher at = TARGET.matcher(header);
        while (at.lookingAt()) {
            String target = at.group(1).strip();
            String relations = null;
            at = after(at, PARAMETER);
            while (at.lookingAt()) {
                // The first one counts.
                if (relations == null && at.group(1).equalsIgnoreCase("rel")) {
                    relations = at.group(2) == null ? at.group(3) : at.group(2);
                }
                at = after(at, PARAMETER);
            }
            if (has(relations, relation)) {
                targets.add(target);
            }
            at.usePattern(TARGET);
        }
    }

    private static Matcher after(Matcher found, Pattern next) {
        return found.region(found.end(), found.regionEnd()).usePattern(next);
    }

    private static boolean has(@Nullable String relations, String relation) {
        return relations != null
                && List.of(relations.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                        .contains(relation);
    }
}
