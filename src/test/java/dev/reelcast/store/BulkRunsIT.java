package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.BulkStoreApi.BulkPatch;
import dev.reelcast.bus.BulkStoreApi.ItemInput;
import dev.reelcast.bus.BulkStoreApi.ItemQuery;
import dev.reelcast.bus.BulkStoreApi.NewBulk;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.bus.BulkStoreApi.NewItems;
import dev.reelcast.bus.BulkStoreApi.OneBulk;
import dev.reelcast.bus.BulkStoreApi.OneItem;
import dev.reelcast.bus.BulkStoreApi.Preview;
import dev.reelcast.bus.BulkStoreApi.Start;
import dev.reelcast.bus.BulkStoreApi.Steering;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.JobStoreApi.RetryJob;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.model.BulkCause;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkCounts;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.BulkSource;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.BulkTransitions;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkRunsIT {

    private final Stores stores = new Stores();
    private final BulkStore bulk = new BulkStore(stores.pool);
    private final BulkRuns runs = new BulkRuns(stores.pool);
    private final List<JsonObject> heard = new ArrayList<>();

    @AfterAll
    void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.clear();
        stores.rows("truncate bulk_jobs, bulk_changes cascade");
        heard.clear();
    }

    // What rows are there, and what is found out of them.

    private static NewItem video(int item, String name) {
        String url = "https://media.example.org/" + name + ".mp3";
        return new NewItem(
                item,
                item + 1,
                List.of(url, "Title " + name),
                new ItemInput(JobType.YOUTUBE, "Title " + name, url, "media.example.org", url, null),
                null);
    }

    private static NewItem broken(int item) {
        return new NewItem(item, item + 1, List.of("nonsense", ""), null, "There is no address in it.");
    }

    private UUID pending(List<NewItem> items) {
        return pending(items, BulkSettings.NONE, null);
    }

    private UUID pending(List<NewItem> items, BulkSettings settings, @Nullable UUID agentId) {
        UUID id = Ids.next();
        Stores.await(bulk.create(new NewBulk(
                id,
                stores.owner.userId(),
                agentId,
                "Some rows",
                BulkSource.CSV,
                null,
                List.of(new BulkColumn("url", "video"), new BulkColumn("title", "title")),
                settings)));
        if (!items.isEmpty()) {
            Stores.await(bulk.add(new NewItems(id, items)));
        }
        Stores.await(bulk.checked(one(id)));
        return id;
    }

    private static List<NewItem> videos(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(item -> video(item, "v" + item))
                .toList();
    }

    private OneBulk one(UUID id) {
        return new OneBulk(stores.owner, id);
    }

    private BulkJob tell(Committed<BulkJob> committed) {
        committed.facts().stream()
                .filter(fact -> fact.address().startsWith("bulk.progress."))
                .forEach(fact -> heard.add(fact.body()));
        return Objects.requireNonNull(committed.value());
    }

    private BulkJob start(UUID id) {
        return start(id, null);
    }

    private BulkJob start(UUID id, @Nullable Duration deadline) {
        return tell(Stores.await(runs.start(new Start(stores.owner, id, null, null, deadline))));
    }

    private BulkJob steer(UUID id, BulkCommand command) {
        return tell(Stores.await(runs.steer(new Steering(stores.owner, id, command, false))));
    }

    /** Does all that is due, once for each bulk job. */
    private void advance() {
        for (UUID id : Stores.await(runs.due())) {
            Committed<BulkJob> advanced = Stores.await(runs.advance(id));
            if (advanced.value() != null) {
                tell(advanced);
            }
        }
    }

    private BulkJob job(UUID id) {
        return Stores.await(bulk.find(one(id)));
    }

    private BulkItem item(UUID id, int item) {
        return Stores.await(bulk.items(new ItemQuery(stores.owner, id, null, item - 1, 1)))
                .items()
                .get(0);
    }

    private void fail(Claimed claimed) {
        Stores.await(stores.runs.end(
                new Ended(claimed.run(), claimed.stage(), new Outcome.Fail("gone", "It is gone."), null)));
    }

    private void completeAll() {
        for (List<Claimed> claimed = stores.claim(50); !claimed.isEmpty(); claimed = stores.claim(50)) {
            claimed.forEach(stores::complete);
        }
    }

    /** The one counter row says what the items say, once all is added up. */
    private void assertCounted(UUID id) {
        while (!stores.rows("select from bulk_changes where bulk_job_id = $1", id)
                .isEmpty()) {
            advance();
        }
        BulkCounts counts = job(id).counts();
        List<Integer> seen = new ArrayList<>();
        for (JobStatus status : List.of(
                JobStatus.PENDING,
                JobStatus.PROCESSING,
                JobStatus.COMPLETED,
                JobStatus.FAILED,
                JobStatus.SKIPPED,
                JobStatus.CANCELLED)) {
            Row row = stores.rows(
                            "select count(*)::integer as items from bulk_items where bulk_job_id = $1 and status = $2",
                            id,
                            Wire.word(status))
                    .get(0);
            seen.add(row.getInteger("items"));
        }
        assertThat(List.of(
                        counts.pending(),
                        counts.processing(),
                        counts.completed(),
                        counts.failed(),
                        counts.skipped(),
                        counts.cancelled()))
                .isEqualTo(seen);
        assertThat(counts.open() + counts.ended()).isEqualTo(counts.total());
    }

    @Test
    void rowsAreCheckedBeforeAnythingStarts() {
        Preview preview = Stores.await(bulk.preview(
                one(pending(List.of(video(1, "a"), broken(2), video(3, "b"), video(4, "a"), video(5, "a"))))));

        assertThat(preview.good()).isEqualTo(2);
        assertThat(preview.job().status()).isEqualTo(BulkStatus.PENDING);
        assertThat(preview.job().counts()).isEqualTo(new BulkCounts(5, 2, 0, 0, 1, 2, 0, 2, 1));
        assertThat(preview.errors()).singleElement().satisfies(error -> {
            assertThat(error.row()).isEqualTo(3);
            assertThat(error.message()).isEqualTo("There is no address in it.");
        });
        assertThat(preview.sample().get(4).cause()).isEqualTo(BulkCause.DUPLICATE);
        assertThat(preview.sample().get(4).message()).isEqualTo("The same as row 2.");
        advance();
        assertThat(stores.rows("select from jobs")).isEmpty();
    }

    @Test
    void whatIsDoneAlreadyIsLeftOutUnlessItIsWantedAgain() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.MANUAL);
        stores.enqueue(Fixtures.youtubeJob(stores.owner, agent, "https://media.example.org/v1.mp3"));
        completeAll();

        Preview preview = Stores.await(bulk.preview(one(pending(videos(2), BulkSettings.NONE, agent))));
        assertThat(preview.alreadyDone()).isEqualTo(1);
        assertThat(preview.good()).isEqualTo(1);
        assertThat(preview.sample().get(0).cause()).isEqualTo(BulkCause.ALREADY_DONE);
        // Of another agent nothing is done.
        assertThat(Stores.await(bulk.preview(one(pending(videos(2))))).alreadyDone())
                .isZero();
        BulkSettings again = new BulkSettings(null, RenderOverrides.NONE, null, true, false);
        assertThat(Stores.await(bulk.preview(one(pending(videos(2), again, agent))))
                        .good())
                .isEqualTo(2);
    }

    // Transitions.

    /** A bulk job of three rows, one of them no good, brought to where it is wanted by what brings it there. */
    private UUID brought(BulkStatus status) {
        UUID id = status == BulkStatus.COMPLETED
                ? pending(videos(2))
                : status == BulkStatus.FAILED
                        ? pending(List.of(broken(1)))
                        : pending(List.of(video(1, "v1"), video(2, "v2"), broken(3)));
        switch (status) {
            case PENDING -> {}
            case RUNNING -> start(id);
            case PAUSING -> {
                start(id);
                stores.claimOne();
                steer(id, BulkCommand.PAUSE);
            }
            case PAUSED -> {
                start(id);
                steer(id, BulkCommand.PAUSE);
                advance();
            }
            case COMPLETING -> {
                start(id);
                completeAll();
                advance();
            }
            case COMPLETED, COMPLETED_WITH_ERRORS -> {
                start(id);
                if (status == BulkStatus.COMPLETED_WITH_ERRORS) {
                    fail(stores.claimOne());
                }
                completeAll();
                advance();
                advance();
            }
            case CANCELLING -> {
                start(id);
                steer(id, BulkCommand.CANCEL);
            }
            case CANCELLED -> {
                start(id);
                fail(stores.claimOne());
                steer(id, BulkCommand.CANCEL);
                advance();
            }
            case FAILED -> {
                start(id);
                advance();
            }
        }
        assertThat(job(id).status()).isEqualTo(status);
        return id;
    }

    /** What does not change by the second. */
    private static List<Object> still(BulkJob job) {
        return List.of(job.status(), job.counts(), job.lastSeq(), String.valueOf(job.reason()), job.title());
    }

    @ParameterizedTest
    @EnumSource(BulkStatus.class)
    void everyCommandInEveryStatus(BulkStatus status) {
        for (BulkCommand command : BulkCommand.values()) {
            clear();
            UUID id = brought(status);
            boolean allowed = BulkTransitions.allowed(status).contains(command);
            // Of one that is completed, or of which nothing was any good, nothing is left to be tried again.
            boolean nothing = command == BulkCommand.RETRY_FAILED
                    && (status == BulkStatus.COMPLETED || status == BulkStatus.FAILED);
            if (allowed && !nothing) {
                BulkJob after = command == BulkCommand.START ? start(id) : steer(id, command);
                if (command == BulkCommand.DELETE) {
                    assertThat(Stores.failure(bulk.find(one(id))).kind()).isEqualTo(FailureKind.NOT_FOUND);
                } else {
                    assertThat(after.status())
                            .as("%s by %s", status, command)
                            .isEqualTo(BulkTransitions.after(status, command));
                    assertThat(still(job(id))).isEqualTo(still(after));
                    assertCounted(id);
                }
            } else {
                BulkJob before = job(id);
                assertThat(Stores.failure(
                                        command == BulkCommand.START
                                                ? runs.start(new Start(stores.owner, id, null, null, null))
                                                : runs.steer(new Steering(stores.owner, id, command, false)))
                                .kind())
                        .as("%s by %s", status, command)
                        .isEqualTo(FailureKind.CONFLICT);
                assertThat(still(job(id))).isEqualTo(still(before));
            }
        }
    }

    @Test
    void itRunsToItsEndAndTellsOfIt() {
        UUID id = pending(List.of(video(1, "a"), broken(2), video(3, "b"), video(4, "a")));
        BulkJob started = start(id);

        assertThat(started.status()).isEqualTo(BulkStatus.RUNNING);
        assertThat(stores.rows("select from jobs where bulk_job_id = $1", id)).hasSize(2);
        completeAll();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETING);
        advance();

        BulkJob ended = job(id);
        assertThat(ended.status()).isEqualTo(BulkStatus.COMPLETED_WITH_ERRORS);
        assertThat(ended.counts()).isEqualTo(new BulkCounts(4, 0, 0, 2, 1, 1, 0, 1, 1));
        assertThat(ended.finishedAt()).isNotNull();
        assertThat(ended.pace().runSeconds()).isPositive();
        assertThat(heard.stream().map(event -> event.getString("type")))
                .containsExactly("bulk.state_changed", "bulk.state_changed", "bulk.state_changed", "bulk.completed");
        assertThat(heard.stream().map(event -> event.getLong("seq"))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(heard.get(3).getDouble("progress")).isEqualTo(100);
        assertThat(item(id, 1).episodeId()).isNotNull();
        advance();
        assertThat(heard).hasSize(4);
    }

    @Test
    void duplicatesAloneAreNoError() {
        UUID id = pending(List.of(video(1, "a"), video(2, "a")));
        start(id);
        completeAll();
        advance();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED);

        UUID again = pending(List.of(video(1, "a"), video(2, "a")));
        assertThat(job(again).counts().pending()).isZero();
        start(again);
        advance();
        assertThat(job(again).status()).isEqualTo(BulkStatus.COMPLETED);
    }

    @Test
    void whatIsInTheQueueAlreadyIsADuplicate() {
        stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://media.example.org/v1.mp3"));
        UUID id = pending(videos(2));
        start(id);

        assertThat(item(id, 1).status()).isEqualTo(JobStatus.SKIPPED);
        assertThat(item(id, 1).cause()).isEqualTo(BulkCause.DUPLICATE);
        assertThat(item(id, 2).jobId()).isNotNull();
        assertThat(job(id).counts().duplicates()).isEqualTo(1);
        assertCounted(id);
    }

    @Test
    void aFewAreInTheQueueAtATime() {
        UUID id = pending(videos(450));
        start(id);
        assertThat(stores.rows("select from jobs")).hasSize(200);
        assertThat(stores.claim(50)).hasSize(50);
        advance();
        assertThat(stores.rows("select from jobs")).hasSize(250);
        assertThat(job(id).counts().processing()).isEqualTo(50);
        completeAll();
        advance();
        completeAll();
        advance();
        assertThat(stores.rows("select from jobs")).hasSize(450);
    }

    @Test
    void itsJobsAreListed() {
        UUID id = pending(videos(3));
        start(id);
        stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://media.example.org/other.mp3"));
        for (Sort sort : Sort.values()) {
            JobPage page = Stores.await(stores.lists.list(
                    new JobQuery(stores.owner, List.of(), null, null, id, null, null, null, sort, true, 2, 0, null)));
            assertThat(page.total()).isEqualTo(3);
            assertThat(page.jobs()).hasSize(2).allMatch(job -> id.equals(job.bulkJobId()));
        }
    }

    // Steering.

    @Test
    void pausedItemsAreNotClaimedUntilItGoesOn() {
        UUID id = pending(videos(3));
        start(id);
        Claimed running = stores.claimOne();
        assertThat(steer(id, BulkCommand.PAUSE).status()).isEqualTo(BulkStatus.PAUSING);
        assertThat(stores.claim(10)).isEmpty();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.PAUSING);
        UUID waiting = stores.rows("select id from jobs where status = 'pending' limit 1")
                .get(0)
                .getUUID("id");
        assertThat(Objects.requireNonNull(stores.job(waiting).waiting()).message())
                .isEqualTo("Its bulk job is paused.");

        // What runs goes on to its end, stage by stage.
        stores.complete(running);
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.PAUSED);
        assertThat(stores.claim(10)).isEmpty();

        assertThat(steer(id, BulkCommand.RESUME).status()).isEqualTo(BulkStatus.RUNNING);
        assertThat(stores.claim(10)).hasSize(2);
    }

    @Test
    void aRetryThatFallsDueDoesNotRunWhileItIsPaused() {
        UUID id = pending(videos(1));
        start(id);
        Claimed running = stores.claimOne();
        steer(id, BulkCommand.PAUSE);
        Stores.await(stores.runs.end(
                new Ended(running.run(), running.stage(), new Outcome.Retry("busy", "It is busy."), Duration.ZERO)));
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.PAUSED);
        assertThat(stores.claim(10)).isEmpty();
        steer(id, BulkCommand.RESUME);
        assertThat(stores.claim(10)).hasSize(1);
    }

    @Test
    void cancelEndsWhatRunsAndWhatWaits() {
        UUID id = pending(videos(300));
        start(id);
        Claimed running = stores.claimOne();
        Committed<BulkJob> cancelled =
                Stores.await(runs.steer(new Steering(stores.owner, id, BulkCommand.CANCEL, false)));
        assertThat(cancelled.facts())
                .anyMatch(fact -> fact.address().equals("jobs.stopped")
                        && running.run().jobId().toString().equals(fact.body().getString("jobId")));
        assertThat(job(id).status()).isEqualTo(BulkStatus.CANCELLING);
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.CANCELLED);
        assertThat(job(id).counts().cancelled()).isEqualTo(300);
        assertThat(stores.claim(10)).isEmpty();
        assertCounted(id);
    }

    @Test
    void onlyWhatFailedRunsAgainFromWhereItFailed() {
        UUID id = pending(videos(3));
        start(id);
        Claimed failing = stores.next(stores.claimOne());
        fail(failing);
        completeAll();
        advance();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED_WITH_ERRORS);

        assertThat(steer(id, BulkCommand.RETRY_FAILED).status()).isEqualTo(BulkStatus.RUNNING);
        assertThat(job(id).finishedAt()).isNull();
        List<Claimed> again = stores.claim(10);
        assertThat(again).singleElement().satisfies(claimed -> {
            assertThat(claimed.run().jobId()).isEqualTo(failing.run().jobId());
            assertThat(claimed.stage()).isEqualTo(failing.stage());
        });
        stores.complete(again.get(0));
        advance();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED);
        assertCounted(id);
    }

    @Test
    void whatWasCancelledRunsAgainWhenItIsAskedFor() {
        UUID id = pending(videos(3));
        start(id);
        steer(id, BulkCommand.CANCEL);
        advance();
        assertThat(Stores.failure(runs.steer(new Steering(stores.owner, id, BulkCommand.RETRY_FAILED, false)))
                        .code())
                .isEqualTo("nothing_to_retry");
        tell(Stores.await(runs.steer(new Steering(stores.owner, id, BulkCommand.RETRY_FAILED, true))));
        completeAll();
        advance();
        advance();
        assertThat(job(id).counts().completed()).isEqualTo(3);
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED);
    }

    @Test
    void aJobThatIsTriedAgainByItselfIsItsBulkJobsMatterToo() {
        UUID id = pending(videos(1));
        start(id);
        Claimed failing = stores.claimOne();
        fail(failing);
        advance();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED_WITH_ERRORS);
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, failing.run().jobId(), null)));
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.RUNNING);
        completeAll();
        advance();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED);
        assertCounted(id);
    }

    @Test
    void anItemThatWaitsIsLeftOut() {
        UUID id = pending(videos(250));
        start(id);
        for (int number : new int[] {1, 250}) {
            Committed<BulkItem> left = Stores.await(runs.skip(new OneItem(stores.owner, id, number)));
            assertThat(Objects.requireNonNull(left.value()).status()).isEqualTo(JobStatus.SKIPPED);
            assertThat(left.value().cause()).isEqualTo(BulkCause.BY_HAND);
        }
        assertThat(Stores.failure(runs.skip(new OneItem(stores.owner, id, 1))).kind())
                .isEqualTo(FailureKind.CONFLICT);
        assertThat(Stores.failure(runs.skip(new OneItem(stores.owner, id, 251))).kind())
                .isEqualTo(FailureKind.NOT_FOUND);
        assertCounted(id);
        assertThat(job(id).counts().skipped()).isEqualTo(2);
    }

    @Test
    void whatWaitsBecomesMoreUrgent() {
        UUID id = pending(videos(2));
        start(id);
        tell(Stores.await(runs.update(new BulkPatch(stores.owner, id, "Another title", Priority.URGENT))));
        assertThat(job(id).title()).isEqualTo("Another title");
        assertThat(stores.rows("select distinct priority from jobs"))
                .singleElement()
                .satisfies(row -> assertThat(row.getInteger("priority")).isEqualTo(Priority.URGENT.rank()));
    }

    @Test
    void theDeadlineEndsWhatHasNotEnded() {
        UUID id = pending(videos(250));
        start(id, Duration.ofHours(1));
        Claimed running = stores.claimOne();
        stores.rows("update bulk_jobs set deadline = now() - interval '1 second'");
        stores.rows("update jobs set deadline = now() - interval '1 second'");
        Stores.await(stores.queue.expire(1_000));
        advance();
        advance();
        advance();

        BulkJob ended = job(id);
        assertThat(ended.status()).isEqualTo(BulkStatus.COMPLETED_WITH_ERRORS);
        assertThat(ended.reason()).isEqualTo("The deadline passed before all items had ended.");
        assertThat(ended.counts().skipped()).isEqualTo(249);
        assertThat(ended.counts().cancelled()).isEqualTo(1);
        assertThat(item(id, 250).cause()).isEqualTo(BulkCause.DEADLINE);
        assertThat(stores.job(running.run().jobId()).status()).isEqualTo(JobStatus.CANCELLED);
        assertCounted(id);

        tell(Stores.await(runs.steer(new Steering(stores.owner, id, BulkCommand.RETRY_FAILED, true))));
        assertThat(job(id).deadline()).isNull();
        assertThat(job(id).reason()).isNull();
        assertThat(stores.claim(5)).hasSize(5);
    }

    @Test
    void theDeadlineOfJobsThatAllWaitInTheQueueIsTheReasonToo() {
        UUID id = pending(videos(3));
        start(id, Duration.ofHours(1));
        stores.rows("update bulk_jobs set deadline = now() - interval '1 second'");
        stores.rows("update jobs set deadline = now() - interval '1 second'");
        Stores.await(stores.queue.expire(1_000));
        advance();
        advance();
        assertThat(job(id).status()).isEqualTo(BulkStatus.COMPLETED_WITH_ERRORS);
        assertThat(job(id).reason()).isEqualTo("The deadline passed before all items had ended.");
        assertThat(job(id).counts().skipped()).isEqualTo(3);
    }

    @Test
    void whatWasHeldInTheMomentOfItsClaimGoesOnAfterItsServerIsLost() {
        UUID id = pending(videos(1));
        start(id);
        stores.claimOne();
        stores.rows("update jobs set run_at = '9999-01-01'");
        stores.loseServers();
        Stores.await(stores.queue.rescue(1_000));
        assertThat(stores.claim(1)).isEmpty();
        advance();
        assertThat(stores.claim(1)).hasSize(1);
    }

    @Test
    void oneOfWhichAJobWasJustTriedAgainCanBeDeleted() {
        UUID id = brought(BulkStatus.COMPLETED_WITH_ERRORS);
        UUID failed = stores.rows("select id from jobs where status = 'failed'")
                .get(0)
                .getUUID("id");
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, failed, null)));
        steer(id, BulkCommand.DELETE);
        assertThat(Stores.failure(bulk.find(one(id))).kind()).isEqualTo(FailureKind.NOT_FOUND);
        completeAll();
        advance();
        assertThat(stores.rows("select from bulk_changes")).isEmpty();
        assertThat(stores.job(failed).bulkJobId()).isNull();
    }

    @Test
    void aDuplicateThatRunsAfterAllIsNoneAnyMore() {
        UUID other = stores.enqueue(Fixtures.youtubeJob(stores.owner, null, "https://media.example.org/v1.mp3"))
                .id();
        UUID id = pending(videos(1));
        start(id);
        assertThat(job(id).counts().duplicates()).isEqualTo(1);
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, other)));
        // As if the item had a job of its own from before.
        stores.rows("update jobs set bulk_job_id = $1, bulk_item = 1, bulk_total = 1 where id = $2", id, other);
        stores.rows("update bulk_items set job_id = $1", other);
        Stores.await(stores.jobs.retry(new RetryJob(stores.owner, other, null)));
        assertCounted(id);
        assertThat(job(id).counts().duplicates()).isZero();
    }

    @Test
    void nothingIsLeftOutOrStartedWhileRowsAreStillRead() {
        UUID id = Ids.next();
        Stores.await(bulk.create(new NewBulk(
                id,
                stores.owner.userId(),
                null,
                "Rows",
                BulkSource.LIST,
                null,
                List.of(new BulkColumn("video", "video")),
                BulkSettings.NONE)));
        Stores.await(bulk.add(new NewItems(id, videos(2))));
        assertThat(Stores.failure(runs.skip(new OneItem(stores.owner, id, 1))).code())
                .isEqualTo("not_checked");
        assertThat(Stores.failure(runs.start(new Start(stores.owner, id, null, null, null)))
                        .code())
                .isEqualTo("not_checked");
        Stores.await(bulk.checked(one(id)));
        assertThat(Stores.failure(bulk.replace(new NewItems(id, videos(2)))).code())
                .isEqualTo("read_twice");
        start(id);
        assertThat(Stores.failure(bulk.replace(new NewItems(id, videos(2)))).kind())
                .isEqualTo(FailureKind.CONFLICT);
    }

    @Test
    void aMissIsForeseen() {
        UUID id = pending(videos(50));
        start(id, Duration.ofHours(1));
        stores.claim(10).forEach(stores::complete);
        advance();
        assertThat(job(id).deadlineAtRisk()).isFalse();
        // Ten in an hour: the other forty take four.
        stores.rows("update bulk_counts set paced_since = now() - interval '1 hour', paced = 20");
        advance();
        assertThat(job(id).deadlineAtRisk()).isTrue();
        assertThat(heard.get(heard.size() - 1).getBoolean("deadlineAtRisk")).isTrue();
    }

    // Races.

    @Test
    void twoServersDoEachThingOnce() {
        UUID id = pending(videos(300));
        start(id);
        completeAll();
        List<Future<Committed<BulkJob>>> both = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            both.add(runs.advance(id));
        }
        both.forEach(each -> Stores.await(each));
        assertCounted(id);
        assertThat(stores.rows("select distinct bulk_item from jobs"))
                .hasSize(stores.rows("select from jobs").size());
    }

    @Test
    void whateverHappensTheCountsAreTheItems() {
        Random random = new Random(42);
        UUID id = pending(IntStream.rangeClosed(1, 120)
                .mapToObj(item -> item % 13 == 0 ? broken(item) : video(item, "v" + item % 100))
                .toList());
        start(id);
        List<Claimed> running = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(9)) {
                case 0 -> running.addAll(stores.claim(5));
                case 1, 2 -> take(running, random, stores::complete);
                case 3 -> take(running, random, this::fail);
                case 4 -> attempt(id, random);
                case 5 ->
                    ignoringConflicts(
                            () -> Stores.await(runs.skip(new OneItem(stores.owner, id, 1 + random.nextInt(120)))));
                case 6 ->
                    stores.rows("select id from jobs order by random() limit 1")
                            .forEach(row -> ignoringConflicts(() ->
                                    Stores.await(stores.jobs.cancel(new OneJob(stores.owner, row.getUUID("id"))))));
                case 7 ->
                    stores.rows("select id from jobs where status = 'failed' order by random() limit 1")
                            .forEach(row -> ignoringConflicts(() -> Stores.await(
                                    stores.jobs.retry(new RetryJob(stores.owner, row.getUUID("id"), null)))));
                default -> advance();
            }
        }
        assertCounted(id);
        if (job(id).status() == BulkStatus.PAUSED || job(id).status() == BulkStatus.PAUSING) {
            steer(id, BulkCommand.RESUME);
        }
        stores.loseServers();
        Stores.await(stores.queue.rescue(1_000));
        for (int i = 0; i < 10; i++) {
            advance();
            completeAll();
        }
        assertCounted(id);
        assertThat(job(id).status().ended()).isTrue();
        assertThat(job(id).counts().total()).isEqualTo(120);
    }

    private void attempt(UUID id, Random random) {
        Set<BulkCommand> some =
                Set.of(BulkCommand.PAUSE, BulkCommand.RESUME, BulkCommand.CANCEL, BulkCommand.RETRY_FAILED);
        BulkCommand command = List.copyOf(some).get(random.nextInt(some.size()));
        // A cancel now and then is enough.
        if (command != BulkCommand.CANCEL || random.nextInt(4) == 0) {
            ignoringConflicts(
                    () -> Stores.await(runs.steer(new Steering(stores.owner, id, command, random.nextBoolean()))));
        }
    }

    private static void take(List<Claimed> running, Random random, Consumer<Claimed> what) {
        if (!running.isEmpty()) {
            Claimed one = running.remove(random.nextInt(running.size()));
            try {
                what.accept(one);
            } catch (RuntimeException lost) {
                // It was cancelled meanwhile.
                assertThat(lost).hasMessageNotContaining("constraint");
            }
        }
    }

    private static void ignoringConflicts(Runnable command) {
        try {
            command.run();
        } catch (Failure failure) {
            assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
        }
    }

    @Test
    void anothersSingleUrlIsNextHoweverManyRowsThereAre() {
        UUID id = pending(IntStream.rangeClosed(1, 5_000)
                .mapToObj(item -> video(item, "w" + item))
                .toList());
        tell(Stores.await(runs.start(new Start(stores.owner, id, null, Priority.URGENT, null))));
        List<Claimed> running = stores.claim(2);
        assertThat(running).hasSize(2);
        Viewer other = Fixtures.member(stores.pool);
        UUID single = stores.enqueue(Fixtures.youtubeJob(other, null, "https://media.example.org/single.mp3"))
                .id();

        // One of those that run ends, and its place is not another row's.
        stores.complete(running.get(0));
        advance();
        assertThat(stores.claim(1))
                .singleElement()
                .satisfies(next -> assertThat(next.run().jobId()).isEqualTo(single));
    }

    @Test
    void othersSeeNothingOfIt() {
        UUID id = pending(videos(1));
        Viewer other = Fixtures.member(stores.pool);
        assertThat(Stores.failure(bulk.find(new OneBulk(other, id))).kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(Stores.failure(runs.start(new Start(other, id, null, null, null)))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
        assertThat(Stores.failure(runs.steer(new Steering(other, id, BulkCommand.DELETE, false)))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
    }
}
