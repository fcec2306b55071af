package dev.reelcast;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Viewer;
import dev.reelcast.publish.FeedVerticle;
import dev.reelcast.store.Database;
import dev.reelcast.store.FeedStoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * What a podcast app waits for when a feed has ten thousand episodes: over the bus, by the server's own verticles and pools,
 * one question after the other. Each episode has a description of 1,500 characters, eight chapters, cover and transcript.
 */
final class FeedBench {

    private static final int EPISODES = 10_000;
    private static final int WARM_UP = 5;
    private static final int SAMPLES = 20;

    private static final double WRITE_MILLIS = 2_000;
    private static final double ASK_MILLIS = 20;

    /** {@code $1} owner, {@code $2} agent, {@code $3} how many. */
    private static final String JOBS = """
            insert into jobs (id, owner_id, agent_id, type, status, stage, next_stage, progress, finished_at)
            select md5('job' || n)::uuid, $1, $2, 'upload', 'completed', 'completed', 'completed', 100, now()
            from generate_series(1, $3::bigint) as n
            """;

    private static final String STAGES = """
            insert into job_stages (job_id, stage, attempt, started_at, finished_at, output)
            select md5('job' || n)::uuid, 'transcription', 1, now(), now(), '{"language": "en"}'
            from generate_series(1, $1::bigint) as n
            """;

    private static final String PUBLISHED = """
            insert into episodes (id, owner_id, agent_id, job_id, title, description, audio, duration_seconds, chapters,
              cover, transcript, published, reason, published_at)
            select md5('episode' || n)::uuid, $1, $2, md5('job' || n)::uuid, 'Episode ' || n,
              repeat(md5('words' || n) || ' ', 45),
              '{"name":"audio.mp3","kind":"audio","storageKey":"x","contentType":"audio/mpeg","bytes":30000000}', 1800,
              (select jsonb_agg(jsonb_build_object('start', part * 200, 'title', 'Chapter ' || part))
               from generate_series(0, 7) as part),
              '{"name":"cover.jpg","kind":"cover","storageKey":"x","contentType":"image/jpeg","bytes":90000}',
              '{"name":"transcript.vtt","kind":"transcript","storageKey":"x","contentType":"text/vtt","bytes":40000}',
              true, '', now() - ($3::bigint - n) * interval '1 hour'
            from generate_series(1, $3::bigint) as n
            """;

    private static final String CHANGE = "update episodes set title = title || '.' where id = md5('episode1')::uuid";

    private final Report report;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean reached = true;

    FeedBench(Report report) {
        this.report = report;
    }

    void run() throws Exception {
        report.heading("A feed of ten thousand episodes");
        Vertx vertx = Vertx.vertx();
        Bus bus = new Bus(vertx);
        Database database = TestDatabase.create();
        Pool pool = database.open(vertx);
        try {
            String slug = fill(pool);
            done(vertx.deployVerticle(new FeedStoreVerticle(bus, database)));
            String before = Bench.load();
            for (int documents : new int[] {1, 10}) {
                Config.Feeds settings =
                        new Config.Feeds(URI.create("https://hub.example.org/"), EPISODES / documents);
                String verticle =
                        done(vertx.deployVerticle(new FeedVerticle(bus, "https://cast.example.org", settings)));
                measure(bus, pool, slug, EPISODES / documents);
                done(vertx.undeploy(verticle));
            }
            report.table(List.of("", "p50, ms", "p95, ms", "target, ms"), rows);
            String load = " (load average " + before + " before, " + Bench.load() + " after).";
            report.verdict(
                    "A feed of " + EPISODES + " episodes is written within " + Math.round(WRITE_MILLIS)
                            + " ms, once for each change, and answered within " + Math.round(ASK_MILLIS) + " ms" + load,
                    reached);
        } finally {
            vertx.close().await();
        }
    }

    private static String fill(Pool pool) {
        Viewer owner = Fixtures.member(pool);
        UUID agent = Fixtures.agent(pool, owner, PublishRule.AUTO);
        done(pool.preparedQuery(JOBS).execute(Tuple.of(owner.userId(), agent, (long) EPISODES)));
        done(pool.preparedQuery(STAGES).execute(Tuple.of((long) EPISODES)));
        done(pool.preparedQuery(PUBLISHED).execute(Tuple.of(owner.userId(), agent, (long) EPISODES)));
        done(pool.query("vacuum analyze").execute());
        done(pool.query("checkpoint").execute());
        return "sunday-" + agent;
    }

    private void measure(Bus bus, Pool pool, String slug, int episodes) throws IOException {
        PublishApi.Rendered document = ask(bus, slug);
        long bytes = plain(document);
        String size = String.format(
                java.util.Locale.ROOT,
                "%,d episodes (%.1f MB, %.1f MB compressed)",
                episodes,
                bytes / 1e6,
                document.gzip().length / 1e6);
        row(size + ", written after a change", WRITE_MILLIS, () -> {
            done(pool.query(CHANGE).execute());
            long start = System.nanoTime();
            ask(bus, slug);
            return System.nanoTime() - start;
        });
        row(size + ", asked for again", ASK_MILLIS, () -> {
            long start = System.nanoTime();
            ask(bus, slug);
            return System.nanoTime() - start;
        });
    }

    /** One question; answers the nanoseconds that count of it. */
    private interface Question {
        long nanos();
    }

    private void row(String name, double target, Question question) {
        for (int i = 0; i < WARM_UP; i++) {
            question.nanos();
        }
        Ages ages = new Ages(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            ages.add(question.nanos());
        }
        reached &= ages.millis(0.95) <= target;
        rows.add(List.of(
                name,
                Report.number(ages.millis(0.5), 1),
                Report.number(ages.millis(0.95), 1),
                Report.number(target, 0)));
    }

    private static PublishApi.Rendered ask(Bus bus, String slug) {
        return done(bus.request(
                PublishApi.FEED, new PublishApi.Asked(new FeedStoreApi.Asked.OfAgent(slug), null, 1)));
    }

    private static long plain(PublishApi.Rendered document) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(document.gzip()))) {
            return in.readAllBytes().length;
        }
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(1, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
