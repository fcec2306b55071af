package dev.reelcast.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's feed, or a hub's notice, says of videos. Entries about anything else are left out.
 *
 * @param title of the feed, null when it has none
 * @param hubs where it says that one can subscribe to it, in its order, as they stand there
 * @param self what it says is its own URL, as it stands there; null when it does not
 * @param entries videos, in its order
 * @param deletions videos that are not to be seen any more, in its order
 */
record AtomFeed(
        @Nullable String title,
        List<String> hubs,
        @Nullable String self,
        List<Entry> entries,
        List<Deletion> deletions) {

    AtomFeed {
        hubs = List.copyOf(hubs);
        entries = List.copyOf(entries);
        deletions = List.copyOf(deletions);
    }

    /**
     * A video that is there.
     *
     * @param videoId YouTube's, 11 characters
     * @param channelId YouTube's ({@code UC…}), null when the entry does not say
     * @param title one line of at most {@value AtomReader#TITLE_LENGTH} characters; empty when the entry has none
     * @param publishedAt null when the entry does not say, or says what is no time
     * @param updatedAt as {@code publishedAt}
     */
    record Entry(
            String videoId,
            @Nullable String channelId,
            String title,
            @Nullable Instant publishedAt,
            @Nullable Instant updatedAt) {}

    /**
     * A video that was deleted, or made private (RFC 6721).
     *
     * @param videoId YouTube's, 11 characters
     * @param channelId YouTube's ({@code UC…}), null when the entry does not say
     * @param at when, null when the entry does not say
     */
    record Deletion(
            String videoId,
            @Nullable String channelId,
            @Nullable Instant at) {}
}
