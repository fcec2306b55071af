package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Episode;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Recut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an episode stands on its way to its listeners, and what a command or the time makes of that. The one place where it
 * is decided.
 *
 * @param published whether it is in the feed
 * @param held whether it waits for a person
 * @param reason one sentence for people
 * @param publishAt when it goes out, null when that is not decided
 * @param forgetsRecut whether a new cut that came to nothing is forgotten
 */
record Publication(
        boolean published,
        boolean held,
        String reason,
        @Nullable Instant publishAt,
        boolean forgetsRecut) {

    private static final String WAITS_FOR_CUT = "It goes out as soon as it is cut anew.";

    /** The next publication of one; null when nothing changes. */
    @FunctionalInterface
    interface Decision {
        @Nullable
        Publication of(Episode episode, Instant now);
    }

    static @Nullable Publication published(Episode episode, Instant now) {
        if (episode.published()) {
            return null;
        }
        requirePublishable(episode);
        if (cutting(episode)) {
            return new Publication(false, false, WAITS_FOR_CUT, now, false);
        }
        return new Publication(true, false, "It was published by hand.", null, true);
    }

    static Publication scheduled(Episode episode, Instant at, Instant now) {
        if (episode.published()) {
            throw Failure.of(FailureKind.CONFLICT, "already_published", "The episode is out already.");
        }
        if (!at.isAfter(now)) {
            throw Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "time_passed",
                    "The time has passed already. Choose a later one, or publish now.");
        }
        requirePublishable(episode);
        return new Publication(false, false, "It is to go out when it is time.", at, !cutting(episode));
    }

    static @Nullable Publication unpublished(Episode episode, Instant now) {
        if (episode.publishAt() != null) {
            return new Publication(false, true, "It was taken back from its schedule.", null, false);
        }
        return episode.published()
                ? new Publication(false, false, "It was taken out of the feed by hand.", null, false)
                : null;
    }

    static @Nullable Publication held(Episode episode, Instant now) {
        if (episode.held()) {
            return null;
        }
        requireFeed(episode);
        return new Publication(false, true, "It was put into review by hand.", null, false);
    }

    static @Nullable Publication rejected(Episode episode, Instant now) {
        if (episode.published()) {
            throw Failure.of(
                    FailureKind.CONFLICT, "already_published", "The episode is out. Take it out of the feed first.");
        }
        return episode.held() || episode.publishAt() != null
                ? new Publication(false, false, "It was turned down in review.", null, false)
                : null;
    }

    /** Its time has come. What cannot go out then as it was meant is a person's to decide; null for one that is being cut. */
    static @Nullable Publication due(Episode episode) {
        if (episode.agentId() == null || episode.media() == null) {
            return new Publication(
                    false, false, "When it was time there was no feed for it, or nothing to hear.", null, false);
        }
        Recut recut = episode.recut();
        if (recut != null && !recut.status().ended()) {
            return null;
        }
        return recut == null
                ? new Publication(true, false, "It was published as scheduled.", null, false)
                : new Publication(
                        false,
                        true,
                        recut.status() == JobStatus.FAILED
                                ? "It did not go out, because it could not be cut anew."
                                : "It did not go out, because its new cut was cancelled.",
                        null,
                        false);
    }

    /** It was cut anew, and that was all it waited for; null when it did not wait, or not only for that. */
    static @Nullable Publication recut(Episode episode, Instant now) {
        Instant at = episode.publishAt();
        return at == null || at.isAfter(now) || episode.agentId() == null
                ? null
                : new Publication(true, false, "It was published once it was cut anew.", null, false);
    }

    private static boolean cutting(Episode episode) {
        Recut recut = episode.recut();
        if (recut != null && recut.status() == JobStatus.FAILED) {
            throw Failure.of(
                    FailureKind.CONFLICT,
                    "recut_failed",
                    "The episode could not be cut anew. Try that again, or keep it as it was, and then publish it.");
        }
        return recut != null && !recut.status().ended();
    }

    private static void requirePublishable(Episode episode) {
        requireFeed(episode);
        if (episode.media() == null) {
            throw refused("The episode has no audio or video to publish.");
        }
    }

    private static void requireFeed(Episode episode) {
        if (episode.agentId() == null) {
            throw refused("The episode belongs to no agent, so there is no feed for it.");
        }
    }

    private static Failure refused(String sentence) {
        return Failure.of(FailureKind.CONFLICT, "not_publishable", sentence);
    }
}
