package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.Ids;
import dev.reelcast.model.User;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides who may hear which address. This is the whole list: what does not stand here is refused. That somebody owns an
 * agent or a job is asked of the store each time, in their own name.
 */
final class BridgeGuard {

    /** The longest address there is: a name and an id. */
    static final int MAX_ADDRESS = 64;

    private final Bus bus;

    BridgeGuard(Bus bus) {
        this.bus = bus;
    }

    /** Whether a user may hear an address; fails when that cannot be found out now. */
    Future<Boolean> mayHear(User user, String address) {
        if (address.equals(Facts.JOBS_STATUS)) {
            return Future.succeededFuture(user.viewer().seesAll());
        }
        if (address.equals(Facts.QUEUE_STATE)) {
            return Future.succeededFuture(true);
        }
        int dot = address.lastIndexOf('.');
        Optional<UUID> id = dot < 0 ? Optional.empty() : Ids.parse(address.substring(dot + 1));
        // Ids are published in lower case; another spelling of one would never be heard.
        if (id.isEmpty() || !address.endsWith(id.get().toString())) {
            return Future.succeededFuture(false);
        }
        return switch (address.substring(0, dot)) {
            case "job.progress", "agent.events" -> ownsAgent(user, id.get());
            case "job.events", "job.logs" -> ownsJob(user, id.get());
            case "bulk.progress" -> ownsBulkJob(user, id.get());
            case "queue.updates", "notifications" ->
                Future.succeededFuture(user.id().equals(id.get()));
            default -> Future.succeededFuture(false);
        };
    }

    private Future<Boolean> ownsAgent(User user, UUID agentId) {
        return found(bus.request(AgentStoreApi.FIND, new AgentStoreApi.OneAgent(user.viewer(), agentId)));
    }

    private Future<Boolean> ownsBulkJob(User user, UUID bulkJobId) {
        return found(bus.request(BulkStoreApi.FIND, new BulkStoreApi.OneBulk(user.viewer(), bulkJobId)));
    }

    /** Asks for no event at all, which is the lightest question that is answered only to the job's owner. */
    private Future<Boolean> ownsJob(User user, UUID jobId) {
        return found(bus.request(JobStoreApi.HISTORY, new JobStoreApi.After(user.viewer(), jobId, Long.MAX_VALUE, 1)));
    }

    private static Future<Boolean> found(Future<?> asked) {
        return asked.transform(answer -> {
            if (answer.succeeded()) {
                return Future.succeededFuture(true);
            }
            return answer.cause() instanceof Failure failure && failure.kind() == FailureKind.NOT_FOUND
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(answer.cause());
        });
    }
}
