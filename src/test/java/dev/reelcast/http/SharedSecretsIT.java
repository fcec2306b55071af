package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.store.Database;
import dev.reelcast.store.SecretStoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys in the database, for several servers. */
class SharedSecretsIT {

    private static final String SECRET = "a secret of all servers";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private Pool pool;

    @BeforeEach
    void open() {
        Database database = TestDatabase.create();
        pool = database.open(vertx);
        vertx.deployVerticle(new SecretStoreVerticle(bus, database)).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void serversThatStartTogetherHaveOneKey() {
        List<Future<Secrets>> starting = IntStream.range(0, 4)
                .mapToObj(server -> Secrets.shared(vertx, bus, SECRET))
                .toList();

        List<byte[]> keys =
                starting.stream().map(each -> each.await().tokenKey()).toList();

        assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.get(0)));
    }

    @Test
    void databaseHoldsNothingOfTheKey() {
        byte[] key = Secrets.shared(vertx, bus, SECRET).await().tokenKey();

        byte[] stored = pool.query("select sealed from secrets")
                .execute()
                .await()
                .iterator()
                .next()
                .getBuffer("sealed")
                .getBytes();

        HexFormat hex = HexFormat.of();
        for (int i = 0; i + 4 <= key.length; i++) {
            assertThat(hex.formatHex(stored)).doesNotContain(hex.formatHex(key, i, i + 4));
        }
    }

    @Test
    void anotherSecretIsRefusedInOneSentence() {
        Secrets.shared(vertx, bus, SECRET).await();

        assertThatThrownBy(() -> Secrets.shared(vertx, bus, SECRET + "!").await())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("REELCAST_SECRET");
    }

    @Test
    void sealedKeyIsBoundToItsName() {
        Seal seal = new Seal(SECRET);
        byte[] sealed = seal.close("jwt", new byte[32]);

        assertThat(seal.open("jwt", sealed)).isEqualTo(new byte[32]);
        assertThatThrownBy(() -> seal.open("hub", sealed)).isInstanceOf(Failure.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> seal.open("jwt", sealed)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> seal.open("jwt", new byte[10])).hasMessageContaining("another version");
    }
}
