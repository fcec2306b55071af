package dev.reelcast.stage;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.NotYetException;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Wire;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.Refused;
import dev.reelcast.storage.NoBucketException;
import dev.reelcast.storage.NoSpaceException;
import dev.reelcast.storage.StorageUnavailableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that decides which failures of a stage are permanent (spec: the job will not be tried again). */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    /** A service that is down is asked again after so long. */
    private static final Duration SERVICE_PAUSE = Duration.ofSeconds(60);

    private static final Duration STORAGE_PAUSE = Duration.ofSeconds(10);

    private static final String DISK_FULL = "The server's disk is full.";

    private Outcomes() {}

    static Outcome of(Throwable cause) {
        if (cause instanceof CancelledException) {
            return new Outcome.Cancel("Stopped.");
        }
        if (cause instanceof UnwantedException unwanted) {
            return new Outcome.Cancel(Wire.word(unwanted.rule()), sentence(cause));
        }
        if (cause instanceof NotYetException notYet) {
            return new Outcome.Snooze(notYet.until(), sentence(cause));
        }
        if (cause instanceof MediaException media) {
            return media.kind() == MediaException.Kind.CANCELLED ? new Outcome.Cancel("Stopped.") : media(media);
        }
        if (cause instanceof FetchException fetch) {
            return fetch.kind() == FetchException.Kind.CANCELLED ? new Outcome.Cancel("Stopped.") : fetch(fetch);
        }
        if (cause instanceof Refused refused) {
            return of(FetchException.of(refused));
        }
        if (cause instanceof UncheckedIOException wrapped
                && (wrapped.getCause() instanceof NoSpaceException
                        || wrapped.getCause() instanceof StorageUnavailableException)) {
            return of(wrapped.getCause());
        }
        if (cause instanceof NoSpaceException) {
            return new Outcome.Retry("no_space", DISK_FULL);
        }
        if (cause instanceof NoBucketException) {
            return new Outcome.Fail("no_bucket", sentence(cause));
        }
        if (cause instanceof StorageUnavailableException) {
            LOG.warn("Media cannot be stored or had: {}", cause.getMessage());
            return new Outcome.Snooze(
                    Instant.now().plus(STORAGE_PAUSE), "The place where media is kept cannot be reached.");
        }
        if (cause instanceof Failure failure && failure.kind() == FailureKind.UNAVAILABLE) {
            // A part of this server, the database as a rule: nothing that the job has done or could do better.
            return new Outcome.Snooze(Instant.now(), failure.sentence());
        }
        if (cause instanceof Failure failure) {
            boolean passing = failure.kind() == FailureKind.TIMEOUT;
            return outcome(!passing && failure.kind() != FailureKind.INTERNAL, failure.code(), failure.sentence());
        }
        LOG.error("A stage went wrong unexpectedly", cause);
        return String.valueOf(cause.getMessage()).contains("No space left on device")
                ? new Outcome.Retry("no_space", DISK_FULL)
                : new Outcome.Retry("internal", "Something went wrong on the server.");
    }

    private static Outcome media(MediaException media) {
        return media.kind() == MediaException.Kind.SERVICE_DOWN
                ? new Outcome.Snooze(Instant.now().plus(SERVICE_PAUSE), sentence(media))
                : outcome(media.kind().permanent(), media.word(), sentence(media));
    }

    private static Outcome fetch(FetchException fetch) {
        Duration after = fetch.retryAfter();
        return after == null || fetch.permanent()
                ? outcome(fetch.permanent(), fetch.word(), sentence(fetch))
                : new Outcome.Retry(fetch.word(), sentence(fetch), after);
    }

    private static Outcome outcome(boolean permanent, String word, String message) {
        return permanent ? new Outcome.Fail(word, message) : new Outcome.Retry(word, message);
    }

    private static String sentence(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
