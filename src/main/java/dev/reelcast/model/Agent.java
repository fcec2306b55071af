package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One channel's automation.
 *
 * @param id never reused
 * @param ownerId the user it belongs to
 * @param name 1 to 200 characters
 * @param slug unique; the feed is at {@code /feeds/{slug}.xml}
 * @param channelId YouTube's id of the channel ({@code UC…}), null when none is followed
 * @param channel URL or handle of the channel, null when none is followed
 * @param prompt what counts as an episode, in words for the analyser; null for the default
 * @param keywords words that mark an episode, possibly none
 * @param minMinutes an episode shorter than this is not published by itself; 0 for no minimum
 * @param confidenceThreshold 0 to 1: an analysis that is less sure than this is held for review
 * @param filters which videos of the channel are taken
 * @param publish what becomes of a finished episode
 * @param outputFormat how its audio is encoded
 * @param feed what the podcast says of itself
 * @param privateFeed whether the feed is for those only who have a token
 * @param intro joined before each episode; null for none
 * @param outro joined after each episode; null for none
 * @param artwork the podcast's cover; null for none
 * @param paused who holds its jobs up, and why; null when nobody does
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 */
public record Agent(
        UUID id,
        UUID ownerId,
        String name,
        String slug,
        @Nullable String channelId,
        @Nullable String channel,
        @Nullable String prompt,
        List<String> keywords,
        double minMinutes,
        double confidenceThreshold,
        VideoFilters filters,
        PublishRule publish,
        OutputFormat outputFormat,
        FeedData feed,
        boolean privateFeed,
        @Nullable StoredFile intro,
        @Nullable StoredFile outro,
        @Nullable StoredFile artwork,
        @Nullable Pause paused,
        Instant createdAt,
        Instant updatedAt) {

    public Agent {
        keywords = List.copyOf(keywords);
    }
}
