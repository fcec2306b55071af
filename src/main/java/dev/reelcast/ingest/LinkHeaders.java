package dev.reelcast.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Link} headers (RFC 8288). */
final class LinkHeaders {

    private static final Pattern LINK = Pattern.compile(
            "\\s*,?\\s*<([^>]*)>((?:\\s*;\\s*[^\\s=;,\"]+(?:\\s*=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s;,\"]*+))?)*+)");
    private static final Pattern REL =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]*))", Pattern.CASE_INSENSITIVE);
    /** A header may be as long as the client takes; links of this many characters are beyond all use. */
    private static final int LONGEST = 8_192;

    private LinkHeaders() {}

    /** The targets of links with a relation, in their order, as they stand there. */
    static List<String> targets(List<String> headers, String relation) {
        List<String> targets = new ArrayList<>();
        for (String header : headers) {
            Matcher link = LINK.matcher(header.length() > LONGEST ? "" : header);
            while (link.lookingAt()) {
                if (hasRelation(link.group(2), relation)) {
                    targets.add(link.group(1).strip());
                }
                link.region(link.end(), header.length());
            }
        }
        return targets;
    }

    /** The first {@code rel} counts. */
    private static boolean hasRelation(String parameters, String relation) {
        Matcher rel = REL.matcher(parameters);
        if (!rel.find()) {
            return false;
        }
        String words = rel.group(1) == null ? rel.group(2) : rel.group(1);
        return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).contains(relation);
    }
}
