package dev.reelcast.store;

import dev.reelcast.bus.JobStoreApi.BulkPlace;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.RenderInput;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts items into the queue, a window at a time: the queue stays short however long the bulk job is, and a pause or a cancel
 * concerns a handful of jobs. An item that runs again goes on with the job that it had.
 */
final class BulkFeed {

    /** How many jobs of a bulk job wait in the queue: more than all servers end between two looks. */
    private static final int WINDOW = 200;

    private record Next(
            int item,
            JobType type,
            @Nullable String title,
            @Nullable String url,
            @Nullable String host,
            @Nullable String canonical,
            @Nullable RenderInput render,
            @Nullable UUID jobId) {

        static Next of(Row row) {
            return new Next(
                    row.getInteger("item"),
                    Values.word(JobType.class, row, "type"),
                    row.getString("title"),
                    row.getString("url"),
                    row.getString("host"),
                    row.getString("canonical"),
                    Values.recordOrNull(RenderInput.class, row, "render"),
                    row.getUUID("job_id"));
        }
    }

    /** Fills the window. */
    Future<BulkTurn> fill(BulkTurn turn) {
        return turn.within()
                .list(BulkItemSql.NEXT, Next::of, turn.id(), (long) WINDOW)
                .compose(next -> next.isEmpty()
                        ? Future.succeededFuture(turn)
                        : fill(turn, next).compose(BulkTurn::fold));
    }

    private static Future<BulkTurn> fill(BulkTurn turn, List<Next> next) {
        UUID[] known = next.stream().map(Next::jobId).filter(id -> id != null).toArray(UUID[]::new);
        return there(turn, known).compose(there -> {
            Map<UUID, Integer> again = new HashMap<>();
            Map<UUID, Integer> fresh = new HashMap<>();
            List<NewJob> jobs = new ArrayList<>();
            for (Next item : next) {
                if (item.jobId() != null && there.contains(item.jobId())) {
                    again.put(item.jobId(), item.item());
                } else {
                    NewJob job = job(turn.job(), item);
                    fresh.put(job.id(), item.item());
                    jobs.add(job);
                }
            }
            Map<Integer, UUID> fed = new HashMap<>();
            return retry(turn, again, fed)
                    .compose(retried -> insert(turn, jobs, fresh, fed))
                    .compose(inserted -> mark(turn, next, fed));
        });
    }

    private static Future<Set<UUID>> there(BulkTurn turn, UUID[] ids) {
        return ids.length == 0
                ? Future.succeededFuture(Set.of())
                : turn.within()
                        .list(ChangeSql.THERE, row -> row.getUUID("id"), (Object) ids)
                        .map(HashSet::new);
    }

    private static NewJob job(BulkJob bulk, Next item) {
        return new NewJob(
                Ids.next(),
                bulk.ownerId(),
                bulk.agentId(),
                item.type(),
                item.url(),
                item.canonical(),
                item.host(),
                item.title(),
                bulk.priority(),
                bulk.deadline(),
                List.of(),
                item.render(),
                new BulkPlace(bulk.id(), item.item(), bulk.counts().total()));
    }

    private static Future<Void> retry(BulkTurn turn, Map<UUID, Integer> again, Map<Integer, UUID> fed) {
        if (again.isEmpty()) {
            return Future.succeededFuture();
        }
        return turn.within()
                .list(ChangeSql.LOCK_ENDED, Locked::of, (Object) Values.ids(again.keySet()))
                .compose(jobs -> {
                    List<Change> changes = jobs.stream()
                            .map(job -> Transitions.again(job, null))
                            .toList();
                    changes.forEach(change -> {
                        UUID id = change.job().id();
                        fed.put(again.getOrDefault(id, 0), id);
                    });
                    Future<?> undone = Future.succeededFuture();
                    for (Change change : changes) {
                        undone = turn.within()
                                .execute(ChangeSql.UNDO, change.job().id(), Values.words(Transitions.undone(change)));
                    }
                    return undone.compose(done -> turn.within()
                                    .execute(
                                            BulkItemSql.RENEW_DEADLINE,
                                            (Object) Values.ids(jobs.stream()
                                                    .map(Locked::id)
                                                    .toList()),
                                            Values.time(turn.job().deadline())))
                            .compose(done -> Changes.write(turn.within(), changes, Duration.ZERO));
                })
                .map(written -> {
                    turn.tell(written.stream().map(Changes.Written::event).toList());
                    return null;
                });
    }

    private static Future<Void> insert(
            BulkTurn turn, List<NewJob> jobs, Map<UUID, Integer> fresh, Map<Integer, UUID> fed) {
        if (jobs.isEmpty()) {
            return Future.succeededFuture();
        }
        return JobStore.insert(turn.within(), jobs, true).map(events -> {
            turn.tell(events);
            events.forEach(event -> fed.put(fresh.getOrDefault(event.jobId(), 0), event.jobId()));
            return null;
        });
    }

    /** What could not be put in has a job over the same in the queue that is another's. */
    private static Future<BulkTurn> mark(BulkTurn turn, List<Next> next, Map<Integer, UUID> fed) {
        List<Next> in =
                next.stream().filter(item -> fed.containsKey(item.item())).toList();
        Integer[] out = next.stream()
                .map(Next::item)
                .filter(item -> !fed.containsKey(item))
                .toArray(Integer[]::new);
        return turn.within()
                .execute(
                        BulkItemSql.FED,
                        turn.id(),
                        in.stream().map(Next::item).toArray(Integer[]::new),
                        in.stream().map(item -> fed.get(item.item())).toArray(UUID[]::new))
                .compose(marked -> out.length == 0
                        ? Future.succeededFuture(turn)
                        : turn.within()
                                .execute(BulkItemSql.SAME_IN_QUEUE, turn.id(), out)
                                .compose(left -> {
                                    turn.itemsChanged();
                                    return BulkRuns.changed(
                                            turn, JobStatus.PENDING, JobStatus.SKIPPED, out.length, out.length);
                                }));
    }
}
