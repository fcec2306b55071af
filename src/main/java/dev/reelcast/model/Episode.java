package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A published or publishable result.
 *
 * @param id never reused; its {@code urn:uuid:} form is the feed's guid
 * @param ownerId the user it belongs to
 * @param agentId whose feed it is in, null for none
 * @param jobId the job that made it
 * @param title of the episode
 * @param description plain text
 * @param audio the enclosure, null for a text without media
 * @param durationSeconds of the audio, 0 without
 * @param chapters times in the published audio
 * @param cover square picture, null for none
 * @param transcript WebVTT with times in the published audio, null when there is none
 * @param published whether it is in the feed
 * @param held whether it waits for a person's review
 * @param reason why it is or is not published, in one sentence
 * @param sourceUrl where its video was found, null for a file or a text
 * @param publishedAt when it went out, null while unpublished
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 */
public record Episode(
        UUID id,
        UUID ownerId,
        @Nullable UUID agentId,
        UUID jobId,
        String title,
        String description,
        @Nullable StoredFile audio,
        double durationSeconds,
        List<Chapter> chapters,
        @Nullable StoredFile cover,
        @Nullable StoredFile transcript,
        boolean published,
        boolean held,
        String reason,
        @Nullable String sourceUrl,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt) {

    public Episode {
        chapters = List.copyOf(chapters);
    }
}
