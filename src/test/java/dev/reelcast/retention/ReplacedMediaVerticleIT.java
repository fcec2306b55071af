package dev.reelcast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Bus;
import dev.reelcast.storage.FolderStore;
import dev.reelcast.store.Database;
import dev.reelcast.store.JobStoreVerticle;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedMediaVerticleIT {

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Database database = TestDatabase.create();
    private final Pool pool = database.open(vertx);

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

    private int tick() throws TimeoutException {
        ReplacedMediaVerticle verticle = new ReplacedMediaVerticle(bus, media);
        String id = vertx.deployVerticle(verticle).await();
        int gone = verticle.tick().await(30, TimeUnit.SECONDS);
        vertx.undeploy(id).await();
        return gone;
    }

    private void replaced(String key, int minutesAgo) {
        pool.preparedQuery(
                        "insert into replaced_media (storage_key, replaced_at) values ($1, now() - make_interval(mins => $2))")
                .execute(Tuple.of(key, minutesAgo))
                .await();
    }

    private String put(String key) throws IOException {
        media.put(key, Files.writeString(folder.resolve("file"), "x"));
        return key;
    }

    @Test
    void whatWasReplacedAWhileAgoGoes() throws Exception {
        String old = put("episodes/a/1/audio.mp3");
        String justNow = put("episodes/a/2/audio.mp3");
        String present = put("episodes/a/3/audio.mp3");
        replaced(old, 11);
        replaced("episodes/a/0/gone-already.mp3", 11);
        replaced(justNow, 9);

        assertThat(tick()).isEqualTo(2);

        assertThat(media.exists(old)).isFalse();
        assertThat(media.exists(justNow)).isTrue();
        assertThat(media.exists(present)).isTrue();
        assertThat(tick()).isZero();
        assertThat(pool.query("select from replaced_media").execute().await().size())
                .isEqualTo(1);
    }
}
