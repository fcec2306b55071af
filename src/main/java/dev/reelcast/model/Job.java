package dev.reelcast.model;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of one pipeline over one input.
 *
 * @param id never reused
 * @param ownerId the user it belongs to
 * @param agentId the agent it works for, null for none
 * @param agentName the agent's name, null without an agent
 * @param type which pipeline
 * @param status where it stands
 * @param stage the stage it is in; the last one it was in once it has ended
 * @param progress 0 to 100; never falls within an attempt
 * @param message what it is doing, for people; null before it starts
 * @param videoId YouTube's id of the video it is about, null for anything else
 * @param videoTitle what it is about, as far as known
 * @param videoUrl where the input was found, null for a file or a text
 * @param revises the episode that it cuts anew, null for a job that makes one of its own
 * @param bulkJobId the bulk job that it belongs to, null for one that stands by itself
 * @param priority among its owner's jobs
 * @param attempt how often the current stage has been started, 0 to 5
 * @param error why it failed, was cancelled or waits for a retry; null when nothing went wrong
 * @param result what came of it ({@code episodeId, published, …}); null until it is completed
 * @param lastSeq the number of its newest event, from 1
 * @param queuePosition 1 for the next to run; null unless pending, and from the thousandth on
 * @param etaSeconds until it ends, estimated from measured stage times; null when it has ended or nothing was measured yet
 * @param waiting why it does not run although it has not ended; null when it runs or has ended
 * @param deadline when it is no longer wanted, null for never
 * @param deadlineAtRisk true when it is predicted to miss its deadline, else null
 * @param runAt when it may run at the earliest; in the future while it waits for a retry
 * @param createdAt when it was enqueued
 * @param updatedAt when anything of it last changed
 * @param startedAt when a server first took it, null before
 * @param finishedAt when it ended, null before
 */
public record Job(
        UUID id,
        UUID ownerId,
        @Nullable UUID agentId,
        @Nullable String agentName,
        JobType type,
        JobStatus status,
        Stage stage,
        int progress,
        @Nullable String message,
        @Nullable String videoId,
        @Nullable String videoTitle,
        @Nullable String videoUrl,
        @Nullable UUID revises,
        @Nullable UUID bulkJobId,
        Priority priority,
        int attempt,
        @Nullable JobError error,
        @Nullable JsonObject result,
        long lastSeq,
        @Nullable Integer queuePosition,
        @Nullable Integer etaSeconds,
        @Nullable Waiting waiting,
        @Nullable Instant deadline,
        @Nullable Boolean deadlineAtRisk,
        Instant runAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The same, with what is known of its waiting. */
    public Job waiting(@Nullable Integer position, @Nullable Integer eta, @Nullable Waiting why) {
        return new Job(
                id,
                ownerId,
                agentId,
                agentName,
                type,
                status,
                stage,
                progress,
                message,
                videoId,
                videoTitle,
                videoUrl,
                revises,
                bulkJobId,
                priority,
                attempt,
                error,
                result,
                lastSeq,
                position,
                eta,
                why,
                deadline,
                deadlineAtRisk,
                runAt,
                createdAt,
                updatedAt,
                startedAt,
                finishedAt);
    }
}
