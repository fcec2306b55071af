package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.QueueControlApi;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.RetentionApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the job tables. */
public final class JobStoreVerticle extends VerticleBase {

    private final Bus bus;
    private final Database database;
    private final Announcer announcer;
    private @Nullable Pool pool;
    private @Nullable Pool queuePool;
    private @Nullable Pool claimPool;
    private @Nullable JobNotifications notifications;

    public JobStoreVerticle(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
        this.announcer = new Announcer(bus);
    }

    @Override
    public Future<?> start() {
        Pool open = database.open(vertx);
        pool = open;
        Pool hot = database.openQueue(vertx);
        queuePool = hot;
        Pool claims = database.openClaims(vertx);
        claimPool = claims;
        StageTimes times = new StageTimes(hot);
        JobNotifications channel = new JobNotifications(vertx, database, bus);
        notifications = channel;
        return Future.all(
                        Future.all(serveJobs(new JobStore(hot), new JobReader(open))),
                        Future.all(serveLists(new JobLists(open), new JobFigures(open))),
                        Future.all(serveQueue(new QueueStore(hot, claims))),
                        Future.all(serveSteering(new ControlStore(open), new Deadlines(open), times)),
                        Future.all(serveProgress(new EventStore(hot))),
                        Future.all(serveRetention(new Retention(open))))
                .compose(served -> vertx.deployVerticle(new RunStoreVerticle(bus, database, times)))
                .compose(deployed -> channel.start());
    }

    @Override
    public Future<?> stop() {
        Future<Void> deaf = notifications == null ? Future.succeededFuture() : notifications.stop();
        return deaf.eventually(() -> pool == null ? Future.succeededFuture() : pool.close())
                .eventually(() -> queuePool == null ? Future.succeededFuture() : queuePool.close())
                .eventually(() -> claimPool == null ? Future.succeededFuture() : claimPool.close());
    }

    private List<Future<Void>> serveJobs(JobStore jobs, JobReader reader) {
        return List.of(
                bus.serve(
                        JobStoreApi.ENQUEUE,
                        job -> announcer.after(jobs::enqueue).apply(job).compose(jobs::told)),
                bus.serve(JobStoreApi.ENQUEUE_ALL, announcer.after(jobs::enqueueAll)),
                bus.serve(JobStoreApi.UPDATE, announcer.after(jobs::update)),
                bus.serve(JobStoreApi.CANCEL, announcer.after(jobs::cancel)),
                bus.serve(JobStoreApi.RETRY, announcer.after(jobs::retry)),
                bus.serve(JobStoreApi.FIND, reader::find),
                bus.serve(JobStoreApi.HISTORY, reader::history),
                bus.serve(JobStoreApi.LOGS, reader::logs),
                bus.serve(JobStoreApi.FILE, reader::file));
    }

    private List<Future<Void>> serveLists(JobLists lists, JobFigures figures) {
        return List.of(
                bus.serve(JobStoreApi.LIST, lists::list),
                bus.serve(JobStoreApi.EXPORT, lists::export),
                bus.serve(JobStoreApi.STATS, figures::stats));
    }

    private List<Future<Void>> serveQueue(QueueStore queue) {
        return List.of(
                bus.serve(QueueStoreApi.CLAIM, announcer.after(queue::claim)),
                bus.serve(QueueStoreApi.RENEW, queue::renew),
                bus.serve(QueueStoreApi.SEEN, queue::seen),
                bus.serve(QueueStoreApi.INPUT, queue::input),
                bus.serve(QueueStoreApi.HAND_BACK, announcer.after(queue::handBack)),
                bus.serve(QueueStoreApi.FORGOTTEN, announcer.after(queue::forgotten)),
                bus.serve(QueueStoreApi.RESCUE, announcer.after(queue::rescue)),
                bus.serve(QueueStoreApi.EXPIRE, announcer.after(queue::expire)));
    }

    private List<Future<Void>> serveSteering(ControlStore control, Deadlines deadlines, StageTimes times) {
        return List.of(
                bus.serve(QueueControlApi.STATE, control::state),
                bus.serve(QueueControlApi.PAUSE, announcer.after(control::pause)),
                bus.serve(QueueControlApi.RESUME, announcer.after(control::resume)),
                bus.serve(
                        QueueStoreApi.FORESEE,
                        limit -> times.store()
                                .compose(stored ->
                                        announcer.after(deadlines::foresee).apply(limit))));
    }

    private List<Future<Void>> serveRetention(Retention retention) {
        return List.of(
                bus.serve(RetentionApi.SWEEP, retention::sweep),
                bus.serve(RetentionApi.LEFT_BEHIND, retention::leftBehind),
                bus.serve(RetentionApi.CLEARED, retention::cleared),
                bus.serve(RetentionApi.REPLACED, retention::replaced),
                bus.serve(RetentionApi.DROPPED, retention::dropped));
    }

    private List<Future<Void>> serveProgress(EventStore events) {
        return List.of(
                bus.serve(ProgressApi.STORE, events::store), bus.serve(ProgressApi.STORE_LOGS, events::storeLogs));
    }
}
