package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * What an agent's podcast says of itself. What is null is filled from the agent when the feed is written.
 *
 * @param title of the podcast
 * @param author {@code itunes:author}
 * @param description plain text
 * @param language BCP 47 tag, as {@code en}
 * @param category an Apple Podcasts category, a sub-category after {@code >}
 * @param image URL of the cover; the agent's artwork when null
 * @param explicit {@code itunes:explicit}; false when null
 */
public record FeedData(
        @Nullable String title,
        @Nullable String author,
        @Nullable String description,
        @Nullable String language,
        @Nullable String category,
        @Nullable String image,
        @Nullable Boolean explicit) {

    /** Nothing said: everything is filled from the agent. */
    public static final FeedData EMPTY = new FeedData(null, null, null, null, null, null, null);
}
