package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether a finished episode goes out, is held for review, or neither.
 *
 * @param published whether it is in the feed from now on
 * @param held whether it waits for a person
 * @param reason one sentence for people
 */
public record PublishDecision(boolean published, boolean held, String reason) {

    /**
     * Decides by the agent's rule.
     *
     * @param rule null for a job without an agent: there is no feed to be in
     */
    public static PublishDecision of(@Nullable PublishRule rule, EpisodeDraft draft) {
        if (rule == null) {
            return new PublishDecision(false, false, "The job belongs to no agent, so the episode is in no feed.");
        }
        if (draft.audio() == null) {
            return new PublishDecision(false, false, "There is no audio to publish.");
        }
        return switch (rule) {
            case MANUAL -> new PublishDecision(false, false, "The agent's episodes are published by hand.");
            case REVIEW -> new PublishDecision(false, true, "The agent's episodes are reviewed before they go out.");
            case AUTO -> new PublishDecision(draft.shouldAutopublish(), !draft.shouldAutopublish(), draft.reason());
        };
    }
}
