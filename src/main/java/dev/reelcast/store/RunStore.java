package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.QueueStoreApi.Checkpoint;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How runs end: with a checkpoint and the next stage, or without. */
final class RunStore {

    private final Sql sql;

    RunStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Committed<Claimed>> checkpoint(Checkpoint checkpoint) {
        Run run = checkpoint.run();
        JsonObject output = Values.storable(checkpoint.outcome().output());
        return sql.transaction(within -> ending(within, run, checkpoint.stage())
                .compose(ending -> stageDone(within, checkpoint, output)
                        .compose(stored -> StageParts.store(within, run, checkpoint.stage(), ending, output))
                        .compose(made -> next(within, checkpoint, ending, made))));
    }

    private static Future<Ending> ending(Sql within, Run run, Stage stage) {
        return within.first(QueueSql.ENDING, Ending::of, run.jobId(), run.number(), Wire.word(stage))
                .map(found -> found.orElseThrow(QueueStore::lostRun));
    }

    private static Future<Integer> stageDone(Sql within, Checkpoint checkpoint, JsonObject output) {
        FileColumns files = FileColumns.of(checkpoint.outcome().files());
        return within.execute(
                QueueSql.STAGE_DONE,
                checkpoint.run().jobId(),
                checkpoint.run().number(),
                Wire.word(checkpoint.stage()),
                output,
                files.names(),
                files.kinds(),
                files.storageKeys(),
                files.contentTypes(),
                files.bytes());
    }

    private static Future<Committed<Claimed>> next(
            Sql within, Checkpoint checkpoint, Ending ending, Optional<StageParts.Made> made) {
        UUID jobId = checkpoint.run().jobId();
        Stage next = ending.pipeline().after(checkpoint.stage());
        if (next == Stage.COMPLETED) {
            return within.list(
                            QueueSql.COMPLETE,
                            JobRow::event,
                            jobId,
                            "Finished",
                            made.map(StageParts.Made::result).orElse(null))
                    .map(events -> Committed.<Claimed>of(null, events)
                            .with(made.map(StageParts.Made::facts).orElse(List.of())));
        }
        Pipeline.Step step = ending.pipeline().step(next).orElseThrow();
        if (!checkpoint.goOn()) {
            return within.list(
                            QueueSql.RELEASE,
                            JobRow::event,
                            jobId,
                            Wire.word(next),
                            step.startPercent(),
                            "Waiting for a server")
                    .map(events -> Committed.of(null, events));
        }
        return within.first(
                        QueueSql.GO_ON,
                        row -> Committed.<Claimed>of(JobRow.claimed(row), List.of(JobRow.event(row))),
                        jobId,
                        Wire.word(next),
                        step.startPercent(),
                        step.words(),
                        Values.seconds(checkpoint.lease()))
                .map(Optional::orElseThrow);
    }

    Future<Committed<Void>> end(Ended ended) {
        return sql.transaction(within -> ending(within, ended.run(), ended.stage())
                .compose(ending -> {
                    RunEnd end = RunEnd.of(ended, ending.attempt());
                    return write(within, ended, end).map(events -> told(ended, end, events));
                })
                .recover(failure -> cancelledMeanwhile(within, ended, failure)));
    }

    private static Future<List<StoredEvent>> write(Sql within, Ended ended, RunEnd end) {
        return within.list(
                QueueSql.END,
                JobRow::event,
                ended.run().jobId(),
                ended.run().number(),
                Wire.word(ended.stage()),
                Wire.word(end.status()),
                end.message(),
                Values.jsonOrNull(end.error()),
                Values.time(end.runAt()),
                end.givenBack(),
                end.event(),
                end.stageStatus(),
                end.outcome(),
                end.cause(),
                end.reason());
    }

    private static Committed<Void> told(Ended ended, RunEnd end, List<StoredEvent> events) {
        Committed<Void> committed = Committed.of(null, events);
        LogLevel level = end.level();
        return level == null
                ? committed
                : committed.with(ProgressApi.line(ended.run().jobId(), level, ended.stage(), end.reason()));
    }

    /** The order that stopped the run has already ended it in the tables. */
    private static Future<Committed<Void>> cancelledMeanwhile(Sql within, Ended ended, Throwable failure) {
        if (!(ended.outcome() instanceof Outcome.Cancel)) {
            return Future.failedFuture(failure);
        }
        return within.first(
                        QueueSql.CANCELLED,
                        row -> true,
                        ended.run().jobId(),
                        ended.run().number())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(Committed.of(null, List.of()))
                        : Future.failedFuture(failure));
    }
}
