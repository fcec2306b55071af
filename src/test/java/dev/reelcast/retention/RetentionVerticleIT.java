package dev.reelcast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.RetentionApi.Swept;
import dev.reelcast.config.Config;
import dev.reelcast.model.Viewer;
import dev.reelcast.storage.FolderStore;
import dev.reelcast.store.Database;
import dev.reelcast.store.JobStoreVerticle;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionVerticleIT {

    private static final String FAILED = """
            insert into jobs (id, owner_id, type, status, stage, next_stage, error, created_at, finished_at)
            values ($1, $2, 'upload', 'failed', 'downloading', 'downloading', '{"message":"It is gone."}',
              now() - make_interval(secs => $3), now() - make_interval(secs => $3))
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Database database = TestDatabase.create();
    private final Pool pool = database.open(vertx);
    private final Viewer owner = Fixtures.member(pool);

    @TempDir
    Path folder;

    private FolderStore media;

    @BeforeEach
    void deploy() throws IOException {
        media = new FolderStore(folder.resolve("media"));
        vertx.deployVerticle(new JobStoreVerticle(bus, database)).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
        media.close();
    }

    private Swept tick() throws TimeoutException {
        Config.Retention rules = new Config.Retention(Duration.ofDays(30), Duration.ofDays(10), 2);
        RetentionVerticle verticle = new RetentionVerticle(bus, rules, media);
        String id = vertx.deployVerticle(verticle).await();
        Swept swept = verticle.tick().await(30, TimeUnit.SECONDS);
        vertx.undeploy(id).await();
        return swept;
    }

    private UUID failed(int number, Duration ago) throws IOException {
        UUID id = new UUID(Instant.now().minus(ago).toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE | number);
        pool.preparedQuery(FAILED)
                .execute(Tuple.of(id, owner.userId(), (double) ago.toSeconds()))
                .await();
        put(id);
        return id;
    }

    private void put(UUID job) throws IOException {
        for (String key : new String[] {"jobs/" + job + "/0/source.mp4", "episodes/" + job + "/7/episode.mp3"}) {
            media.put(key, Files.writeString(folder.resolve("file"), "x"));
        }
    }

    private boolean hasFiles(UUID job) throws IOException {
        boolean own = media.exists("jobs/" + job + "/0/source.mp4");
        assertThat(media.exists("episodes/" + job + "/7/episode.mp3")).isEqualTo(own);
        return own;
    }

    @Test
    void filesGoAfterTheirJob() throws Exception {
        UUID[] old = new UUID[5];
        for (int i = 0; i < old.length; i++) {
            old[i] = failed(i, Duration.ofDays(31));
        }
        UUID younger = failed(5, Duration.ofDays(29));

        assertThat(tick().jobs()).isEqualTo(old.length);

        for (UUID job : old) {
            assertThat(hasFiles(job)).isFalse();
        }
        assertThat(hasFiles(younger)).isTrue();
        assertThat(tick()).isEqualTo(new Swept(null, 0, 0, 0));
    }

    @Test
    void filesThatCouldNotGoBeforeGoNow() throws Exception {
        UUID job = UUID.randomUUID();
        put(job);
        pool.preparedQuery("insert into removed_jobs (job_id) values ($1)")
                .execute(Tuple.of(job))
                .await();

        assertThat(tick().jobs()).isZero();

        assertThat(hasFiles(job)).isFalse();
        assertThat(pool.query("select from removed_jobs").execute().await().size())
                .isZero();
    }
}
