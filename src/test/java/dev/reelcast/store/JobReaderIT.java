package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.After;
import dev.reelcast.bus.JobStoreApi.LogQuery;
import dev.reelcast.bus.JobStoreApi.OneFile;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobReaderIT {

    private static Stores stores;
    private static Viewer stranger;
    private static Viewer admin;

    @BeforeAll
    static void open() {
        stores = new Stores();
        stranger = Fixtures.member(stores.pool);
        admin = Fixtures.admin(stores.pool);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
    }

    private static UUID titled(Viewer owner, @Nullable String title) {
        UUID id = stores.enqueue(Fixtures.uploadJob(owner, null)).id();
        stores.rows("update jobs set title = $2 where id = $1", id, title);
        return id;
    }

    @Test
    void doesNotTellAStrangerThatAJobIsThere() {
        UUID id = titled(stores.owner, "Mine");
        Stores.await(stores.events.storeLogs(List.of(ProgressApi.line(id, LogLevel.INFO, null, "A line"))));
        Stream.<Function<Viewer, Future<?>>>of(
                        viewer -> stores.reader.find(new OneJob(viewer, id)),
                        viewer -> stores.reader.history(new After(viewer, id, 0, 10)),
                        viewer -> stores.reader.logs(new LogQuery(viewer, id, 0, LogLevel.INFO, 10)),
                        viewer -> stores.reader.file(new OneFile(viewer, id, "source.mp4")),
                        viewer -> stores.jobs.retry(new RetryJob(viewer, id, null)),
                        viewer -> stores.jobs.cancel(new OneJob(viewer, id)))
                .forEach(question -> {
                    Failure refused = Stores.failure(question.apply(stranger));
                    assertThat(refused.kind()).isEqualTo(FailureKind.NOT_FOUND);
                });
        assertThat(Stores.await(stores.reader.find(new OneJob(admin, id))).job().id())
                .isEqualTo(id);
        assertThat(stores.job(id).status()).isEqualTo(JobStatus.PENDING);
    }

    @Test
    void tellsWhatHappenedAfterANumber() {
        UUID id = stores.enqueue(Fixtures.transcriptJob(stores.owner, null)).id();
        stores.complete(stores.claimOne());
        List<JsonObject> all = Stores.await(stores.reader.history(new After(stores.owner, id, 0, 1_000)));
        assertThat(all).extracting(event -> event.getLong("seq")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(all).extracting(event -> event.getString("type")).first().isEqualTo("job.queued");
        assertThat(Stores.await(stores.reader.history(new After(stores.owner, id, 2, 2))))
                .extracting(event -> event.getLong("seq"))
                .containsExactly(3L, 4L);
        assertThat(Stores.await(stores.reader.history(new After(stores.owner, id, 5, 10))))
                .isEmpty();
    }

    @Test
    void givesTheLinesOfALogFromALevelOn() {
        UUID id = titled(stores.owner, "Mine");
        List<LogLine> stored = Stores.await(stores.events.storeLogs(List.of(
                ProgressApi.line(id, LogLevel.INFO, null, "one"),
                ProgressApi.line(Ids.next(), LogLevel.INFO, null, "of a job that is gone"),
                ProgressApi.line(id, LogLevel.WARNING, Stage.DOWNLOADING, "two\0"),
                ProgressApi.line(id, LogLevel.ERROR, Stage.DOWNLOADING, "x".repeat(5_000)))));
        assertThat(stored).hasSize(3);
        assertThat(logs(id, 0, LogLevel.INFO)).isEqualTo(stored);
        assertThat(logs(id, 0, LogLevel.WARNING))
                .extracting(LogLine::message)
                .first()
                .isEqualTo("two\uFFFD");
        assertThat(logs(id, 0, LogLevel.ERROR))
                .extracting(line -> line.message().length())
                .containsExactly(4_000);
        assertThat(logs(id, stored.get(1).seq(), LogLevel.INFO)).hasSize(1);
        assertThat(logs(titled(stores.owner, "Silent"), 0, LogLevel.INFO)).isEmpty();
    }

    @Test
    void leavesOutWhatARunSaysWhoseJobWasTakenFromIt() {
        UUID id = titled(stores.owner, "Mine");
        Claimed done = stores.claimOne();
        Claimed lost = stores.next(done);
        stores.loseServers();
        Stores.await(stores.queue.rescue(10));
        Claimed again = stores.claimOne();

        List<LogLine> stored = Stores.await(stores.events.storeLogs(List.of(
                said(done, "the last line of one that is done"),
                said(lost, "of one that was lost"),
                said(again, "of one that runs"))));

        assertThat(stored)
                .extracting(LogLine::message)
                .containsExactly("the last line of one that is done", "of one that runs");
        assertThat(logs(id, 0, LogLevel.INFO)).containsAll(stored);
    }

    private static LogLine said(Claimed run, String message) {
        return ProgressApi.line(run.run(), LogLevel.INFO, run.stage(), message);
    }

    private static List<LogLine> logs(UUID id, long after, LogLevel level) {
        return Stores.await(stores.reader.logs(new LogQuery(stores.owner, id, after, level, 100)));
    }

    @Test
    void findsAFileByItsName() {
        UUID id = titled(stores.owner, "Mine");
        assertThat(Stores.await(stores.reader.file(new OneFile(stores.owner, id, "source.mp4")))
                        .storageKey())
                .endsWith("/source.mp4");
        assertThat(Stores.failure(stores.reader.file(new OneFile(stores.owner, id, "other.mp4")))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
    }
}
