package dev.reelcast.store;

import dev.reelcast.bus.BulkStoreApi.BulkPatch;
import dev.reelcast.bus.BulkStoreApi.OneItem;
import dev.reelcast.bus.BulkStoreApi.Start;
import dev.reelcast.bus.BulkStoreApi.Steering;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.BulkCause;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkCounts;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkPace;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.BulkTransitions;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What moves bulk jobs. Each change is one transaction that has locked the bulk job's row, so that of two commands, or of a
 * command and what its items come to, one is first. Where it goes is decided by {@link BulkTransitions}.
 *
 * <p>Whoever locks several rows does so in this order: bulk job, agent, item, job.
 */
final class BulkRuns {

    private static final String HELD = "Paused with its bulk job";
    private static final String LATE = "The deadline passed before all items had ended.";
    private static final String ITEM_LATE = "The deadline has passed.";

    private final Sql sql;
    private final BulkFeed feed;

    BulkRuns(Pool pool) {
        this.sql = new Sql(pool);
        this.feed = new BulkFeed();
    }

    Future<Committed<BulkJob>> start(Start start) {
        Priority priority = start.priority() == null ? Priority.NORMAL : start.priority();
        Duration deadline = start.deadline();
        return change(start.viewer(), start.bulkJobId(), turn -> {
            require(turn, BulkCommand.START);
            if (turn.job().counts().total() == 0) {
                throw notChecked();
            }
            return turn.within()
                    .execute(
                            BulkSql.START,
                            turn.id(),
                            start.title(),
                            (short) priority.rank(),
                            deadline == null ? null : Values.seconds(deadline))
                    .compose(started -> turn.reread())
                    .compose(this::goOn);
        });
    }

    private static Failure notChecked() {
        return Failure.of(FailureKind.CONFLICT, "not_checked", "The rows are still being read.");
    }

    Future<Committed<BulkJob>> steer(Steering steering) {
        return change(steering.viewer(), steering.bulkJobId(), turn -> {
            require(turn, steering.command());
            return switch (steering.command()) {
                case START -> throw Failure.of(FailureKind.INVALID, "A bulk job is started in another way.");
                case PAUSE -> hold(turn);
                case RESUME -> resume(turn).compose(this::goOn);
                case CANCEL -> cancel(turn);
                case RETRY_FAILED -> again(turn, steering.unfinished()).compose(this::goOn);
                case DELETE -> turn.within().execute(BulkSql.DELETE, turn.id()).map(deleted -> turn.gone());
            };
        });
    }

    private Future<Committed<BulkJob>> change(Viewer viewer, UUID id, Function<BulkTurn, Future<BulkTurn>> work) {
        return sql.transaction(
                within -> within.first(BulkSql.LOCK, row -> turn(within, row), id, viewer.userId(), viewer.seesAll())
                        .map(found -> found.orElseThrow(() -> Failure.notFound("bulk job")))
                        .compose(BulkTurn::fold)
                        .compose(work)
                        .compose(BulkTurn::write));
    }

    private static BulkTurn turn(Sql within, Row row) {
        return new BulkTurn(within, BulkRow.job(row), row.getBoolean("cut_off"));
    }

    private static void require(BulkTurn turn, BulkCommand command) {
        BulkStatus from = turn.status();
        if (!BulkTransitions.allowed(from).contains(command)) {
            throw Failure.of(
                    FailureKind.CONFLICT,
                    "not_allowed",
                    "The bulk job is " + Wire.word(from).replace('_', ' ') + "; "
                            + (BulkTransitions.allowed(from).isEmpty()
                                    ? "wait until that is done."
                                    : "what can be asked of it: "
                                            + String.join(", ", Values.words(BulkTransitions.allowed(from)))
                                                    .replace('_', ' ')
                                            + "."));
        }
        BulkStatus next = BulkTransitions.after(from, command);
        if (next != null) {
            turn.become(next);
        }
    }

    /** What has begun ends; what waits is not claimed. */
    private static Future<BulkTurn> hold(BulkTurn turn) {
        return turn.within()
                .list(BulkItemSql.HOLD, JobEvents::of, turn.id(), HELD)
                .map(events -> told(turn, events));
    }

    private static Future<BulkTurn> resume(BulkTurn turn) {
        return turn.within().execute(BulkSql.NEW_PACE, turn.id()).compose(anew -> release(turn));
    }

    private static Future<BulkTurn> release(BulkTurn turn) {
        return turn.within()
                .list(BulkItemSql.RELEASE, JobEvents::of, turn.id(), Transitions.WAITING)
                .map(events -> told(turn, events));
    }

