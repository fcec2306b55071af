package dev.reelcast.store;

import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import io.vertx.core.Future;

/** Leaves a host alone that asked for fewer requests: a minute at first, twice as long each time, an hour at most. */
final class HostBreaks {

    private HostBreaks() {}

    static Future<Integer> begin(Sql within, Locked job, Outcome.Retry throttled) {
        if (job.host() == null) {
            return Future.succeededFuture(0);
        }
        return within.execute(
                QueueSql.BREAK, job.host(), Values.seconds(throttled.after()), Values.storable(throttled.message()));
    }

    /** What was fetched from the host ends its break. */
    static Future<Integer> over(Sql within, Locked job) {
        return job.stage() == Stage.DOWNLOADING && job.host() != null
                ? within.execute(QueueSql.UNBREAK, job.host())
                : Future.succeededFuture(0);
    }
}
