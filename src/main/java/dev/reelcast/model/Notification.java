package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one user.
 *
 * @param id never reused; newer ones have greater ones
 * @param title a few words
 * @param text one sentence
 * @param link a path of the web UI, null where there is nothing to see
 * @param readAt null while it is unread
 */
public record Notification(
        UUID id,
        NotificationKind kind,
        String title,
        String text,
        @Nullable String link,
        Instant createdAt,
        @Nullable Instant readAt) {}
