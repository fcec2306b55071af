package dev.reelcast.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last stage hands over: an episode but for the decision whether it goes out.
 *
 * @param title of the episode
 * @param description plain text, possibly empty
 * @param audio the enclosure, null for a text without media and for a video
 * @param video the enclosure of a rendered one, null for others
 * @param durationSeconds of the audio or video, 0 without
 * @param span what of the recording it is, null without a recording
 * @param contentStart seconds into the audio at which the span begins, 0 without
 * @param chapters times in the published audio
 * @param sourceChapters times in the recording
 * @param cover square picture, null for none
 * @param transcript WebVTT with times in the published audio, null when there is none
 * @param sourceUrl where its video was found, null for a file or a text
 * @param confidence 0 to 1 that the analysis found it rightly, null without an analysis
 * @param shouldAutopublish what the analysis says
 * @param reason why it says so
 * @param delivered where a copy of the video is for its owner, null when none was asked for
 */
public record EpisodeDraft(
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
        @Nullable String sourceUrl,
        @Nullable Double confidence,
        boolean shouldAutopublish,
        String reason,
        @Nullable String delivered) {

    public EpisodeDraft {
        chapters = List.copyOf(chapters);
        sourceChapters = List.copyOf(sourceChapters);
    }

    /** What is published: the audio, else the video, null for a text without media. */
    public @Nullable StoredFile media() {
        return audio == null ? video : audio;
    }
}