    private static Future<BulkTurn> cancel(BulkTurn turn) {
        return endWaiting(turn, JobStatus.CANCELLED, BulkCause.CANCELLED, null)
                .compose(ended -> turn.within().list(ChangeSql.LOCK_BULK, Locked::of, turn.id()))
                .compose(jobs -> {
                    jobs.stream()
                            .filter(Locked::runs)
                            .forEach(job -> turn.tell(JobStore.stopped(job.id(), "Cancelled")));
                    return Changes.write(
                            turn.within(),
                            jobs.stream().map(Transitions::cancelled).toList(),
                            Duration.ZERO);
                })
                .compose(written -> {
                    turn.tell(written.stream().map(Changes.Written::event).toList());
                    return turn.fold();
                });
    }

    /** Ends what has not been put into the queue. */
    private static Future<BulkTurn> endWaiting(
            BulkTurn turn, JobStatus status, BulkCause cause, @Nullable String message) {
        return turn.within()
                .execute(BulkItemSql.END_WAITING, turn.id(), Wire.word(status), Wire.word(cause), message)
                .compose(ended -> {
                    if (ended == 0) {
                        return Future.succeededFuture(turn);
                    }
                    turn.itemsChanged();
                    return changed(turn, JobStatus.PENDING, status, ended, 0).compose(BulkTurn::fold);
                });
    }

    static Future<BulkTurn> changed(BulkTurn turn, JobStatus from, JobStatus to, int items, int duplicates) {
        return turn.within()
                .execute(BulkSql.CHANGED, turn.id(), Wire.word(from), Wire.word(to), items, duplicates)
                .map(written -> turn);
    }

    private static Future<BulkTurn> again(BulkTurn turn, boolean unfinished) {
        return turn.within()
                .list(BulkItemSql.AGAIN, row -> row.getInteger("items"), turn.id(), unfinished)
                .compose(groups -> {
                    if (groups.isEmpty()) {
                        throw Failure.of(
                                FailureKind.CONFLICT,
                                "nothing_to_retry",
                                "No item of the bulk job "
                                        + (unfinished ? "can be run again." : "has failed that could be run again."));
                    }
                    turn.itemsChanged();
                    turn.because(null);
                    turn.cutOff(false);
                    turn.atRisk(false);
                    return turn.within()
                            .execute(BulkSql.NEW_PACE, turn.id())
                            .compose(anew -> turn.within().execute(BulkSql.DROP_PASSED_DEADLINE, turn.id()))
                            .compose(dropped -> turn.fold());
                });
    }

    private Future<BulkTurn> goOn(BulkTurn turn) {
        return feed.fill(turn).compose(this::settle);
    }

    /** Goes where its items have brought it. */
    private Future<BulkTurn> settle(BulkTurn turn) {
        BulkStatus next = BulkTransitions.settled(turn.status(), turn.job().counts(), turn.cutOff());
        // That all items have ended is told before what came of it, and whoever is to be told is told in between.
        if (next != turn.status()) {
            turn.become(next);
            if (next == BulkStatus.FAILED) {
                turn.because("None of the rows could start.");
            }
        }
        return Future.succeededFuture(turn);
    }

    /** Where something may be due. */
    Future<List<UUID>> due() {
        return sql.list(BulkSql.DUE, row -> row.getUUID("id"));
    }

    /** Does what is due of one bulk job; its value is null when somebody else is at it, or it is gone. */
    Future<Committed<BulkJob>> advance(UUID id) {
        return sql.transaction(within -> within.first(BulkSql.TAKE, row -> turn(within, row), id)
                .compose(found -> found.isEmpty() ? gone(within, id) : advance(found.get())));
    }

    /** What is left to be counted of one that was deleted counts nowhere. */
    private static Future<Committed<BulkJob>> gone(Sql within, UUID id) {
        return within.execute(BulkSql.FORGET_CHANGES, id).map(forgotten -> Committed.of(null, List.of()));
    }

    private Future<Committed<BulkJob>> advance(BulkTurn turn) {
        return turn.fold()
                .compose(this::keepDeadline)
                .compose(this::move)
                .compose(this::foresee)
                .compose(BulkTurn::write);
    }

    private Future<BulkTurn> move(BulkTurn turn) {
        return switch (turn.status()) {
            // Whatever was held when it was paused, and came back since from a server that was lost, goes on with it.
            case RUNNING -> release(turn).compose(this::goOn);
            // A job that was tried again by itself at that very moment is cancelled too.
            case CANCELLING -> cancel(turn).compose(this::settle);
            // A job that is to be tried again waits for its time, which is not to come.
            case PAUSING, PAUSED -> hold(turn).compose(this::settle);
            default ->
                settle(turn)
                        .compose(settled -> settled.status() == BulkStatus.RUNNING
                                ? release(settled)
                                : Future.succeededFuture(settled));
        };
    }

    private Future<BulkTurn> keepDeadline(BulkTurn turn) {
        boolean open = turn.status() == BulkStatus.RUNNING
                || turn.status() == BulkStatus.PAUSING
                || turn.status() == BulkStatus.PAUSED;
        if (!open || turn.cutOff() || turn.job().deadline() == null) {
            return Future.succeededFuture(turn);
        }
        // The queue may have ended the last of its jobs already.
        return turn.within()
                .first(BulkSql.LATE, row -> row.getBoolean("late") && row.getBoolean("cuts_off"), turn.id())
                .compose(late -> late.orElse(false) ? cutOff(turn) : Future.succeededFuture(turn));
    }

