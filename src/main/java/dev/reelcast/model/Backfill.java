package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One search of an agent's channel for what was published on it since a time.
 *
 * @param id never reused
 * @param agentId whose channel it is
 * @param since videos published at this time or later
 * @param dryRun whether it only finds out what is there
 * @param state where it stands
 * @param source who lists the channel, null before it began
 * @param seen videos of the channel that were looked at so far, older ones included
 * @param total videos since that time found so far; all of them once it is no longer listing
 * @param taken how many of these were handed over to the agent
 * @param enqueued how many of the taken got a job
 * @param known how many of the taken the agent had already
 * @param ignored how many of the taken a rule left out
 * @param reason why it waits, or failed, one sentence; null otherwise
 * @param resumesAt when it goes on, null unless it waits
 * @param createdAt when it was asked for
 * @param finishedAt when it ended, null before
 */
public record Backfill(
        UUID id,
        UUID agentId,
        Instant since,
        boolean dryRun,
        BackfillState state,
        @Nullable ListingSource source,
        int seen,
        int total,
        int taken,
        int enqueued,
        int known,
        int ignored,
        @Nullable String reason,
        @Nullable Instant resumesAt,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
