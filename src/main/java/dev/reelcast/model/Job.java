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
 * @param videoTitle what it is about, as far as known
 * @param videoUrl where the input was found, null for a file or a text
 * @param priority among its owner's jobs
 * @param attempt how often the current stage has been started, 0 to 5
 * @param error why it failed, was cancelled or waits for a retry; null when nothing went wrong
 * @param result what came of it ({@code episodeId, published, …}); null until it is completed
 * @param lastSeq the number of its newest event, from 1
 * @param queuePosition 1 for the next to run; null unless pending and known
 * @param deadline when it is no longer wanted, null for never
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
        @Nullable String videoTitle,
        @Nullable String videoUrl,
        Priority priority,
        int attempt,
        @Nullable JobError error,
        @Nullable JsonObject result,
        long lastSeq,
        @Nullable Integer queuePosition,
        @Nullable Instant deadline,
        Instant runAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