    /** Its jobs have the same deadline, and the queue ends them. */
    private static Future<BulkTurn> cutOff(BulkTurn turn) {
        turn.cutOff(true);
        turn.because(LATE);
        return endWaiting(turn, JobStatus.SKIPPED, BulkCause.DEADLINE, ITEM_LATE);
    }

    /** Whether at its pace it will have items left at its deadline. */
    private Future<BulkTurn> foresee(BulkTurn turn) {
        if (turn.job().deadline() == null || turn.status() != BulkStatus.RUNNING) {
            if (turn.status().ended()) {
                turn.atRisk(false);
            }
            return Future.succeededFuture(turn);
        }
        BulkCounts counts = turn.job().counts();
        BulkPace.Eta eta = turn.job().pace().eta(counts.open());
        if (eta == null) {
            return Future.succeededFuture(turn);
        }
        return turn.within()
                .first(BulkSql.LATE, row -> row.getDouble("seconds"), turn.id())
                .map(left -> {
                    turn.atRisk(left.filter(seconds -> eta.likely() > seconds).isPresent());
                    return turn;
                });
    }

    Future<Committed<BulkJob>> update(BulkPatch patch) {
        Priority priority = patch.priority();
        return change(
                patch.viewer(),
                patch.bulkJobId(),
                turn -> turn.within()
                        .execute(
                                BulkSql.UPDATE,
                                turn.id(),
                                patch.title(),
                                priority == null ? null : (short) priority.rank())
                        .compose(updated -> priority == null
                                ? Future.succeededFuture(turn)
                                : turn.within()
                                        .list(BulkItemSql.HURRY, JobEvents::of, turn.id(), (short) priority.rank())
                                        .map(events -> told(turn, events)))
                        .compose(BulkTurn::reread));
    }

    Future<Committed<BulkItem>> skip(OneItem which) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> within.first(
                        BulkSql.LOCK, row -> turn(within, row), which.bulkJobId(), viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("bulk job")))
                .compose(turn -> item(turn, which.item())
                        .compose(item -> leaveOut(turn, item))
                        .compose(BulkTurn::fold)
                        .compose(this::settle)
                        .compose(BulkTurn::write))
                .compose(committed -> within.first(BulkItemSql.FIND, BulkRow::item, which.bulkJobId(), which.item())
                        .map(item -> Committed.of(item.orElseThrow(), committed.events())
                                .with(committed.facts()))));
    }

    private static Future<BulkItem> item(BulkTurn turn, int item) {
        return turn.within()
                .first(BulkItemSql.FIND, BulkRow::item, turn.id(), item)
                .map(found -> found.orElseThrow(() -> Failure.notFound("item")));
    }

    private static Future<BulkTurn> leaveOut(BulkTurn turn, BulkItem item) {
        if (item.status() != JobStatus.PENDING) {
            throw Failure.of(FailureKind.CONFLICT, "already_started", "The item has already started or ended.");
        }
        if (turn.status() == BulkStatus.PENDING && turn.job().counts().total() == 0) {
            throw notChecked();
        }
        return turn.within()
                .execute(
                        BulkItemSql.END_ONE,
                        turn.id(),
                        Wire.word(JobStatus.SKIPPED),
                        Wire.word(BulkCause.BY_HAND),
                        null,
                        item.itemId())
                .compose(ended -> {
                    if (ended > 0) {
                        turn.tell(BulkFacts.item(
                                turn.id(), item.itemId(), turn.job().counts().total(), Wire.word(JobStatus.SKIPPED)));
                        return turn.status() == BulkStatus.PENDING
                                ? turn.within()
                                        .execute(BulkSql.COUNT_ITEMS, turn.id())
                                        .compose(counted -> turn.reread())
                                : changed(turn, JobStatus.PENDING, JobStatus.SKIPPED, ended, 0);
                    }
                    return leaveOutJob(turn, item.jobId());
                });
    }

    private static Future<BulkTurn> leaveOutJob(BulkTurn turn, @Nullable UUID jobId) {
        Viewer everybody = QueueStore.everything();
        return turn.within()
                .first(ChangeSql.LOCK_ONE, Locked::of, jobId, everybody.userId(), everybody.seesAll())
                .map(Optional::orElseThrow)
                .compose(job -> Changes.write(turn.within(), List.of(Transitions.skipped(job)), Duration.ZERO))
                .map(written -> {
                    turn.tell(written.stream().map(Changes.Written::event).toList());
                    return turn;
                });
    }

    private static BulkTurn told(BulkTurn turn, List<StoredEvent> events) {
        turn.tell(events);
        return turn;
    }
}
