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
 * @param audio the enclosure, null for a text without media and for a video
 * @param video the enclosure of a rendered one, null for others
 * @param durationSeconds of the audio or video, 0 without
 * @param span what of the recording it is, null without a recording
 * @param contentStart seconds into the published audio at which the span begins: after the intro
 * @param chapters times in the published audio
 * @param sourceChapters times in the recording, those outside of the span too
 * @param cover square picture, null for none
 * @param transcript WebVTT with times in the published audio, null when there is none
 * @param published whether it is in the feed
 * @param held whether it waits for a person's review
 * @param reason why it is or is not published, in one sentence
 * @param confidence 0 to 1 that the analysis found it rightly, null when there was none
 * @param publishAt when it goes out, in the past while it waits for its new cut; null when that is not decided
 * @param recut the new cut that was asked for and is not in yet, null for none
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
        @Nullable StoredFile video,
        double durationSeconds,
        @Nullable Span span,
        double contentStart,
        List<Chapter> chapters,
        List<Chapter> sourceChapters,
        @Nullable StoredFile cover,
        @Nullable StoredFile transcript,
        boolean published,
        boolean held,
        String reason,
        @Nullable Double confidence,
        @Nullable Instant publishAt,
        @Nullable Recut recut,
        @Nullable String sourceUrl,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt) {

    public Episode {
        chapters = List.copyOf(chapters);
        sourceChapters = List.copyOf(sourceChapters);
    }

    /** What is published: the audio, else the video, null for a text without media. */
    public @Nullable StoredFile media() {
        return audio == null ? video : audio;
    }
}
