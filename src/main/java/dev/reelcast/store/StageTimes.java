package dev.reelcast.store;

import dev.reelcast.model.JobType;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Stage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * How long stages took on this server, until the table of all servers hears of it. A few that are lost with the server do no
 * harm: only the middle of the newest hundred counts.
 */
final class StageTimes {

    private static final int MOST = 1_000;

    private record Took(JobType type, Stage stage, float seconds) {}

    private final Sql sql;
    private final List<Took> waiting = new ArrayList<>();

    StageTimes(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** @param seconds by the database's clock */
    synchronized void took(JobType type, Stage stage, double seconds) {
        if (waiting.size() < MOST) {
            waiting.add(new Took(type, stage, (float) seconds));
        }
    }

    Future<Void> store() {
        List<Took> batch = take();
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return sql.execute(
                        QueueSql.STAGE_TIMES,
                        Values.words(batch.stream().map(Took::type).toList()),
                        Values.words(batch.stream().map(Took::stage).toList()),
                        batch.stream().map(took -> percent(took, 0)).toArray(Short[]::new),
                        batch.stream().map(took -> percent(took, 1)).toArray(Short[]::new),
                        batch.stream().map(Took::seconds).toArray(Float[]::new))
                .mapEmpty();
    }

    private synchronized List<Took> take() {
        List<Took> batch = List.copyOf(waiting);
        waiting.clear();
        return batch;
    }

    private static Short percent(Took took, int place) {
        Pipeline pipeline = Pipeline.of(took.type());
        Stage stage = place == 0 ? took.stage() : pipeline.after(took.stage());
        return (short) pipeline.percent(stage, 0);
    }
}
