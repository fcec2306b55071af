package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address of a user that is called when something happens. What calls are signed with is shown once, when it is made.
 *
 * @param id never reused
 * @param events the types of events that it is called for, empty for all
 * @param offAt since when it is not called any more because it answered 410, null while it is called
 * @param waiting how many calls are still to be made
 * @param last what came of the newest call, null before the first
 */
public record Webhook(
        UUID id,
        String url,
        List<String> events,
        Instant createdAt,
        @Nullable Instant offAt,
        int waiting,
        @Nullable Outcome last) {

    /**
     * What came of a call.
     *
     * @param at when that was known
     * @param status of HTTP, null when there was no answer
     * @param error one sentence, null when it went well
     */
    public record Outcome(
            Instant at, @Nullable Integer status, @Nullable String error) {}

    public Webhook {
        events = List.copyOf(events);
    }
}
