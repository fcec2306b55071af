package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.Ids;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.User;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Plain WebSockets for programs: all jobs, one's own jobs or one of them, and a job's log with its history first. */
final class PlainSocketRoutes {

    private static final int PAGE = 1_000;
    private static final int TOO_BIG = 1009;

    private final Bus bus;
    private final Upgrade upgrade;
    private final BridgeGuard guard;
    private final Fanout fanout;
    private final Sockets sockets;

    PlainSocketRoutes(Bus bus, Upgrade upgrade, BridgeGuard guard, Fanout fanout, Sockets sockets) {
        this.bus = bus;
        this.upgrade = upgrade;
        this.guard = guard;
        this.fanout = fanout;
        this.sockets = sockets;
    }

    void addTo(Router router) {
        router.get("/ws/jobs/status").handler(upgrade::authenticate).handler(this::status);
        router.get("/ws/jobs/:jobId/logs").handler(upgrade::authenticate).handler(this::logs);
        router.get("/api/ws/progress").handler(upgrade::authenticate).handler(this::progress);
    }

    private void status(RoutingContext context) {
        Failure refusal = Failure.of(FailureKind.FORBIDDEN, "Only administrators hear all jobs.");
        open(context, Facts.JOBS_STATUS, refusal, null);
    }

    private void logs(RoutingContext context) {
        UUID jobId = id(context.pathParam("jobId"));
        User user = Upgrade.identity(context).user();
        open(context, Facts.jobLogs(jobId), noSuchJob(), after -> lines(user, jobId, after));
    }

    private void progress(RoutingContext context) {
        String jobId = context.request().getParam("jobId");
        String bulkJobId = context.request().getParam("bulkJobId");
        if (bulkJobId != null) {
            open(context, Facts.bulkProgress(id(bulkJobId)), Failure.notFound("bulk job"), null);
            return;
        }
        String address = jobId == null
                ? Facts.queueUpdates(Upgrade.identity(context).user().id())
                : Facts.jobEvents(id(jobId));
        open(context, address, noSuchJob(), null);
    }

    private Future<List<JsonObject>> lines(User user, UUID jobId, long after) {
        return bus.request(JobStoreApi.LOGS, new JobStoreApi.LogQuery(user.viewer(), jobId, after, LogLevel.INFO, PAGE))
                .map(lines -> lines.stream().map(Wire::json).toList());
    }

    private void open(
            RoutingContext context,
            String address,
            Failure refusal,
            @Nullable LongFunction<Future<List<JsonObject>>> history) {
        Sessions.Identity identity = Upgrade.identity(context);
        HttpConnection connection = context.request().connection();
        context.request().pause();
        guard.mayHear(identity.user(), address)
                .compose(may -> may ? Future.succeededFuture() : Future.failedFuture(refusal))
                .compose(may -> context.request().toWebSocket())
                .onSuccess(webSocket -> {
                    PlainSocket socket = new PlainSocket(
                            identity.user(), address, Outlet.of(webSocket, connection), fanout, history);
                    sockets.add(socket, identity.until());
                    webSocket
                            .textMessageHandler(socket::receive)
                            .closeHandler(closed -> sockets.gone(socket))
                            .exceptionHandler(broken -> sockets.end(socket, TOO_BIG, "the message cannot be read"));
                    socket.start();
                })
                .onFailure(context::fail);
    }

    private static UUID id(@Nullable String text) {
        return Ids.parse(text == null ? "" : text).orElseThrow(PlainSocketRoutes::noSuchJob);
    }

    private static Failure noSuchJob() {
        return Failure.notFound("job");
    }
}
