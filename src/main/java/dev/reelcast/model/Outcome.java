package dev.reelcast.model;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run of one stage ended. Only the queue turns it into a change of state. */
public sealed interface Outcome {

    /**
     * The stage is done; this becomes its checkpoint.
     *
     * @param output what later stages and people read
     * @param files what it made, already in storage
     */
    record Done(JsonObject output, List<StoredFile> files) implements Outcome {
        public Done {
            files = List.copyOf(files);
        }
    }

    /**
     * It may work another time: network, time-out, a service that is down.
     *
     * @param cause a word for the class of failure, as {@code network}
     * @param message one sentence for people
     * @param after it was asked to wait so long at least; zero when it was not
     */
    record Retry(String cause, String message, Duration after) implements Outcome {

        /** Nobody said how long to wait. */
        public Retry(String cause, String message) {
            this(cause, message, Duration.ZERO);
        }
    }

    /**
     * Not now, through no fault of the job: no attempt is counted.
     *
     * @param until when to look again
     * @param message what it waits for, for people
     */
    record Snooze(Instant until, String message) implements Outcome {}

    /**
     * It was told to stop, or is not wanted.
     *
     * @param cause what it is not wanted for, as {@code too_short}; null when it was told to stop
     * @param message one sentence for people
     */
    record Cancel(@Nullable String cause, String message) implements Outcome {

        /** It was told to stop. */
        public Cancel(String message) {
            this(null, message);
        }
    }

    /**
     * It can never work.
     *
     * @param cause a word for the class of failure, as {@code not_media}
     * @param message what to do about it, in one sentence for people
     */
    record Fail(String cause, String message) implements Outcome {}
}
