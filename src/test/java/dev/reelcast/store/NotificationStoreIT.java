package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.NotificationApi.Page;
import dev.reelcast.bus.NotificationApi.Query;
import dev.reelcast.bus.NotificationApi.Read;
import dev.reelcast.model.Notification;
import dev.reelcast.model.NotificationKind;
import dev.reelcast.model.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationStoreIT {

    private final Stores stores = new Stores();
    private final NotificationStore store = new NotificationStore(stores.pool);
    private final Viewer ann = stores.owner;
    private final Viewer bob = Fixtures.member(stores.pool);

    @AfterAll
    void close() {
        stores.close();
    }

    @BeforeEach
    void clear() {
        stores.rows("truncate notifications");
    }

    private void tell(Viewer user, String title) {
        Stores.await(NotificationStore.add(
                new Sql(stores.pool), user.userId(), NotificationKind.SYSTEM, title, title + ".", null));
    }

    private Page page(boolean unread, @Nullable UUID after, int limit) {
        return Stores.await(store.list(new Query(ann.userId(), unread, after, limit)));
    }

    private static List<String> titles(Page page) {
        return page.notifications().stream().map(Notification::title).toList();
    }

    @Test
    void arePagedNewestFirst() {
        List.of("One", "Two", "Three").forEach(title -> tell(ann, title));
        tell(bob, "Bob's");

        Page first = page(false, null, 2);
        assertThat(titles(first)).containsExactly("Three", "Two");
        assertThat(first.total()).isEqualTo(3);
        assertThat(first.unread()).isEqualTo(3);
        Page second = page(false, first.next(), 2);
        assertThat(titles(second)).containsExactly("One");
        assertThat(second.next()).isNull();
    }

    @Test
    void areReadOneByOneOrAllByTheirOwnerAlone() {
        List.of("One", "Two", "Three").forEach(title -> tell(ann, title));
        UUID two = page(false, null, 3).notifications().get(1).id();

        Committed<Integer> strangers = Stores.await(store.read(new Read(bob.userId(), List.of(two))));
        assertThat(strangers.value()).isZero();
        assertThat(strangers.facts()).isEmpty();
        assertThat(page(false, null, 3).unread()).isEqualTo(3);

        Committed<Integer> read = Stores.await(store.read(new Read(ann.userId(), List.of(two, UUID.randomUUID()))));
        assertThat(read.value()).isEqualTo(2);
        assertThat(read.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.address()).isEqualTo(Facts.notifications(ann.userId()));
            assertThat(fact.body().getString("type")).isEqualTo("notifications.read");
            assertThat(fact.body().getInteger("unread")).isEqualTo(2);
        });
        assertThat(titles(page(true, null, 10))).containsExactly("Three", "One");
        assertThat(page(true, null, 10).total()).isEqualTo(2);
        assertThat(page(false, null, 10).total()).isEqualTo(3);

        assertThat(Stores.await(store.read(new Read(ann.userId(), null))).value())
                .isZero();
        assertThat(titles(page(true, null, 10))).isEmpty();
    }

    @Test
    void areForgottenLongAfterTheyWereRead() {
        List.of("Unread", "Read lately", "Read long ago").forEach(title -> tell(ann, title));
        stores.rows("update notifications set created_at = now() - interval '1 year'");
        stores.rows("update notifications set read_at = now() - interval '1 day' where title = 'Read lately'");
        stores.rows("update notifications set read_at = now() - interval '91 days' where title = 'Read long ago'");

        assertThat(Stores.await(store.tidy(Duration.ofDays(90)))).isEqualTo(1);
        assertThat(titles(page(false, null, 10))).containsExactly("Read lately", "Unread");
    }
}
