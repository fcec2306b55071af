package dev.reelcast.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the source says of itself; what it does not say is null.
 *
 * @param title as given, any Unicode
 * @param channel who published it
 * @param description as given
 * @param url where it was found
 * @param durationSeconds length of the media
 * @param publishedAt when it was published there
 * @param language BCP 47 tag
 * @param hasVideo whether frames can be had
 */
public record SourceInfo(
        @Nullable String title,
        @Nullable String channel,
        @Nullable String description,
        @Nullable String url,
        @Nullable Double durationSeconds,
        @Nullable Instant publishedAt,
        @Nullable String language,
        boolean hasVideo) {}
