package dev.reelcast.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest job that was asked to cut an episode anew, and has not done so yet.
 *
 * @param jobId the job; it runs audio processing and what comes after it alone
 * @param status where it stands; never completed
 * @param progress 0 to 99
 * @param message what it is doing, for people
 * @param error why it failed or waits for another attempt, null when nothing went wrong
 * @param span what of the recording the episode is to be
 * @param sourceChapters the chapters that it is to have, with their times in the recording
 */
public record Recut(
        UUID jobId,
        JobStatus status,
        int progress,
        @Nullable String message,
        @Nullable String error,
        Span span,
        List<Chapter> sourceChapters) {

    public Recut {
        sourceChapters = List.copyOf(sourceChapters);
    }
}
