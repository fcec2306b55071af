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
     * @param threshold 0 to 1: what the analysis is less sure of is held, whatever it says itself
     */
    public static PublishDecision of(@Nullable PublishRule rule, double threshold, EpisodeDraft draft) {
        if (rule == null) {
            return new PublishDecision(false, false, "The job belongs to no agent, so the episode is in no feed.");
        }
        if (draft.media() == null) {
            return new PublishDecision(false, false, "There is no audio or video to publish.");
        }
        return switch (rule) {
            case MANUAL -> new PublishDecision(false, false, "The agent's episodes are published by hand.");
            case REVIEW -> new PublishDecision(false, true, "The agent's episodes are reviewed before they go out.");
            case AUTO -> automatic(threshold, draft);
        };
    }

    private static PublishDecision automatic(double threshold, EpisodeDraft draft) {
        Double confidence = draft.confidence();
        if (draft.shouldAutopublish() && confidence != null && confidence < threshold) {
            long asked = Math.round(threshold * 100);
            // Never as much as is asked for, however near it comes.
            long sure = Math.max(0, Math.min(Math.round(confidence * 100), asked - 1));
            return new PublishDecision(
                    false,
                    true,
                    "The analysis is " + sure + " % sure where the episode begins and ends; the agent asks for " + asked
                            + " %.");
        }
        return new PublishDecision(draft.shouldAutopublish(), !draft.shouldAutopublish(), draft.reason());
    }
}
