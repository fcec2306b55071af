package dev.reelcast.ingest;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a hub says that it will tell, as far as that can be believed. */
final class Lease {

    private static final Pattern SECONDS = Pattern.compile("0*[1-9][0-9]{0,17}");
    private static final Duration LONGEST = Duration.ofDays(30);
    /** When a hub says nothing that is a time: soon enough to ask again, whatever it meant. */
    private static final Duration UNKNOWN = Duration.ofDays(1);

    private Lease() {}

    /** @param seconds as the hub wrote it, null when it did not */
    static Duration of(@Nullable String seconds) {
        String digits = seconds == null ? "" : seconds.strip();
        if (!SECONDS.matcher(digits).matches()) {
            return UNKNOWN;
        }
        Duration lease = Duration.ofSeconds(Long.parseLong(digits));
        return lease.compareTo(LONGEST) > 0 ? LONGEST : lease;
    }
}
