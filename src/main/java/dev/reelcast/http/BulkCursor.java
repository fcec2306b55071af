package dev.reelcast.http;

import dev.reelcast.model.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Where a page of bulk jobs or of their items ended. As with {@link Cursors}, it opens nothing. */
final class BulkCursor {

    private static final String JOBS = "bulk ";
    private static final String ITEMS = "items ";

    private BulkCursor() {}

    static String ofJob(UUID last) {
        return encode(JOBS + last);
    }

    static String ofItem(int last) {
        return encode(ITEMS + last);
    }

    /** The last bulk job of the page before; {@link Invalid} when it is no cursor of bulk jobs. */
    static UUID job(String cursor) {
        UUID last = Ids.parse(after(JOBS, cursor)).orElseThrow(BulkCursor::invalid);
        requireSame(cursor, ofJob(last));
        return last;
    }

    /** The last item of the page before; {@link Invalid} when it is no cursor of items. */
    static int item(String cursor) {
        String digits = after(ITEMS, cursor);
        if (!digits.matches("[1-9][0-9]{0,8}")) {
            throw invalid();
        }
        int last = Integer.parseInt(digits);
        requireSame(cursor, ofItem(last));
        return last;
    }

    private static String after(String kind, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(kind)) {
                return text.substring(kind.length());
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    /** One form for each position: what was padded or altered is not ours. */
    private static void requireSame(String cursor, String ours) {
        if (!ours.equals(cursor)) {
            throw invalid();
        }
    }

    private static Invalid invalid() {
        return new Invalid(
                "cursor", "invalid_cursor", "It must be the nextCursor of a page of the same list, unchanged.");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
