package dev.reelcast.ingest;

import dev.reelcast.media.YtDlpChannel.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where in a channel's list, newest first, the videos of before a time begin. The list tells dates as "3 weeks ago" or not
 * at all, so that some entries may be on either side; of these a few are looked at, as few as tell it.
 */
final class Since {

    private static final Duration DAY = Duration.ofDays(1);

    private final Instant since;
    private final Instant now;
    private final Function<String, Optional<Instant>> look;

    /**
     * @param now when the list was read
     * @param look tells exactly when a video was published; empty when that cannot be found out
     */
    Since(Instant since, Instant now, Function<String, Optional<Instant>> look) {
        this.since = since;
        this.now = now;
        this.look = look;
    }

    /** Whether an entry is older than the time, however roughly its date is known. */
    boolean surelyOlder(Entry entry) {
        Instant published = entry.published();
        return published != null && published.isBefore(since.minus(DAY));
    }

    /** Whether it is of the time or later, however roughly its date is known. */
    private boolean surelyYounger(Entry entry) {
        Instant published = entry.published();
        return published != null && !published.minus(vagueness(published)).isBefore(since);
    }

    /** How many of the entries are of the time or later; those are the first ones. */
    int count(List<Entry> entries) {
        int low = 0;
        while (low < entries.size() && surelyYounger(entries.get(low))) {
            low++;
        }
        int high = low;
        while (high < entries.size() && !surelyOlder(entries.get(high))) {
            high++;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            Known known = firstKnown(entries, middle, high);
            if (known == null) {
                high = middle;
            } else if (known.younger()) {
                low = known.index() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private record Known(int index, boolean younger) {}

    /** From an entry on, the first whose date can be found out; null when there is none before the end. */
    private @Nullable Known firstKnown(List<Entry> entries, int from, int end) {
        for (int index = from; index < end; index++) {
            Optional<Instant> published = look.apply(entries.get(index).videoId());
            if (published.isPresent()) {
                return new Known(index, !lastMoment(published.get()).isBefore(since));
            }
        }
        return null;
    }

    /** Midnight to the second is a page that tells no more than the day. */
    private static Instant lastMoment(Instant published) {
        return published.equals(published.truncatedTo(ChronoUnit.DAYS)) ? published.plus(DAY) : published;
    }

    /** "1 week ago" is anything from one week to two, and is told as a day. */
    private Duration vagueness(Instant published) {
        Duration age = Duration.between(published, now).plus(DAY);
        if (age.compareTo(Duration.ofDays(7)) < 0) {
            return DAY.multipliedBy(2);
        }
        if (age.compareTo(Duration.ofDays(29)) < 0) {
            return DAY.multipliedBy(8);
        }
        return age.compareTo(Duration.ofDays(364)) < 0 ? DAY.multipliedBy(32) : DAY.multipliedBy(367);
    }
}
