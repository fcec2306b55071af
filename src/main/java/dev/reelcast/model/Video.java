package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something discovered on an agent's channel; one of its kind for an agent and a YouTube id, for ever.
 *
 * @param id never reused
 * @param ownerId the user it belongs to
 * @param agentId whose channel it is on
 * @param videoId YouTube's id, 11 characters
 * @param title as its source says now
 * @param publishedAt null when its source did not say
 * @param durationSeconds null when nobody said yet
 * @param origin who saw it first
 * @param status where it stands
 * @param rule by which it is ignored, null otherwise
 * @param reason why it is ignored or failed, one sentence; while it is queued, what its job does or waits for
 * @param jobId its newest job, null when there was none, or when that is long gone
 * @param deletedAt when its source said that it is gone, null as long as it is there
 * @param discoveredAt when the row was made
 * @param updatedAt when it was last changed
 */
public record Video(
        UUID id,
        UUID ownerId,
        UUID agentId,
        String videoId,
        String title,
        @Nullable Instant publishedAt,
        @Nullable Double durationSeconds,
        VideoOrigin origin,
        VideoStatus status,
        @Nullable VideoRule rule,
        @Nullable String reason,
        @Nullable UUID jobId,
        @Nullable Instant deletedAt,
        Instant discoveredAt,
        Instant updatedAt) {}
