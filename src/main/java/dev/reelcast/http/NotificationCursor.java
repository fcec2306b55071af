package dev.reelcast.http;

import dev.reelcast.model.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Where a page of notifications ended. As with {@link Cursors}, it opens nothing. */
final class NotificationCursor {

    private static final String KIND = "notifications ";

    private NotificationCursor() {}

    static String encode(UUID last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((KIND + last).getBytes(StandardCharsets.UTF_8));
    }

    /** The last notification of the page before; {@link Invalid} when it is no cursor of notifications. */
    static UUID decode(String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
        UUID last = Ids.parse(text.startsWith(KIND) ? text.substring(KIND.length()) : "")
                .orElseThrow(NotificationCursor::invalid);
        // One form for each position: what was padded or altered is not ours.
        if (!encode(last).equals(cursor)) {
            throw invalid();
        }
        return last;
    }

    private static Invalid invalid() {
        return new Invalid(
                "cursor", "invalid_cursor", "It must be the nextCursor of a page of the same list, unchanged.");
    }
}
