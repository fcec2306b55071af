package dev.reelcast.store;

import dev.reelcast.bus.QueueStoreApi.Checkpoint;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How runs end: with a checkpoint and the next stage, or without. Runs that end at the same time are written together. */
final class RunStore {

    private static final String THROTTLED = "http_429";

    private final Sql sql;
    private final StageTimes times;
    private final Gathering<Finish, Committed<Claimed>> finishes;

    /** @param later runs something after what has arrived together */
    RunStore(Pool pool, StageTimes times, Consumer<Runnable> later) {
        this.sql = new Sql(pool);
        this.times = times;
        this.finishes = new Gathering<>(later, this::write);
    }

    /** A run that ended, however. */
    private record Finish(
            Run run,
            Stage stage,
            Outcome outcome,
            boolean goOn,
            Duration lease,
            @Nullable Duration retryIn) {}

    /** A run that ended, its job locked. */
    private record Ending(Finish finish, Locked job, Change change, List<Committed.Fact> facts) {}

    Future<Committed<Claimed>> checkpoint(Checkpoint checkpoint) {
        return finishes.add(new Finish(
                checkpoint.run(),
                checkpoint.stage(),
                checkpoint.outcome(),
                checkpoint.goOn(),
                checkpoint.lease(),
                null));
    }

    Future<Committed<Void>> end(Ended ended) {
        return finishes.add(
                        new Finish(ended.run(), ended.stage(), ended.outcome(), false, Duration.ZERO, ended.retryIn()))
                .map(committed -> new Committed<>(null, committed.events(), committed.lines(), committed.facts()));
    }

    private Future<List<Future<Committed<Claimed>>>> write(List<Finish> finishes) {
        return sql.transaction(
                        within -> lock(within, finishes).compose(locked -> endings(within, finishes, locked)),
                        this::written)
                .compose(written -> answers(finishes, written));
    }

    private static Future<Map<Run, Locked>> lock(Sql within, List<Finish> finishes) {
        return within.list(
                        ChangeSql.LOCK_RUNS,
                        Locked::of,
                        Values.ids(finishes.stream()
                                .map(finish -> finish.run().jobId())
                                .toList()),
                        finishes.stream().map(finish -> finish.run().number()).toArray(Long[]::new),
                        Values.words(finishes.stream().map(Finish::stage).toList()))
                .map(jobs -> {
                    Map<Run, Locked> byRun = new HashMap<>();
                    jobs.forEach(job -> byRun.put(new Run(job.id(), job.run()), job));
                    return byRun;
                });
    }

    /** What becomes of each that is still current; what its stage found is stored where people's questions look. */
    private static Future<List<Ending>> endings(Sql within, List<Finish> finishes, Map<Run, Locked> locked) {
        Future<List<Ending>> endings = Future.succeededFuture(new ArrayList<>());
        // Everybody locks hosts in one order.
        Comparator<Finish> byHost = Comparator.comparing(finish ->
                Optional.ofNullable(locked.get(finish.run())).map(Locked::host).orElse(""));
        for (Finish finish : finishes.stream().sorted(byHost).toList()) {
            Locked job = locked.remove(finish.run());
            if (job != null) {
                endings = endings.compose(before -> ending(within, finish, job).map(ending -> {
                    before.add(ending);
                    return before;
                }));
            }
        }
        return endings.compose(all -> files(within, all).map(stored -> all));
    }

    private static Future<Ending> ending(Sql within, Finish finish, Locked job) {
        if (finish.outcome() instanceof Outcome.Done done) {
            JsonObject output = Values.storable(done.output());
            Change change = Transitions.done(job, output, finish.goOn());
            return StageParts.store(within, job, output)
                    .compose(made -> HostBreaks.over(within, job)
                            .map(over -> new Ending(
                                    finish,
                                    job,
                                    change.resulting(
                                            made.map(StageParts.Made::result).orElse(null)),
                                    made.map(StageParts.Made::facts).orElse(List.of()))));
        }
        Change change = Transitions.ended(job, finish.outcome(), finish.retryIn());
        Ending ending = new Ending(finish, job, change, List.of());
        return finish.outcome() instanceof Outcome.Retry retry && retry.cause().equals(THROTTLED)
                ? HostBreaks.begin(within, job, retry).map(begun -> ending)
                : Future.succeededFuture(ending);
    }

    private static Future<Integer> files(Sql within, List<Ending> endings) {
        record Made(UUID jobId, StoredFile file) {}
        List<Made> made = endings.stream()
                .flatMap(ending -> ending.finish().outcome() instanceof Outcome.Done done
                        ? done.files().stream()
                                .map(file -> new Made(ending.job().id(), file))
                        : Stream.<Made>of())
                .toList();
        if (made.isEmpty()) {
            return Future.succeededFuture(0);
        }
        FileColumns files = FileColumns.of(made.stream().map(Made::file).toList());
        return within.execute(
                ChangeSql.FILES,
                Values.ids(made.stream().map(Made::jobId).toList()),
                files.names(),
                files.kinds(),
                files.storageKeys(),
                files.contentTypes(),
                files.bytes());
    }

    private Future<Map<Run, Committed<Claimed>>> written(Sql within, List<Ending> endings) {
        Duration lease = endings.stream()
                .map(ending -> ending.finish().lease())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Changes.write(within, endings.stream().map(Ending::change).toList(), lease)
                .map(written -> {
                    Map<Run, Committed<Claimed>> byRun = new HashMap<>();
                    for (int i = 0; i < endings.size(); i++) {
                        Ending ending = endings.get(i);
                        measure(ending, written.get(i));
                        byRun.put(ending.finish().run(), committed(ending, written.get(i)));
                    }
                    return byRun;
                });
    }

    private void measure(Ending ending, Changes.Written written) {
        if (ending.finish().outcome() instanceof Outcome.Done && written.took() != null) {
            times.took(ending.job().type(), ending.job().stage(), written.took());
        }
    }

    private static Committed<Claimed> committed(Ending ending, Changes.Written written) {
        return new Committed<>(
                written.claimed(),
                List.of(written.event()),
                Stream.ofNullable(written.line()).toList(),
                ending.facts());
    }

    private Future<List<Future<Committed<Claimed>>>> answers(
            List<Finish> finishes, Map<Run, Committed<Claimed>> written) {
        Future<List<Future<Committed<Claimed>>>> answers = Future.succeededFuture(new ArrayList<>());
        for (Finish finish : finishes) {
            answers = answers.compose(before -> answer(finish, written.get(finish.run()))
                    .transform(answer -> {
                        before.add(
                                answer.succeeded()
                                        ? Future.succeededFuture(answer.result())
                                        : Future.failedFuture(answer.cause()));
                        return Future.succeededFuture(before);
                    }));
        }
        return answers;
    }

    private Future<Committed<Claimed>> answer(Finish finish, @Nullable Committed<Claimed> written) {
        if (written != null) {
            return Future.succeededFuture(written);
        }
        if (!(finish.outcome() instanceof Outcome.Cancel)) {
            return Future.failedFuture(QueueStore.lostRun());
        }
        // The order that stopped the run may have ended it in the tables already.
        Future<Optional<Boolean>> cancelled = sql.first(
                ChangeSql.CANCELLED,
                row -> true,
                finish.run().jobId(),
                finish.run().number());
        return cancelled.compose(found -> found.isPresent()
                ? Future.succeededFuture(Committed.of(null, List.of()))
                : Future.failedFuture(QueueStore.lostRun()));
    }
}
