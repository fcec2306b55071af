package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * Which videos of its channel an agent takes.
 *
 * @param titleInclude regular expression (RE2 syntax) that must be found in the title, whatever its case; null for any
 * @param titleExclude regular expression (RE2 syntax) that must not be found in the title; null for none
 * @param minMinutes length of a video, 0 or more; null for any
 * @param maxMinutes length of a video; null for any
 * @param shorts whether shorts are taken; true when null
 * @param live whether live streams are taken, once they are over; true when null
 */
public record VideoFilters(
        @Nullable String titleInclude,
        @Nullable String titleExclude,
        @Nullable Double minMinutes,
        @Nullable Double maxMinutes,
        @Nullable Boolean shorts,
        @Nullable Boolean live) {

    /** Takes every video. */
    public static final VideoFilters NONE = new VideoFilters(null, null, null, null, null, null);
}
