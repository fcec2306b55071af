package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.UserStoreApi.Credentials;
import dev.reelcast.bus.UserStoreApi.NewSession;
import dev.reelcast.bus.UserStoreApi.NewUser;
import dev.reelcast.bus.UserStoreApi.Rotation;
import dev.reelcast.model.Role;
import dev.reelcast.model.User;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserStoreIT {

    private static final NewUser PASTOR = new NewUser("Pastor@Example.org", "Pastor", "$argon2id$x");

    private Stores stores;
    private UserStore users;

    @BeforeEach
    void open() {
        stores = new Stores();
        users = new UserStore(stores.pool);
        stores.rows("delete from users");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static byte[] token(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        return hash;
    }

    private User signedIn(int number) {
        User user = Stores.await(users.setup(PASTOR));
        Stores.await(users.openSession(new NewSession(user.id(), token(number), later())));
        return user;
    }

    private Future<User> exchange(int old, int next) {
        return users.rotate(new Rotation(token(old), token(next), later()));
    }

    private static Instant later() {
        return Instant.now().plusSeconds(3_600);
    }

    private void assertRefused(Future<?> asked) {
        assertThat(Stores.failure(asked).kind()).isEqualTo(FailureKind.UNAUTHENTICATED);
    }

    @Test
    void hasOneWinnerAmongConcurrentSetUps() {
        assertThat(Stores.await(users.setupNeeded())).isTrue();
        List<Future<User>> setups = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            setups.add(users.setup(new NewUser("user" + i + "@example.org", "User " + i, "x")));
        }
        setups.forEach(setup -> Stores.await(setup.otherwiseEmpty()));
        assertThat(setups.stream().filter(Future::succeeded)).hasSize(1);
        setups.stream()
                .filter(Future::failed)
                .forEach(setup -> assertThat(Stores.failure(setup).kind()).isEqualTo(FailureKind.CONFLICT));
        assertThat(stores.rows("select id from users where role = 'admin'")).hasSize(1);
        assertThat(Stores.await(users.setupNeeded())).isFalse();
    }

    @Test
    void findsAUserByTheAddressWithoutRegardToCase() {
        User made = Stores.await(users.setup(PASTOR));
        assertThat(made.role()).isEqualTo(Role.ADMIN);
        Credentials found = Objects.requireNonNull(Stores.await(users.credentials("pastor@example.ORG")));
        assertThat(found.user()).isEqualTo(made);
        assertThat(found.passwordHash()).isEqualTo("$argon2id$x");
        assertThat(Stores.await(users.credentials("nobody@example.org"))).isNull();
    }

    @Test
    void knowsOnlyUsersThatAreNotDisabledAsActive() {
        User user = Stores.await(users.setup(PASTOR));
        assertThat(Stores.await(users.active(user.id()))).isEqualTo(user);
        stores.rows("update users set disabled = true");
        assertRefused(users.active(user.id()));
    }

    @Test
    void exchangesATokenForTheNext() {
        User user = signedIn(1);
        assertThat(Stores.await(exchange(1, 2))).isEqualTo(user);
        assertThat(Stores.await(exchange(2, 3))).isEqualTo(user);
        assertRefused(exchange(9, 10));
    }

    @Test
    void letsTwoTabsExchangeTheSameTokenAtOnce() {
        signedIn(1);
        Future<User> one = exchange(1, 2);
        Future<User> two = exchange(1, 3);
        Stores.await(one);
        Stores.await(two);
        Stores.await(exchange(2, 4));
        Stores.await(exchange(3, 5));
    }

    @Test
    void endsTheSessionOfATokenThatIsShownAgainLater() {
        signedIn(1);
        Stores.await(exchange(1, 2));
        Stores.await(exchange(2, 3));
        stores.rows(
                "update session_tokens set exchanged_at = now() - interval '11 seconds' where exchanged_at is not null");
        assertRefused(exchange(1, 4));
        assertRefused(exchange(3, 5));
        assertThat(stores.rows("select id from sessions")).isEmpty();
    }

    @Test
    void endsOnlyTheSessionThatIsClosed() {
        User user = signedIn(1);
        Stores.await(users.openSession(new NewSession(user.id(), token(20), later())));
        assertThat(Stores.await(users.closeSession(token(1)))).isEqualTo(user.id());
        assertThat(Stores.await(users.closeSession(token(99)))).isNull();
        assertRefused(exchange(1, 2));
        assertThat(Stores.await(exchange(20, 21))).isEqualTo(user);
    }

    @Test
    void refusesATokenThatExpiredOrWhoseUserIsDisabled() {
        User user = signedIn(1);
        stores.rows("update session_tokens set expires_at = now() - interval '1 second'");
        assertRefused(exchange(1, 2));
        Stores.await(users.openSession(new NewSession(user.id(), token(3), later())));
        stores.rows("update users set disabled = true");
        assertRefused(exchange(3, 4));
    }

    @Test
    void removesExpiredSessionsInPassing() {
        User user = signedIn(1);
        stores.rows("update sessions set expires_at = now() - interval '1 second'");
        Stores.await(users.openSession(new NewSession(user.id(), token(2), later())));
        assertThat(stores.rows("select id from sessions")).hasSize(1);
        assertThat(stores.rows("select session_id from session_tokens")).hasSize(1);
    }
}
