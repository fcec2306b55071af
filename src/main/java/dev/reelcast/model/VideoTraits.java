package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * What filters ask of a video. What is not known yet is null, and passes every filter.
 *
 * @param title possibly empty
 * @param durationSeconds length of a recording; null too while it is still being sent
 * @param isShort whether YouTube shows it as a short
 * @param isLive whether it is, will be or was a live stream; a premiere is none
 */
public record VideoTraits(
        @Nullable String title,
        @Nullable Double durationSeconds,
        @Nullable Boolean isShort,
        @Nullable Boolean isLive) {}
