package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.bus.ProgressApi.Report;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Ended;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.VideoOrigin;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The samples that the web UI's tests read as well have the members of what the database makes. After a change that is
 * meant, {@code -Dreelcast.samples=write} writes them anew.
 */
class EventSamplesIT {

    private static final Path SAMPLES = Path.of("src", "test", "resources", "events");

    private static Stores stores;
    private static final Map<String, JsonObject> MADE = new HashMap<>();

    @BeforeAll
    static void makeOneOfEach() {
        stores = new Stores();
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        run(agent, "https://example.org/finished", stores::complete);
        run(agent, "https://example.org/reported", EventSamplesIT::report);
        run(agent, "https://example.org/retried", claimed -> end(claimed, new Outcome.Retry("network", "No answer.")));
        run(agent, "https://example.org/failed", claimed -> end(claimed, new Outcome.Fail("gone", "It is gone.")));
        run(
                agent,
                "https://example.org/cancelled",
                claimed -> Stores.await(stores.jobs.cancel(
                        new OneJob(stores.owner, claimed.run().jobId()))));
        stores.enqueue(Fixtures.youtubeJob(stores.owner, agent, "https://example.org/skipped"));
        stores.rows("update jobs set deadline = now() where url like '%skipped'");
        Stores.await(stores.queue.expire(10));
        Found video = new Found(
                "abcdefghijk", "Morning service", Instant.parse("2026-11-20T12:00:00Z"), null, null, null, null);
        Stores.await(new VideoStore(stores.pool)
                        .take(new Sighting(agent, VideoOrigin.HUB, null, List.of(video), List.of())))
                .facts()
                .forEach(fact -> MADE.put(fact.body().getString("type"), fact.body()));
        stores.rows(
                        "select body from job_events where job_id <> (select job_id from videos) order by body ->> 'timestamp'")
                .forEach(row -> MADE.put(row.getJsonObject("body").getString("type"), row.getJsonObject("body")));
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    private static void run(UUID agent, String url, java.util.function.Consumer<Claimed> rest) {
        stores.enqueue(Fixtures.youtubeJob(stores.owner, agent, url));
        rest.accept(stores.claimOne());
    }

    private static void report(Claimed claimed) {
        Stores.await(stores.events.store(
                List.of(new Report(claimed.run(), claimed.stage(), 24, "Downloading, 12 MB of 50 MB"))));
    }

    private static void end(Claimed claimed, Outcome outcome) {
        @Nullable Duration retryIn = outcome instanceof Outcome.Retry ? Duration.ofSeconds(60) : null;
        Stores.await(stores.runs.end(new Ended(claimed.run(), claimed.stage(), outcome, retryIn)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job.queued",
                "job.started",
                "job.progress",
                "job.retrying",
                "job.completed",
                "job.failed",
                "job.cancelled",
                "job.skipped",
                "video.discovered"
            })
    void hasTheMembersOfItsSample(String type) throws IOException {
        Path sample = SAMPLES.resolve(type + ".json");
        JsonObject made = MADE.getOrDefault(type, new JsonObject());
        if ("write".equals(System.getProperty("reelcast.samples"))) {
            Files.createDirectories(SAMPLES);
            Files.writeString(sample, made.encodePrettily() + "\n");
        }
        JsonObject expected = new JsonObject(Files.readString(sample));
        assertThat(made.fieldNames()).isEqualTo(expected.fieldNames());
        for (String name : expected.fieldNames()) {
            assertThat(made.getValue(name)).hasSameClassAs(expected.getValue(name));
        }
    }
}
